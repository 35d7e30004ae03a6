"""The frame of every page, and the pages that say what went wrong."""

import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from kokreasi.core.templatetags.components import _other_language

STATIC = Path(__file__).resolve().parents[1] / "static"
VENDOR = STATIC / "vendor"
REFUSALS = ("403.html", "403_csrf.html", "404.html", "409.html", "413.html", "429.html")


def rendered(name: str, *, address: str = "/", **context) -> str:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return render_to_string(name, context, request)


@pytest.mark.parametrize("name", ["base.html", "narrow.html", *REFUSALS])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_has_a_language_a_title_and_one_main_part(name, language) -> None:
    with override(language):
        html = rendered(name, error="x")

    assert f'<html lang="{language}">' in html
    assert re.search(r"<title>\S.* – Kokreasi</title>", html)
    assert html.count('<main id="isi"') == 1
    assert 'href="#isi"' in html


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_has_one_heading_and_a_way_on(name) -> None:
    html = rendered(name, error="x")

    assert len(re.findall(r"<h1>\S", html)) == 1
    assert '<a class="onward" href="/"' in html
    assert 'content="noindex"' in html


def test_conflict_tells_its_reason() -> None:
    assert "Sudah &lt;terbit&gt;." in rendered("409.html", error="Sudah <terbit>.")


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_pages_before_any_request_speak_both_languages(name) -> None:
    html = render_to_string(name)

    assert html.count("<h1>") == 1
    assert 'lang="id"' in html
    assert 'lang="en"' in html


def test_pages_before_any_request_name_files_that_exist() -> None:
    linked = re.findall(r'href="/static/([^"]+)"', render_to_string("500.html"))

    assert linked
    assert all((STATIC / name).is_file() for name in linked)


def test_unknown_address_leads_to_the_start_page_of_the_other_language() -> None:
    with override("id"):
        html = rendered("404.html", address="/tidak/ada/")

    assert 'href="/en/" hreflang="en"' in html


def test_base_switches_off_what_the_content_policy_forbids() -> None:
    assert '"includeIndicatorStyles":false,"allowEval":false' in rendered("base.html")


@pytest.mark.parametrize(("language", "other"), [("id", "en"), ("en", "id"), ("en-gb", "id")])
def test_other_language(language, other) -> None:
    with override(language):
        assert _other_language() == other


# Front-end files


def test_copied_files_are_those_that_were_listed() -> None:
    listed = dict(
        reversed(line.split("  ")) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
    )
    found = {
        str(file.relative_to(VENDOR)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }

    assert found == listed


def test_style_sheets_load_nothing_from_elsewhere_and_name_no_source_map() -> None:
    sheets = [file.read_text() for file in STATIC.rglob("*.css")]

    assert len(sheets) == 3
    assert not [sheet for sheet in sheets if "sourceMappingURL" in sheet]
    assert not [sheet for sheet in sheets if re.search(r"@import|url\([\"']?(?:https?:)?//", sheet)]
