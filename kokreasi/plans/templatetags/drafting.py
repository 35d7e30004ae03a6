"""How remarks on a draft are shown: beside the paragraph, and in the secretariat's inbox."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.core.changes import Change
from kokreasi.core.templatetags.components import badge, word_changes
from kokreasi.plans import paragraphs
from kokreasi.plans.queries.drafting import Beside

register = template.Library()

TONES = {
    RemarkState.HELD: "warning",
    RemarkState.OPEN: "info",
    RemarkState.ACCEPTED: "success",
    RemarkState.DECLINED: "neutral",
    RemarkState.REFUSED: "danger",
}


@register.inclusion_tag("plans/_remark.html")
def remark_beside(beside: Beside, *, may_answer: bool = False) -> dict[str, Any]:
    """Show a remark with who made it, what it suggests, and what became of it."""
    return {"beside": beside, "remark": beside.remark, "may_answer": may_answer}


@register.simple_tag
def remark_state(remark: Remark) -> SafeString:
    """Say in words what became of a remark."""
    state = RemarkState(remark.state)
    shown: SafeString = badge(state.label, tone=TONES[state])
    return shown


@register.filter
def place_label(place: str) -> str:
    """Name a place of a draft in words."""
    return paragraphs.place_label(place)


@register.simple_tag
def changed_words(change: Change) -> SafeString:
    """Show what a part said and says; texts word by word, lists item by item."""
    if isinstance(change.old, list) or isinstance(change.new, list):
        return _items("del", change.old) + _items("ins", change.new)
    return render_to_string(
        "components/word_changes.html", word_changes(_words(change.old), _words(change.new))
    )


def _items(element: str, items: Any) -> SafeString:
    rows = items if isinstance(items, list) else [items] if items else []
    lines = format_html_join("", "<li><{0}>{1}</{0}></li>", ((element, str(row)) for row in rows))
    return format_html('<ul class="plain-list">{}</ul>', lines) if rows else SafeString("")


def _words(value: Any) -> str:
    return "" if value is None else str(value)
