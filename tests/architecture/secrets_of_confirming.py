"""Confirmations and amendments in public, with what the public may not know of them."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.plans import services
from kokreasi.plans.models import Draft
from kokreasi.plans.tests.confirming import (
    amended,
    final_plan,
    leads_of,
    letter_from,
    redraft,
    send_to,
    whole_commitment,
)
from kokreasi.plans.tests.factories import both, make_commitment, make_plan


def confirm_and_amend(mark: str) -> None:
    """Make a final plan with letters that are not shown, and a draft that was confirmed."""
    made = whole_commitment(make_plan("2010"))
    final_plan(made.plan)
    for name in ("signer", "note"):
        _confirm_again(made, f"{mark} {name}")
    hidden = make_meeting(title=both(f"{mark} meeting"))
    amended(made, minutes=hidden.record)
    _confirm_unpublished(f"{mark} unpublished")


def _confirm_again(made: Any, secret: str) -> None:
    now = redraft(made, solution=both(secret))
    draft = send_to(now, *leads_of(now), note=secret)
    _letter(draft, secret)


def _letter(draft: Draft, secret: str) -> Any:
    kept = keep(ContentFile(content.PDF + secret.encode(), name=f"{secret}.pdf"), by=None)
    lead = leads_of(draft.commitment)[0]
    return letter_from(lead, draft, signer=secret, file=kept)


def _confirm_unpublished(secret: str) -> None:
    lead = leads_of(whole_commitment(make_plan("2014")))[0]
    made = make_commitment(make_plan("2012"), lead=lead, title=both(secret))
    given = _letter(send_to(made, lead), secret)
    services.confirming.withdraw(given, because=secret, at=timezone.now(), by=None)
