"""How a follow-up is shown, on every page that lists one."""

from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.templatetags.components import badge
from kokreasi.meetings.choices import Certainty, FollowUpState, Nature
from kokreasi.meetings.models import FollowUp
from kokreasi.organisations.models import Organisation

register = template.Library()

Context = dict[str, Any]

TONES = {
    FollowUpState.OPEN: "neutral",
    FollowUpState.IN_PROGRESS: "info",
    FollowUpState.DONE: "success",
    FollowUpState.DROPPED: "neutral",
    FollowUpState.REPLACED: "neutral",
}
NATURE_TONES = {Nature.PROMISE: "neutral", Nature.REQUEST: "neutral", Nature.WISH: "info"}


@register.simple_tag
def follow_up_badge(follow_up: FollowUp, today: date) -> SafeString:
    """Say where a follow-up stands on a day; what is overdue says for how long."""
    if follow_up.agreed_at is None:
        return badge(_("Draft"), tone="warning")
    if follow_up.due_on and follow_up.is_overdue_on(today):
        late = (today - follow_up.due_on).days
        words = ngettext("Overdue for %(count)d day", "Overdue for %(count)d days", late)
        return badge(words % {"count": late}, tone="warning")
    state = FollowUpState(follow_up.state)
    return badge(state.label, tone=TONES[state])


@register.simple_tag
def nature_badge(follow_up: FollowUp) -> SafeString:
    """Say how binding it is."""
    nature = Nature(follow_up.nature)
    return badge(nature.label, tone=NATURE_TONES[nature])


@register.simple_tag
def responsible_for(follow_up: FollowUp, *, shows_hidden: bool = False) -> SafeString:
    """Name the responsible bodies that are public, or what the minutes call them.

    `shows_hidden` also names the bodies that only the secretariat knows of. Lists say this on every
    line, so that it is written without a template.
    """
    bodies = [body for body in follow_up.responsible.all() if shows_hidden or _is_public(body)]
    links = ((body.get_absolute_url(), body.short_name) for body in bodies)
    words = follow_up.responsible_words or _("nobody is named")
    named = format_html_join(", ", '<a href="{}">{}</a>', links)
    return named or conditional_escape(words)


def _is_public(body: Organisation) -> bool:
    return body.record.is_public


@register.simple_tag
def due(follow_up: FollowUp) -> SafeString:
    """Tell the date in a line of a list, and whether it is only approximate."""
    day = follow_up.due_on
    if day is None:
        return conditional_escape(_("no date"))
    written = date_format(day, "j F Y")
    time = format_html('<time datetime="{}">{}</time>', day.isoformat(), written)
    if follow_up.certainty != Certainty.APPROXIMATE:
        return format_html("{} {}", _("due"), time)
    return format_html("{} {} ({})", _("due"), time, _("approximate"))


@register.simple_tag
def deadline(follow_up: FollowUp) -> SafeString:
    """Tell the date, how sure it is, and the words from which it comes."""
    sure = Certainty(follow_up.certainty).label if follow_up.certainty else ""
    context = {"follow_up": follow_up, "sure": sure}
    return render_to_string("meetings/follow_ups/_deadline.html", context)
