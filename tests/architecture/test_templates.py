"""What the content security policy forbids, and what every page has."""

import re

import pytest

from tests.architecture.sources import templates

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
