"""What every page has, whoever made it: one heading, a title, a language, no inline code."""

import re

import pytest
from django.urls import reverse

from tests.architecture.addresses import EXAMPLES
from tests.architecture.permissions import ADMIN, client_of, names, read_to_its_end
from tests.architecture.test_templates import INLINE

FRAGMENTS = {  # parts that a page asks for by itself
    "consultations:results-progress",
    "consultations:answers-import-progress",
    "draft-beside",
    "draft-suggestions",
    "meetings:note-open",
    "meetings:note-progress",
    "plans:documents-progress",
    "meetings:suggestions",
    "own-draft-beside",
    "own-draft-suggestions",
    "plans:missing",
    "plans:suggestions",
}
PAGES = [name for name in names() if name != ADMIN and name not in FRAGMENTS]


def _addresses(name: str, cast) -> list[str]:
    examples = EXAMPLES.get(name) or {"": lambda _cast: {}}
    return [reverse(name, kwargs=make(cast)) for make in examples.values()]


def _faults(html: str) -> list[str]:
    headings = len(re.findall(r"<h1\b", html))
    faults = [] if headings == 1 else [f"{headings} headings of the first level"]
    if not re.search(r"<title>\s*\S", html):
        faults.append("no title")
    if not re.search(r'<html[^>]* lang="(id|en)"', html):
        faults.append("no language")
    return faults + [f"inline code: {found}" for found in INLINE.findall(html)]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("who", "prefix"), [("anybody", "/en"), ("publisher", "")])
def test_page_is_whole(name, who, prefix, cast) -> None:
    client = client_of(cast[who])

    faults = {}
    for address in _addresses(name, cast):
        response = client.get(prefix + address)
        read_to_its_end(response)
        if response["Content-Type"].startswith("text/html") and response.content:
            faults[address] = _faults(response.content.decode())

    assert not any(faults.values()), faults
