"""Who gets what answer from every address, asked of the running site."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rules.permissions import permissions as rules

from tests.architecture.addresses import EXAMPLES, Cast, Example
from tests.architecture.sources import ROOT

DOCUMENT = ROOT / "docs" / "permissions.md"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ADMIN = "admin"
ADMIN_METHODS = ("GET", "POST")
INTRODUCTION = """# Who may do what

Written by `./scripts/write_permissions` from the running site and compared with it by the tests;
a new address or permission without its lines here fails the build.

## Permissions

Each permission with the rule that grants it; administrators have all of them.

"""
ADDRESSES = """
## Addresses

What each address answers to each role, for things in the states that matter. `sign-in` leads to the
sign-in page, 302 elsewhere; 404 also hides what somebody may not know of; 405 means that
the address has no such method. Posts are empty: 200 shows the form with what is missing.

"""


def names() -> list[str]:
    """Name every address of the site once; those of Django's own admin count as one."""
    return sorted({name.split(":")[0] if _is_admin(name) else name for name, _ in _routes()})


def shared_names() -> list[str]:
    """Name what several pages are called; examples and rows would speak of only one of them."""
    pages: dict[str, set[Any]] = {}
    for name, pattern in _routes():
        pages.setdefault(name, set()).add(pattern.callback)
    return sorted(n for n, found in pages.items() if len(found) > 1 and not _is_admin(n))


def _is_admin(name: str) -> bool:
    return name.startswith(f"{ADMIN}:")


def _routes(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _routes(pattern, inner)
        else:
            yield ":".join((*spaces, pattern.name or str(pattern.pattern))), pattern


def needs_arguments(name: str) -> bool:
    return any(
        pattern.pattern.regex.groupindex or pattern.pattern.regex.groups
        for route, pattern in _routes()
        if route == name
    )


def without_example() -> list[str]:
    return [
        name
        for name in names()
        if name != ADMIN and needs_arguments(name) and not EXAMPLES.get(name)
    ]


def rows(name: str, cast: Cast) -> list[str]:
    """Ask every method of an address, in every state of its examples, as everybody in the cast."""
    if name == ADMIN:
        clients = {who: client_of(visitor) for who, visitor in cast.items()}
        return _rows(name, "", _admin_addresses(), clients)
    examples = EXAMPLES.get(name) or {"": lambda _cast: {}}
    return [row for state, make in examples.items() for row in _state_rows(name, state, make, cast)]


def _state_rows(name: str, state: str, make: Example, cast: Cast) -> list[str]:
    """Make the things of one state, ask, and take the things back."""
    clients = {who: client_of(visitor) for who, visitor in cast.items()}
    with transaction.atomic():
        found = _rows(name, state, [reverse(name, kwargs=make(cast))], clients)
        transaction.set_rollback(True)
    return found


def _admin_addresses() -> list[str]:
    """Give the addresses of the admin that need no object; the others ask the same question."""
    return [
        reverse(name)
        for name, pattern in _routes()
        if _is_admin(name) and pattern.name and not pattern.pattern.regex.groups
    ]


def client_of(visitor: Any) -> Client:
    """Give a browser in which the visitor is signed in, if anybody."""
    client = Client(raise_request_exception=False)
    if visitor.is_authenticated:
        client.force_login(visitor, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _rows(name: str, state: str, addresses: list[str], clients: Mapping[str, Client]) -> list[str]:
    answers = {
        method: [_answers(client, method, addresses) for client in clients.values()]
        for method in (ADMIN_METHODS if name == ADMIN else METHODS)
    }
    together: dict[tuple[str, ...], list[str]] = {}
    for method, cells in answers.items():
        together.setdefault(tuple(cells), []).append(method)
    return [
        f"| {name} | {state} | {' '.join(methods)} | {' | '.join(cells)} |"
        for cells, methods in together.items()
    ]


def _answers(client: Client, method: str, addresses: list[str]) -> str:
    return " ".join(sorted({_answer(client, method, address) for address in addresses}))


def _answer(client: Client, method: str, address: str) -> str:
    """Ask once and take back whatever the question changed."""
    cache.clear()  # otherwise the limit of sign-ins a minute answers instead
    cookies = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        response = client.generic(method, address)
        read_to_its_end(response)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    if response.status_code == HTTPStatus.FOUND and _leads_to_sign_in(response["Location"]):
        return "sign-in"
    return str(response.status_code)


def read_to_its_end(response: Any) -> None:
    """Take all of a file that is streamed, which is what closes it."""
    if response.streaming:
        for _part in response.streaming_content:
            pass


def _leads_to_sign_in(location: str) -> bool:
    doors = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
    return location.split("?", maxsplit=1)[0] in doors


def rule_lines() -> list[str]:
    return [f"- `{name}`: {_words(predicate)}" for name, predicate in sorted(rules.items())]


def _words(predicate: Any) -> str:
    return re.sub(r"[()]", "", predicate.name).replace("&", "and").replace("|", "or")


def document(cast: Cast) -> str:
    head = f"| address | state | method | {' | '.join(cast)} |\n|{'---|' * (3 + len(cast))}\n"
    lines = [row for name in names() for row in rows(name, cast)]
    told = "\n".join(rule_lines())
    return INTRODUCTION + told + "\n" + ADDRESSES + head + "\n".join(lines) + "\n"


def committed() -> dict[str, list[str]]:
    """Give the lines of the document by address."""
    lines: dict[str, list[str]] = {}
    for line in DOCUMENT.read_text().splitlines():
        if line.startswith("| ") and not line.startswith("| address "):
            lines.setdefault(line.split("|")[1].strip(), []).append(line)
    return lines
