"""What the content security policy forbids, and what every page has."""

import re

import pytest

from tests.architecture.sources import mails, templates

INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|href\s*=\s*["']\s*javascript:"""
    r"""|<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")""",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        "<style>",
        '<p style="color:red">',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<script>go()</script>",
    ],
)
def test_inline_code_is_recognised(text) -> None:
    assert INLINE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/static/a.js" defer></script>',
        '<script type="application/ld+json">{}</script>',
        '<link rel="stylesheet" href="a.css">',
    ],
)
def test_files_and_data_are_not_inline_code(text) -> None:
    assert not INLINE.search(text)


def test_templates_hold_no_inline_style_or_script() -> None:
    found = [str(path) for path, text in templates().items() if INLINE.search(text)]

    assert templates()
    assert found == []


def test_mails_write_names_as_they_are() -> None:
    """A quotation mark in a title stays one: a mail is no web page.

    Parts of mails, whose names begin with `_`, are included by one that says so.
    """
    whole = {path: text for path, text in mails().items() if path.parent.name == "mails"}
    found = [path for path, text in whole.items() if "{% autoescape off %}" not in text]

    assert len(whole) > 15
    assert [path for path in found if not path.name.startswith("_")] == []


def test_days_of_moments_are_those_of_jakarta() -> None:
    """`.date` of a moment would be the day in London; `hour=False` writes the right one."""
    found = [path for path, text in templates().items() if re.search(r"{% day \S+\.date\b", text)]

    assert found == []


KEPT = re.compile(r"{% kept .*?%}(.*?){% endkept %}", re.DOTALL)
ASKS_WHO_READS = re.compile(r"{[{%][^}]*\b(?:user|perms|messages|csrf_token|may_\w+)\b")
INCLUDED = re.compile(r'{% include "([^"]+)"')


def asks_who_reads(part: str, texts: dict[str, str]) -> bool:
    """Tell whether a part of a template, or what it includes, depends on the visitor."""
    included = [text for name in INCLUDED.findall(part) for text in _named(name, texts)]
    return bool(ASKS_WHO_READS.search(part)) or any(asks_who_reads(t, texts) for t in included)


def _named(name: str, texts: dict[str, str]) -> list[str]:
    return [text for path, text in texts.items() if path.endswith(f"templates/{name}")]


def test_a_part_that_asks_who_reads_is_recognised() -> None:
    texts = {"core/templates/door.html": "{% if user.is_authenticated %}x{% endif %}"}

    assert asks_who_reads('<p>{% include "door.html" %}</p>', texts)
    assert asks_who_reads("{% if may_change %}x{% endif %}", {})
    assert not asks_who_reads("<p>user {{ plan.title }}</p>", {})


def test_what_is_kept_for_everybody_does_not_ask_who_reads() -> None:
    texts = {str(path): text for path, text in templates().items()}
    kept = {path: KEPT.findall(text) for path, text in texts.items()}

    assert any(kept.values())
    assert [p for p, parts in kept.items() if any(asks_who_reads(x, texts) for x in parts)] == []
