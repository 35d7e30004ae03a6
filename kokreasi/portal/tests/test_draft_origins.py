"""What proposals asked for, beside the draft that grew out of them: whole, in part, or merged."""

import pytest
from django.urls import reverse

from kokreasi.conversations.choices import Verdict
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.tests.drafting import make_draft
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.services import adopting, deciding, splitting
from kokreasi.proposals.services.splitting import Part
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    decide_and_publish,
    make_answer,
    make_proposal,
    plan_with_a_call,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_with_a_call()


def beside_solution(client, draft) -> dict[str, str]:
    """Give what stands beside the solution: the words, by the reference of the proposal."""
    page = client.get(
        reverse("commitment-draft", args=[draft.commitment.reference, draft.number])
    ).context["page"]
    (part,) = [one for one in page.parts if one.name == "solution" and one.asked]
    return {one.reference: one.words.id for one in part.asked}


def adopted(proposal, publisher):
    deciding.decide(proposal, answer=make_answer(Verdict.ACCEPTED), by=publisher)
    return adopting.adopt(proposal, leads=[make_ministry("Kementerian Desa")], by=publisher)


def test_a_part_of_a_split_proposal_stands_beside_its_draft_with_its_own_words(
    client, plan, publisher
) -> None:
    whole = make_proposal(plan, "Data dan anggaran desa")
    pieces = [Part(both("Data desa"), both("Buka datanya")), Part(both("Anggaran"), Bilingual())]
    part, other = splitting.split(whole, parts=pieces, at=AFTERWARDS, by=publisher)
    drafts = [make_draft(adopted(one, publisher)) for one in (part, other)]
    page = reverse("commitment-draft", args=[drafts[0].commitment.reference, 1])

    before = client.get(page).content.decode()
    decide_and_publish(whole, by=publisher, verdict=Verdict.SPLIT)

    assert part.reference not in before
    assert beside_solution(client, drafts[0]) == {part.reference: "Buka datanya (id)"}
    assert beside_solution(client, drafts[1]) == {other.reference: whole.solution.id}


def test_what_was_merged_stands_beside_the_draft_too(client, plan, publisher) -> None:
    goes_on, merged = make_proposal(plan, "Data desa"), make_proposal(plan, "Peta desa")
    decide_and_publish(merged, by=publisher, verdict=Verdict.MERGED, leads_to=goes_on.record)
    draft = make_draft(adopted(goes_on, publisher))

    assert set(beside_solution(client, draft)) == {goes_on.reference, merged.reference}
