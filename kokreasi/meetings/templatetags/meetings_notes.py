"""Small parts of the pages of notes."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kokreasi.core.templatetags.components import badge
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.reviewing import Review
from kokreasi.meetings.review.source import FACT_LABELS, FACT_OF

register = template.Library()

TONES = {
    NoteState.WAITING: "neutral",
    NoteState.READING: "info",
    NoteState.REFUSED: "danger",
    NoteState.READ: "warning",
    NoteState.ACCEPTED: "success",
    NoteState.DISCARDED: "neutral",
}


@register.simple_tag
def note_badge(note: Note) -> SafeString:
    """Say where a note stands."""
    return badge(note.get_state_display(), tone=TONES[NoteState(note.state)])


@register.simple_tag
def fact_label(name: str) -> str | Promise:
    """Name a fact as the page does; "" for a remark about the whole note."""
    return FACT_LABELS.get(name, "")


@register.filter
def line_of(review: Review, name: str) -> str:
    """Give the first line from which a fact was read; "" where there is none."""
    for field, lines in review.draft.minutes.lines.items():
        if lines and FACT_OF.get(field, field) == name:
            return str(lines[0])
    return ""


@register.simple_tag
def note_field(field: Any, of: str = "") -> SafeString:
    """Show a field of a passage; `of` says for which kind of passage it is asked."""
    wrong = " field-wrong" if field.errors else ""
    kind = f" note-{of}" if of else ""
    return format_html('<div class="field{}{}">{}</div>', wrong, kind, field.as_field_group())
