"""Small parts of pages, written in HTML without a template.

A page holds hundreds of them, and a template costs more than what it writes (decision 0009). The
component tags give them their arguments.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB, last_day, written_period

Words = str | Promise | Bilingual

DAYS_REMEMBERED = 4096
NOTHING = mark_safe("")


def badge(label: Words, tone: str) -> SafeString:
    return format_html('<span class="badge badge-{}">{}</span>', tone, label)


def marked(words: str, language: str, *, brief: bool) -> SafeString:
    """Write words of the other language, and say that they are."""
    untranslated = _("not translated yet")
    spoken = format_html('<span lang="{}">{}</span>', language, words)
    return spoken + _mark(language, untranslated, brief=brief)


def paragraphs(words: object, language: str, *, brief: bool) -> SafeString:
    """Write words of several lines; `language` is empty where they need no mark."""
    lang = format_html(' lang="{}"', language) if language else NOTHING
    lines = mark_safe(linebreaks(words, autoescape=True))  # noqa: S308 - it escapes
    prose = format_html('<div class="prose"{}>{}</div>', lang, lines)
    return prose + _mark(language, _("not translated yet"), brief=brief) if language else prose


def _mark(language: str, words: str, *, brief: bool) -> SafeString:
    if brief:
        return format_html('<abbr class="fallback-tag" title="{}">{}</abbr>', words, language)
    return format_html(' <small class="fallback">({})</small>', words)


def day(on: date, *, hour: bool = True, ends: bool = False) -> SafeString:
    """Write a day with its machine form; a moment also with its hour and WIB, unless left out.

    A moment that `ends` something at 00.00 is written as offices do: 24.00 of the day before.
    """
    if isinstance(on, datetime) and not hour:
        on = last_day(on) if ends else localtime(on, WIB).date()
    return _written_day(on, ends, get_language())


@lru_cache(DAYS_REMEMBERED)
def _written_day(on: date, ends: bool, _language: str | None) -> SafeString:  # noqa: FBT001 - remembered by it
    if isinstance(on, datetime):
        moment = localtime(on, WIB)
        written = date_format(moment, "j F Y, H.i")
        if ends and last_day(moment) < moment.date():
            written = f"{date_format(last_day(moment), 'j F Y')}, 24.00"
        return format_html('<time datetime="{}">{} WIB</time>', date_format(moment, "c"), written)
    return _time(on, date_format(on, "j F Y"))


def period(first: date | None, last: date | None) -> SafeString:
    """Write a first and a last day, both included; either may be open."""
    return _written_period(first, last, get_language())


@lru_cache(DAYS_REMEMBERED)
def _written_period(first: date | None, last: date | None, _language: str | None) -> SafeString:
    if first and last:
        return _closed_period(first, last)
    if first:
        return format_html("{} {}", _("since"), _time(first, date_format(first, "j F Y")))
    if last:
        return format_html("{} {}", _("until"), _time(last, date_format(last, "j F Y")))
    return conditional_escape(_("no dates yet"))


def _closed_period(first: date, last: date) -> SafeString:
    begin, end = written_period(first, last)
    if not end:
        return _time(first, begin)
    dash = " – " if " " in begin else "–"
    return format_html("{}{}{}", _time(first, begin), dash, _time(last, end))


def _time(on: date, written: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', f"{on:%Y-%m-%d}", written)


def panel(
    content: str, *, title: Words, level: int, wide: bool, name: str, hint: Words
) -> SafeString:
    return format_html(
        '<section class="panel{}"{}>\n'
        '  <div class="panel-head"><h{level}>{}</h{level}>{}</div>\n'
        '  <div class="panel-body">{}</div>\n'
        "</section>",
        " panel-wide" if wide else "",
        format_html(' id="{}"', name) if name else "",
        title,
        format_html('<p class="quiet">{}</p>', hint) if hint else "",
        content,
        level=level,
    )


def notice(content: str, tone: str, picture: SafeString) -> SafeString:
    return format_html(
        '<div class="notice notice-{}">{}<div class="stack stack-tight">{}</div></div>',
        tone,
        picture,
        content,
    )


def facts(content: str) -> SafeString:
    return format_html('<dl class="facts">{}</dl>', content)


def fact(content: str, label: Words) -> SafeString:
    """Write a fact under its name; nothing at all where it is not known."""
    if not content.strip():
        return NOTHING
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)
