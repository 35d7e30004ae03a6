"""Words of the mails about plans."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.people.notices import Words
from kokreasi.plans.askings import ToAsk
from kokreasi.plans.models import Plan


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
