"""Words of the mails about drafts and confirmations."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.notices import Words
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Draft, Plan
from kokreasi.plans.queries.askings import ToAsk
from kokreasi.plans.sheets import read


def please_confirm(plan: Plan, to: ToAsk, language: str) -> Words:
    """Ask an institution to confirm the drafts that it leads, and say where it does so."""
    with override(language):
        context = {
            "plan": plan,
            "organisation": to.organisation,
            "standings": to.standings,
            "address": settings.ORIGIN + reverse("plans:my-confirmations"),
        }
        body = render_to_string("plans/mails/please_confirm.txt", context)
        return Words(_("Please confirm: %(plan)s") % {"plan": plan.title}, body)


def sent_round(
    draft: Draft, organisation: Organisation, language: str, *, person: User | None
) -> Words:
    """Ask an organisation to read a draft: until when, and where."""
    with override(language):
        title = read(draft.content).title
        name = "commitment-draft" if draft.readers == Readers.EVERYBODY else "draft-enter"
        path = reverse(name, args=[draft.commitment.reference, draft.number])
        context = {
            "draft": draft,
            "title": title,
            "organisation": organisation,
            "person": person,
            "address": settings.ORIGIN + path,
        }
        body = render_to_string("plans/mails/draft.txt", context)
        return Words(_("Please read the draft: %(title)s") % {"title": title}, body)
