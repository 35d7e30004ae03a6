"""Words of the mails about proposals, in the language of whoever gets them.

Mails to an address that has not answered yet hold no word that somebody typed: anybody can enter
anybody's address.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kokreasi.conversations.models import Correspondent
from kokreasi.people.models import User
from kokreasi.people.notices import Words
from kokreasi.proposals.keys import own_link
from kokreasi.proposals.models import JoiningRequest, Proposal

MAILS = "proposals/mails"


def begun(proposal: Proposal, correspondent: Correspondent) -> Words:
    """Say that a draft waits to be confirmed, and by which link."""
    with override(correspondent.language):
        context = {
            "proposal": proposal,
            "address": own_link(correspondent),
            "site": settings.ORIGIN,
        }
        subject = _("Confirm your proposal %(reference)s") % {"reference": proposal.reference}
        return Words(subject, render_to_string(f"{MAILS}/begun.txt", context))


def supported(proposal: Proposal, correspondent: Correspondent) -> Words:
    """Say that support waits to be confirmed, and by which link."""
    with override(correspondent.language):
        context = {
            "proposal": proposal,
            "address": own_link(correspondent),
            "site": settings.ORIGIN,
        }
        subject = _("Confirm your support of %(reference)s") % {"reference": proposal.reference}
        return Words(subject, render_to_string(f"{MAILS}/supported.txt", context))


def link(correspondent: Correspondent) -> Words:
    """Give somebody the way back to their own proposals."""
    with override(correspondent.language):
        context = {"address": own_link(correspondent), "site": settings.ORIGIN}
        return Words(_("Your proposals"), render_to_string(f"{MAILS}/link.txt", context))


def invited(request: JoiningRequest, person: User) -> Words:
    """Say to a member of an organisation that it is invited to stand behind a proposal."""
    return _about(request, person, "invited", gettext_lazy("Invitation to stand behind a proposal"))


def asked(request: JoiningRequest, person: User) -> Words:
    """Say to an author that an organisation asks to stand behind the proposal too."""
    subject = gettext_lazy("An organisation asks to stand behind your proposal")
    return _about(request, person, "asked", subject)


def _about(request: JoiningRequest, person: User, name: str, subject: Promise) -> Words:
    with override(person.language):
        context = {
            "proposal": request.proposal,
            "organisation": request.organisation,
            "address": settings.ORIGIN + reverse("my-proposals"),
            "site": settings.ORIGIN,
        }
        body = render_to_string(f"{MAILS}/{name}.txt", context)
        return Words(str(subject), body)
