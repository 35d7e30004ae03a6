"""How what people does is shown."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from kokreasi.people.models import Invitation

register = template.Library()


@register.inclusion_tag("components/badge.html")
def invitation_state(invitation: Invitation, now: datetime) -> dict[str, Any]:
    """Say in a word or two what became of an invitation."""
    if invitation.accepted_at:
        return {"label": _("accepted"), "tone": "success"}
    if invitation.withdrawn_at:
        return {"label": _("withdrawn"), "tone": "neutral"}
    if invitation.is_open_at(now):
        return {"label": _("waits for an answer"), "tone": "info"}
    return {"label": _("too old"), "tone": "warning"}
