"""Statements, votes and comments with marks in everything that the public does not read."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import ballots
from kokreasi.consultations.queries.texts import text_of
from kokreasi.consultations.services import commenting, statements, voting
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.drafting import make_draft, make_written

KINDS = (PartKind.STATEMENTS, PartKind.TEXT)


def vote_and_comment(plan: Plan, *, by: Any, mark: str) -> None:
    """Vote, send statements and comment from a device whose sign holds the mark."""
    now = timezone.now()
    consultation = make_consultation(
        plan, kinds=KINDS, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )
    text = Bilingual(id="Data anggaran terbuka.", en="Budget data are open.")
    statements.write(consultation, text=text, on=now.date(), by=by)
    consultation = published(consultation)
    _vote(consultation, device=f"{mark}-voter")
    for name in ("held", "refused"):
        made = statements.send(
            consultation,
            text=f"anggaran {mark} {name}",
            language="id",
            device=f"{mark}-{name}",
            at=now,
        )
    statements.refuse(made, reason="Iklan.", at=now, by=by)
    _comment(consultation, plan, mark=mark)


def _vote(consultation: Consultation, *, device: str) -> None:
    sentence = ballots.sentences(consultation)[0]
    own = ballots.own_votes(consultation, device)
    voting.cast(consultation, sentence, 1, device=device, own=own, at=timezone.now())


def _comment(consultation: Consultation, plan: Plan, *, mark: str) -> None:
    draft = make_draft(make_written(plan=plan, number=93))
    text = text_of(consultation, draft.commitment.reference)
    assert text is not None
    commenting.comment(
        consultation,
        text,
        place="solution.id#0",
        words=f"anggaran {mark}-comment",
        device=f"{mark}-commenter",
        at=timezone.now(),
    )
