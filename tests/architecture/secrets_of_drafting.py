"""Drafts and remarks with marks in everything that the public does not read."""

from typing import Any

from django.utils import timezone

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import remarks
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.models import Plan
from kokreasi.plans.services import codrafting
from kokreasi.plans.tests.drafting import acting_for, make_draft, make_remark, make_written


def draft_and_remark(plan: Plan, *, by: Any, mark: str) -> None:
    """Open one draft to all, with remarks of people who are not named, and send one to a few."""
    opened = make_draft(make_written(plan=plan, number=91), by=by)
    _of_citizens(opened, by=by, mark=mark)
    body = make_organisation()
    person = acting_for(body, name=f"anggaran {mark}-speaker", email=f"{mark}-speaker@example.org")
    made = make_remark(opened, body, user=person, suggestion="Data diperbarui setiap minggu.")
    codrafting.accept(made, at=timezone.now(), by=by)
    _for_a_few(plan, by=by, mark=mark)


def _of_citizens(draft: Any, *, by: Any, mark: str) -> None:
    """Leave a remark unconfirmed, held, refused and answered; none of them is named."""
    for name in ("unconfirmed", "held", "refused", "answered"):
        text = "Setuju." if name == "answered" else f"anggaran {mark}-{name}"
        made = codrafting.remark_by_mail(
            draft,
            email=f"{mark}-{name}@example.org",
            name=f"anggaran {mark} {name}",
            is_named=name != "answered",
            language="id",
            place="solution.id#0",
            at=timezone.now(),
            text=text,
        )
        citizen = Correspondent.objects.get(email=f"{mark}-{name}@example.org")
        if name != "unconfirmed":
            made = remarks.confirm(made, citizen, at=timezone.now())
        if name == "refused":
            codrafting.refuse(made, reason=f"anggaran {mark}-reason", at=timezone.now(), by=by)
        if name == "answered":
            remarks.let_through(made, by=by)
            codrafting.decline(made, reason="Sudah ada.", at=timezone.now(), by=by)
    voice = remarks.Voice(user=UserFactory(name=f"anggaran {mark}-person"))
    codrafting.remark(draft, voice, place="solution.id#0", text=f"{mark} held", at=timezone.now())


def _for_a_few(plan: Plan, *, by: Any, mark: str) -> None:
    """Send a draft with a note to one body, which says something about it."""
    body = make_organisation()
    closed = make_written(plan=plan, number=92, causes=Bilingual(id=f"anggaran {mark}-causes"))
    draft = make_draft(closed, body, to_all=False, by=by, note=f"anggaran {mark}-note")
    make_remark(draft, body, text=f"anggaran {mark}-inner")
