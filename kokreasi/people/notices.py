"""Words of the mails about accounts."""

from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.people.models import Invitation


class Words(NamedTuple):
    subject: str
    body: str


def invitation(invitation: Invitation, *, token: str) -> Words:
    """Say who invites to what, until when, and by which link; in the invited person's language."""
    with override(invitation.language):
        context = {
            "invitation": invitation,
            "address": settings.ORIGIN + reverse("accept_invitation", args=[token]),
        }
        body = render_to_string("people/mails/invitation.txt", context)
        return Words(_("Invitation to Kokreasi"), body)
