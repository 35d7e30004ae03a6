"""How minutes are shown: the same on the public page, to the invited, and in an old version."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.templatetags.components import badge
from kokreasi.meetings.choices import CorrectionState, MinutesState
from kokreasi.meetings.comparing import Piece, pieces
from kokreasi.meetings.models import Correction, Minutes
from kokreasi.meetings.queries.reading import parts, turns
from kokreasi.meetings.sheets import MinutesSheet, read

register = template.Library()

Context = dict[str, Any]

TONES = {
    MinutesState.DRAFT: "neutral",
    MinutesState.CIRCULATED: "info",
    MinutesState.FINAL: "success",
}
CORRECTION_TONES = {
    CorrectionState.OPEN: "warning",
    CorrectionState.ACCEPTED: "success",
    CorrectionState.DECLINED: "neutral",
}


@register.inclusion_tag("meetings/minutes/_sheet.html")
def minutes_sheet(
    content: MinutesSheet | Mapping[str, Any],
    *,
    level: int = 2,
    follow_ups: bool = True,
    correct: bool = False,
    bodies: Collection[str] = (),
) -> Context:
    """Show what was said, by whom, what was agreed, and who took on what.

    `content` is a sheet or the frozen content of one; `level` that of its headings. A page that
    lists the follow-ups with their present state passes `follow_ups=False`. With `correct` each
    point links to its correction on the same page. `bodies` are the references of organisations
    whose pages the reader can open. The page around it links `meetings/minutes.css`.
    """
    sheet = content if isinstance(content, MinutesSheet) else read(dict(content))
    return {
        "sheet": sheet,
        "level": level,
        "parts": parts(sheet),
        "agreements": turns(sheet.agreements),
        "follow_ups": sheet.follow_ups if follow_ups else [],
        "correct": correct,
        "bodies": bodies,
    }


@register.simple_tag
def as_withheld(text: str, withheld: Sequence[str]) -> SafeString:
    """Mark the words that stand for what the public does not read."""
    if not withheld:
        return format_html("{}", text)
    parts = re.split(f"({'|'.join(map(re.escape, withheld))})", text)
    return format_html_join(
        "", "{}", ((_marked(part) if part in withheld else part,) for part in parts)
    )


def _marked(words: str) -> SafeString:
    return format_html('<span class="withheld">{}</span>', words)


@register.simple_tag
def compared(pieces: Sequence[Piece]) -> SafeString:
    """Show a text with what was taken out and what was put in."""
    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    return format_html_join(
        " ", "{}", ((format_html(tags[piece.how], piece.text),) for piece in pieces)
    )


@register.simple_tag
def wording(correction: Correction) -> SafeString:
    """Show how a point read when it was circulated, and how somebody would have it read."""
    return compared(pieces(correction.quoted, correction.proposed))


@register.simple_tag
def correction_badge(correction: Correction) -> SafeString:
    """Say whether a correction waits, was accepted or was declined."""
    state = CorrectionState(correction.state)
    return badge(state.label, tone=CORRECTION_TONES[state])


@register.simple_tag
def minutes_badge(minutes: Minutes) -> SafeString:
    """Say where minutes stand."""
    state = MinutesState(minutes.state)
    return badge(state.label, tone=TONES[state])


@register.simple_tag
def days_left(until: date, today: date) -> str:
    """Count down to the last day on which corrections are taken."""
    count = (until - today).days
    if count < 0:
        return _("the day has passed")
    if count == 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", count) % {"count": count}
