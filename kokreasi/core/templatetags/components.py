"""The parts that pages are made of. A wrong argument fails when the template compiles.

docs/components.md shows each of them with its classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokreasi.core import drawing, parts
from kokreasi.core.bilingual import LANGUAGES, Bilingual
from kokreasi.core.parts import Words
from kokreasi.insights.differences import Fate, differences

register = template.Library()

Context = dict[str, Any]

TONES = {
    "neutral": "info-circle",
    "info": "info-circle",
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "x-circle",
}
SECTIONS = (
    ("plans", _("Plans")),
    ("commitments", _("Commitments")),
    ("challenges", _("Challenges")),
    ("proposals", _("Proposals")),
    ("consultations-list", _("Consultations")),
    ("meetings-list", _("Meetings")),
    ("follow-ups", _("Follow-ups")),
    ("organisations", _("Institutions")),
    ("changes", _("Changes")),
    ("data", _("Data")),
)
HIDDEN_FATES = {"both": None, "old": Fate.ADDED, "new": Fate.REMOVED}
LOWEST_HEADING, HIGHEST_HEADING = 6, 2
ENGLISH = "/en"


class Statement(Protocol):
    """A number that a source states; a `register.StatedFigure` is one."""

    value: Decimal
    unit: str
    source: Bilingual
    source_url: str


def _known(component: str, argument: str, value: str, choices: Iterable[str]) -> None:
    if value not in choices:
        raise template.TemplateSyntaxError(f"{component}: unknown {argument} {value!r}")


def _heading(component: str, level: int) -> None:
    if not HIGHEST_HEADING <= level <= LOWEST_HEADING:
        raise template.TemplateSyntaxError(f"{component}: no heading of level {level!r}")


# Words


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a picture that repeats the words beside it; it never stands alone."""
    _known("icon", "name", name, icons())
    return render_to_string("components/icon.html", {"name": name})


@cache
def icons() -> frozenset[str]:
    """Name the pictures in the sprite."""
    sprite = finders.find("vendor/icons/sprite.svg")
    if not sprite:
        raise template.TemplateSyntaxError("icon: the sprite is missing, run scripts/vendor")
    with open(sprite) as file:  # noqa: PTH123 - a finder gives plain paths
        return frozenset(re.findall(r'<symbol id="([^"]+)"', file.read()))


@register.simple_tag
def badge(label: Words, *, tone: str = "neutral") -> SafeString:
    """Show a short state in words; colour only repeats what the words say."""
    _known("badge", "tone", tone, TONES)
    return parts.badge(label, tone)


@register.simple_tag
def text(words: Words, *, multiline: bool = False, brief: bool = False) -> SafeString:
    """Show words in the reader's language; where only the other one exists, mark and say so.

    `brief` says it with the language's letters, for headings, links and tables.
    """
    shown = words.shown() if isinstance(words, Bilingual) else None
    plain: Any = shown.text if shown else words
    language = shown.language if shown and shown.is_fallback else ""
    if multiline:
        return parts.paragraphs(plain, language, brief=brief)
    return parts.marked(plain, language, brief=brief) if language else conditional_escape(plain)


@register.inclusion_tag("components/word_changes.html")
def word_changes(old: Words, new: Words, *, side: str = "both") -> Context:
    """Show how a text became another, word by word, in the reader's language.

    What was taken out and put in is marked by elements, by form, and in words for screen readers.
    `side` shows only the "old" or the "new" text, for two columns beside each other.
    """
    _known("word_changes", "side", side, HIDDEN_FATES)
    found = differences(str(old), str(new))
    return {"pieces": [piece for piece in found if piece.fate != HIDDEN_FATES[side]]}


@register.simple_tag
def day(
    on: date | None, *, empty: Words = "–", hour: bool = True, ends: bool = False
) -> SafeString:
    """Write a day as people do, with its machine form; a moment also with its hour and WIB.

    `hour=False` writes of a moment only its day in western time (WIB). `ends=True` is for a moment
    that ends something: 00.00 is written as 24.00 of the day before.
    """
    return parts.day(on, hour=hour, ends=ends) if on else conditional_escape(str(empty))


@register.simple_tag
def period(first: date | None, last: date | None) -> SafeString:
    """Write a first and a last day, both included, as short as people do; either may be open."""
    return parts.period(first, last)


# Frames


@register.simple_block_tag
def panel(
    content: str,
    *,
    title: Words,
    level: int = 2,
    wide: bool = False,
    name: str = "",
    hint: Words = "",
) -> SafeString:
    """Frame a part of a page under its own heading.

    `wide` puts the heading into a column of its own on a desk; `name` makes it a link's target.
    """
    _heading("panel", level)
    return parts.panel(content, title=title, level=level, wide=wide, name=name, hint=hint)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info") -> SafeString:
    """Say something that a reader must not overlook."""
    _known("notice", "tone", tone, TONES)
    return parts.notice(content, tone, icon(TONES[tone]))


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """List facts; filled with `fact`."""
    return parts.facts(content)


@register.simple_block_tag
def fact(content: str, label: Words) -> SafeString:
    """Show one fact under its name; nothing at all where it is not known."""
    return parts.fact(content, label)


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: Words, *, hint: Words = "", action: Words = "", href: str = "") -> Context:
    """Say that there is nothing, what will change that, and where to go on."""
    if bool(action) != bool(href):
        raise template.TemplateSyntaxError("empty_state: action and href come together")
    return {"title": title, "hint": hint, "action": action, "href": href}


# Numbers


@register.inclusion_tag("components/figure.html")
def figure(
    label: Words,
    derived: int | Decimal | None,
    *,
    stated: Statement | None = None,
    href: str = "",
    unit: Words = "",
) -> Context:
    """Show a number that is counted from records, and link it to what it counts.

    A source's own number stands beside it where it differs. Where nothing is recorded (`None`) the
    statement stands alone, visibly as one: nothing recorded is not 0.
    """
    differs = stated is not None and derived is not None and stated.value != derived
    return {
        "label": label,
        "derived": derived,
        "stated": stated,
        "stated_value": _shortest(stated.value) if stated else None,
        "differs": differs,
        "href": href,
        "unit": unit,
    }


def _shortest(value: Decimal) -> Decimal | int:
    """Leave out the zeros that the database adds behind the point."""
    return int(value) if value == value.to_integral_value() else value.normalize()


# Ways through the site


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: Words) -> Context:
    """Show the way up, label and address in turns; the page itself is not in it."""
    if len(trail) % 2:
        raise template.TemplateSyntaxError("breadcrumbs: each label needs its address")
    return {"crumbs": list(zip(trail[::2], trail[1::2], strict=True))}


@register.inclusion_tag("components/paging.html", takes_context=True)
def paging(context: Context, page: Page[Any]) -> Context:
    """Link to the other pages of a list, with the filters that are set."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": list(numbers)}


@register.inclusion_tag("components/steps.html")
def steps(labels: Sequence[Words], *, current: int) -> Context:
    """Show where somebody stands in a task of several pages; the first step is 1."""
    if not 1 <= current <= len(labels):
        raise template.TemplateSyntaxError(f"steps: there is no step {current!r}")
    return {"labels": labels, "current": current}


@register.inclusion_tag("components/share.html")
def share(title: Words, *, href: str) -> Context:
    """Offer the permanent link and ways to send it, as plain links that load nothing elsewhere."""
    return {"title": str(title), "address": settings.ORIGIN + href}


@register.inclusion_tag("components/timeline.html")
def timeline(bars: Iterable[drawing.Bar], today: date, *, label: Words = "") -> Context:
    """Draw bars that may overlap; the chart is itself a list that reads without the drawing."""
    return {"drawing": drawing.timeline(bars, today=today), "day": today, "label": label}


@register.inclusion_tag("components/history.html")
def history(entries: Iterable[Any], *, names_record: bool = False) -> Context:
    """Tell lines of history (`register.Entry`), newest first as they come."""
    return {"entries": entries, "names_record": names_record}


# The frame of every page


@register.simple_tag(takes_context=True)
def section_here(context: Context) -> str:
    """Name the part of the site that this page belongs to; empty where it belongs to none."""
    path = _path(context)
    found = ((name, address_of(name)) for name, _words in SECTIONS)
    return next((name for name, href in found if href and path.startswith(href)), "")


@register.inclusion_tag("components/site_navigation.html")
def site_navigation(section: str, *, label: Words) -> Context:
    """Link to the parts of the site that exist, and mark the one that `section_here` named."""
    found = [(address_of(name), words, name == section) for name, words in SECTIONS]
    return {"entries": [entry for entry in found if entry[0]], "label": label}


@register.simple_tag
def address_of(name: str) -> str:
    """Give the address of a page by name, or nothing where this installation has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context: Context) -> Context:
    """Link to this page in the other language; to the start page where this one has no other."""
    return {"other": _other_language(), "href": _in_language(context, _other_language())}


@register.inclusion_tag("components/alternates.html", takes_context=True)
def alternates(context: Context) -> Context:
    """Tell search engines the address of this page and of its twin in the other language."""
    if not _is_a_page(context):
        return {"addresses": []}
    addresses = [(code, settings.ORIGIN + _in_language(context, code)) for code in LANGUAGES]
    return {"addresses": addresses, "canonical": settings.ORIGIN + _full_path(context)}


def _other_language() -> str:
    return "id" if (get_language() or "id")[:2] == "en" else "en"


def _in_language(context: Context, code: str) -> str:
    """Give the address of this page in a language: English lies below /en/, Indonesian above it."""
    path = _full_path(context) if _is_a_page(context) else "/"
    indonesian = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    return f"{ENGLISH}{indonesian}" if code == "en" else indonesian


def _is_a_page(context: Context) -> bool:
    """Tell whether the address leads anywhere; a page that says "not found" has no twin."""
    request: HttpRequest = context["request"]
    return request.resolver_match is not None


def _path(context: Context) -> str:
    request: HttpRequest = context["request"]
    return request.path_info


def _full_path(context: Context) -> str:
    request: HttpRequest = context["request"]
    return request.get_full_path()
