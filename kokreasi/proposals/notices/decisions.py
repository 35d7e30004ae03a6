"""Words of the mail that tells what was decided about a proposal."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.conversations.keys import own_key
from kokreasi.conversations.models import Response
from kokreasi.people.notices import Words
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.addressees import Addressee

TEMPLATE = "proposals/mails/decided.txt"


def decided(proposal: Proposal, response: Response, to: Addressee) -> Words:
    """Say what was decided and why, where it is read, and to authors how they reply once."""
    with override(to.language):
        context = {
            "proposal": proposal,
            "response": response,
            "is_author": to.is_author,
            "site": settings.ORIGIN,
            "address": settings.ORIGIN + reverse("proposal", args=[proposal.reference]),
            "reply": settings.ORIGIN + reply_address(proposal, to),
        }
        subject = _("Answer to the proposal %(reference)s: %(verdict)s") % {
            "reference": proposal.reference,
            "verdict": response.get_verdict_display(),
        }
        return Words(subject, render_to_string(TEMPLATE, context))


def reply_address(proposal: Proposal, to: Addressee) -> str:
    """Give where an author replies: signed in, or by the citizen's own link."""
    if to.citizen:
        key = own_key(to.citizen.seed)
        return reverse("own-reply-to-answer", args=[key, proposal.reference])
    return reverse("reply-to-answer", args=[proposal.reference])
