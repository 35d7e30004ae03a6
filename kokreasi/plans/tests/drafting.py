"""Drafts sent round and remarks on them, for tests, made through the services that people use."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kokreasi.conversations.models import Remark
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.services import codrafting
from kokreasi.plans.services.drafts import send_round
from kokreasi.plans.tests.factories import make_commitment, make_plan

FIRST, SECOND = "Portal dibuka untuk umum.", "Data diperbarui setiap bulan."


def make_written(**given: Any) -> Commitment:
    """Make a draft commitment of an open plan whose solution has two paragraphs."""
    plan = given.pop("plan", None) or make_plan(is_open=True)
    given.setdefault("solution", Bilingual(id=f"{FIRST}\n\n{SECOND}", en="A portal."))
    return make_commitment(plan, **given)


def make_draft(
    commitment: Commitment | None = None, *invited: Organisation, to_all: bool = True, **given: Any
) -> Draft:
    readers = Readers.EVERYBODY if to_all else Readers.INVITED
    given = {"at": timezone.now(), "by": None, "readers": readers, "invited": invited} | given
    return send_round(commitment or make_written(), **given)


def acting_for(organisation: Organisation, **given: Any) -> User:
    user = person_with(Role.MEMBER, body=organisation.reference, body_name=str(organisation))
    for name, value in given.items():
        setattr(user, name, value)
    user.save()
    return user


def make_remark(
    draft: Draft,
    organisation: Organisation,
    *,
    user: User | None = None,
    place: str = "solution.id#1",
    at: datetime | None = None,
    **said: str,
) -> Remark:
    """Let an organisation remark on the second paragraph of the solution."""
    voice = Voice(user=user or acting_for(organisation), organisation=organisation)
    said = said or {"text": "Sebut siapa yang memperbarui."}
    return codrafting.remark(draft, voice, place=place, at=at or timezone.now(), **said)
