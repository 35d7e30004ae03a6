"""What the secretariat and reviewers write about a public proposal, beside what is published."""

from typing import Any

from kokreasi.conversations.choices import Verdict
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory, UserFactory
from kokreasi.proposals.services import adopting, deciding, reviewing, screening, splitting
from kokreasi.proposals.services.reviewing import Mark
from kokreasi.proposals.services.splitting import Part
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory


def review_and_decide(world: Any, *, mark: str) -> None:
    """Fill reviews, conflicts, decisions that wait and parts that wait with the mark."""
    plan = plan_with_a_call("2016")
    reviewed = make_proposal(plan, "Anggaran terbuka", organisation=make_organisation())
    _reviews(reviewed, world.by, mark)
    words = Bilingual(id=f"anggaran {mark}-reason", en=f"{mark}-reason")
    deciding.decide(reviewed, answer=make_answer(reason=words), by=world.by)
    _split(make_proposal(plan, "Anggaran dan pengadaan"), world.by, mark)
    adopted = make_proposal(plan, "Anggaran daerah")
    decide_and_publish(adopted, by=world.by, verdict=Verdict.ACCEPTED)
    hidden = make_organisation(f"anggaran {mark}-lead", f"{mark}LEAD", public=False, by=world.by)
    adopting.adopt(adopted, leads=[hidden], by=world.by)


def _reviews(proposal: Any, by: Any, mark: str) -> None:
    people = [
        UserFactory(email=f"{mark}-reviewer-{n}@example.org", name=f"anggaran {mark}-reviewer-{n}")
        for n in range(2)
    ]
    for person in people:
        RoleGrantFactory(user=person, role=Role.REVIEWER)
    scored, torn = screening.ask_for_review(proposal, reviewers=people, at=IN_THE_CALL, by=by)
    criterion = TermFactory(vocabulary=Vocabulary.REVIEW_CRITERION)
    marks = {criterion: Mark(2, f"anggaran {mark}-score")}
    comment = f"anggaran {mark}-review"
    reviewing.score(scored, marks=marks, comment=comment, at=IN_THE_CALL, by=by, is_done=True)
    reviewing.declare_conflict(torn, words=f"anggaran {mark}-tie", at=IN_THE_CALL, by=by)


def _split(proposal: Any, by: Any, mark: str) -> None:
    parts = [Part(Bilingual(id=f"Anggaran {mark}-part-{n}")) for n in range(2)]
    splitting.split(proposal, parts=parts, at=IN_THE_CALL, by=by)
