"""Which words are translatable, read without gettext's programs; and what the catalogues hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.architecture.sources import ROOT, called, mails, modules, templates

SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_WITH_CONTEXT = {"npgettext", "npgettext_lazy"}
CONTEXT_END = "\x04"
WORDS = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALLS = re.compile(rf"\b(?:n?p?gettext|_)\(\s*{WORDS}(?:\s*,\s*(?:{WORDS}|\w+))*\s*\)")


def messages() -> dict[str, str]:
    """Give each translatable message, as a catalogue names it, with one place where it stands."""
    found: dict[str, str] = {}
    for path, module in modules().items():
        found |= {message: f"{path}:{line}" for message, line in _in_python(module)}
    for path, text in {**templates(), **mails()}.items():
        code = _readable(templatize(text))
        found |= {message: str(path) for message, _line in _in_python(code)}
    return found


def _readable(pseudo: str) -> ast.Module:
    """Keep the calls that Django writes for xgettext; the page between them is noise."""
    return ast.parse("\n".join(CALLS.findall(pseudo)))


def _in_python(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args:
            message = _message(called(node), node.args)
            if message:
                yield message, node.lineno


def _message(name: str, arguments: list[ast.expr]) -> str | None:
    words = [_literal(argument) for argument in arguments]
    if name in SINGLE | PLURAL:
        return words[0]
    if name in WITH_CONTEXT | PLURAL_WITH_CONTEXT and words[0] and words[1]:
        return words[0] + CONTEXT_END + words[1]
    return None


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def catalogues() -> list[Path]:
    return sorted((ROOT / "kokreasi").glob("*/locale/id/LC_MESSAGES/django.po"))


def written(catalogue: Path) -> dict[str, list[str]]:
    """Read a `.po` file: each message with its translations, one for each plural form.

    Messages marked fuzzy are left out, as `msgfmt` leaves them out.
    """
    return {
        _key(parts): [text for name, text in parts.items() if name.startswith("msgstr")]
        for parts in _entries(catalogue)
    }


def plurals(catalogue: Path) -> dict[str, str]:
    """Give the English plural of each message that has one."""
    entries = (parts for parts in _entries(catalogue) if "msgid_plural" in parts)
    return {_key(parts): parts["msgid_plural"] for parts in entries}


def _entries(catalogue: Path) -> Iterator[dict[str, str]]:
    for block in re.split(r"\n\s*\n", catalogue.read_text()):
        parts = _parts(block)
        if parts.get("msgid") and not re.search(r"^#,.*fuzzy", block, re.M):
            yield parts


def _key(parts: dict[str, str]) -> str:
    context = parts["msgctxt"] + CONTEXT_END if "msgctxt" in parts else ""
    return context + parts["msgid"]


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        keyword, quote, rest = line.partition('"')
        name = keyword.strip() or name
        if quote:
            parts[name] = parts.get(name, "") + ast.literal_eval(quote + rest)
    return parts
