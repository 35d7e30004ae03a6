"""How what people does is shown."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kokreasi.core.templatetags.components import badge
from kokreasi.people.models import Invitation

register = template.Library()


@register.simple_tag
def invitation_state(invitation: Invitation, now: datetime) -> SafeString:
    """Say in a word or two what became of an invitation."""
    if invitation.accepted_at:
        return badge(_("accepted"), tone="success")
    if invitation.withdrawn_at:
        return badge(_("withdrawn"), tone="neutral")
    if invitation.is_open_at(now):
        return badge(_("waits for an answer"), tone="info")
    return badge(_("too old"), tone="warning")
