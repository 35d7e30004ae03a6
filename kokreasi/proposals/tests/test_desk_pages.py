"""The desk: what waits, marked and decided together, reviewed, and published with a count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.tests.factories import make_follow
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Proposal, Review, Status
from kokreasi.proposals.queries.desk import is_late, late
from kokreasi.proposals.services import announcing, deciding, moving, screening
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_proposal,
)
from kokreasi.register.models import Record
from kokreasi.register.services import record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, publisher):
    client.force_login(publisher)
    return client


def references(page) -> list[str]:
    return [line.proposal.reference for line in page.context["lines"]]


def test_what_waited_longest_stands_first_and_filters_narrow(office, plan) -> None:
    first, second = make_proposal(plan, "Sungai"), make_proposal(plan, "Danau")
    fresh = Proposal.objects.filter(pk=first.pk)
    fresh.update(status_since=timezone.now())
    desk = reverse("proposal-desk")

    everything = references(office.get(desk))
    late = references(office.get(desk, {"menunggu": "terlambat"}))
    words = references(office.get(desk, {"q": "sungai"}))

    assert everything == [second.reference, first.reference]
    assert late == [second.reference]
    assert words == [first.reference]


@pytest.mark.parametrize(
    ("decision", "expected"), [("belum", "none"), ("ditulis", "written"), ("terbit", "published")]
)
def test_the_desk_tells_where_decisions_stand(decision, expected, office, plan, publisher) -> None:
    made = {name: make_proposal(plan, name) for name in ("none", "written", "published")}
    deciding.decide(made["written"], answer=make_answer(), by=publisher)
    decide_and_publish(made["published"], by=publisher)

    page = office.get(reverse("proposal-desk"), {"keputusan": decision})

    assert references(page) == [made[expected].reference]


def test_several_are_marked_together_or_none(office, plan) -> None:
    one, two = make_proposal(plan, "One"), make_proposal(plan, "Two")
    ministry = make_ministry()
    given = {
        "usulan": [one.reference, two.reference],
        "status": "screening",
        "waits_for": ministry.reference,
    }

    office.post(reverse("mark-proposals"), given)
    refused = office.post(reverse("mark-proposals"), given | {"status": "received"}, follow=True)

    now = Proposal.objects.all()
    assert {proposal.standing for proposal in now} == {Standing.SCREENED}
    assert {proposal.stuck_with for proposal in now} == {ministry}
    assert str(moving.NoSuchStepError()) in refused.content.decode()


def answer_given(**given):
    return {
        "verdict": "declined",
        "reason_id": "Terlalu luas",
        "reason_en": "Too broad",
        "unit": make_ministry().reference,
        "decided_on": "2018-09-28",
    } | given


def test_a_decision_is_seen_before_it_is_written_and_then_counts_for_all(office, plan) -> None:
    rows = [make_proposal(plan, title) for title in ("One", "Two")]
    chosen = {"usulan": [row.reference for row in rows]}
    form = office.get(reverse("decide-proposals"), chosen)

    preview = office.post(reverse("decide-proposals"), chosen | answer_given())
    unwritten = Response.objects.count()
    kept: dict[str, list[str]] = {}
    for name, value in preview.context["kept"]:
        kept.setdefault(name, []).append(value)
    done = office.post(reverse("decide-proposals"), kept | {"langkah": "tulis"})

    assert form.status_code == 200
    assert "Terlalu luas" in preview.content.decode()
    assert unwritten == 0
    assert done.url == reverse("proposal-desk")
    assert {one.about for one in Response.objects.all()} == {row.record for row in rows}


def test_a_template_begins_the_reason(office, plan) -> None:
    words = Bilingual(id="Sudah dikerjakan program lain.", en="Another programme does it.")
    term = TermFactory(vocabulary=Vocabulary.DECISION_REASON, description=words)
    proposal = make_proposal(plan)
    given = answer_given(template=term.code, reason_id="", reason_en="")

    page = office.post(reverse("decide-proposals"), given | {"usulan": proposal.reference})

    assert dict(page.context["kept"])["reason_id"] == words.id


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason_id": "", "reason_en": ""}, "reason"),
        ({"verdict": "merged"}, None),
        ({"verdict": "absorbed"}, None),
        ({"verdict": "deferred"}, None),
        ({"leads_to": "US-2018-999", "verdict": "merged"}, "leads_to"),
        ({"unit": "Tidak ada"}, "unit"),
        ({"decided_on": "0018-09-28"}, "decided_on"),
    ],
)
def test_what_is_missing_is_said_before_the_preview(given, field, office, plan) -> None:
    proposal = make_proposal(plan)

    page = office.post(
        reverse("decide-proposals"), answer_given(**given) | {"usulan": proposal.reference}
    )

    form = page.context["form"]
    assert page.status_code == 422
    assert form.errors.get(field or "__all__")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("US-2018-002", "US-2018-002"),
        ("us-2018-002 whatever stands behind it", "US-2018-002"),
        ("air BERSIH di desa (id)", "US-2018-002"),
        ("bersih", "US-2018-003 Sungai bersih (id)"),
        ("Jalan", "nama “Jalan”"),
    ],
)
def test_the_proposal_that_goes_on_is_found_by_its_title(typed, expected, office, plan) -> None:
    for title in ("Jalan desa", "Air bersih di desa", "Sungai bersih"):
        make_proposal(plan, title)
    given = answer_given(verdict="merged", leads_to=typed) | {"usulan": "US-2018-001"}

    page = office.post(reverse("decide-proposals"), given)

    if expected == "US-2018-002":
        assert page.context["form"].cleaned_data["leads_to"].reference == expected
        assert "US-2018-002 Air bersih di desa" in text_of(page)
    else:
        assert expected in "".join(page.context["form"].errors["leads_to"])
        assert '<option value="US-2018-003 Sungai bersih (id)">' in page.content.decode()


def test_what_belongs_to_another_verdict_is_left_out(office, plan) -> None:
    make_proposal(plan)
    given = answer_given(leads_to="nothing of the kind", until="2031-01-01", programme_id="Satu")

    page = office.post(reverse("decide-proposals"), given | {"usulan": "US-2018-001"})

    answer = page.context["form"].answer()
    assert (answer.leads_to, answer.until, str(answer.programme)) == (None, None, "")


def text_of(page) -> str:
    return " ".join(strip_tags(page.content.decode()).split())


def test_every_step_stands_on_the_desk_however_much_else_happened(office, plan, publisher) -> None:
    proposal = make_proposal(plan)
    step = proposal.status.next_steps.first()
    moving.move(proposal, step, at=timezone.now(), by=publisher, reason="Lengkap")
    for _number in range(25):
        record("proposal.supported", proposal.record, by=None, says=both("supported it"))

    page = office.get(reverse("screen-proposal", args=[proposal.reference]))

    assert [line.reason for line in page.context["moves"]] == ["Lengkap"]
    assert "Lengkap" in text_of(page)


def test_nothing_chosen_leads_back(office) -> None:
    assert office.get(reverse("decide-proposals")).url == reverse("proposal-desk")


def test_publishing_says_how_many_are_told_before(office, plan, publisher) -> None:
    body = make_organisation()
    for _number in range(2):
        person_with(Role.MEMBER, body=body.reference)
    one, two = make_proposal(plan, "One", organisation=body), make_proposal(plan, "Two")
    for proposal in (one, two):
        deciding.decide(proposal, answer=make_answer(), by=publisher)

    preview = office.get(reverse("publish-decisions"))
    office.post(reverse("publish-decisions"), {"usulan": [one.reference]})

    assert (preview.context["mails"], preview.context["people"]) == (2, 2)
    assert [one.about_id for one in Response.objects.public()] == [one.record_id]


def test_an_editor_writes_decisions_and_a_publisher_publishes(client, editor, plan) -> None:
    client.force_login(editor)
    proposal = make_proposal(plan)

    assert client.get(reverse("publish-decisions")).status_code == 403
    assert (
        client.get(reverse("decide-proposals"), {"usulan": proposal.reference}).status_code == 200
    )


def test_a_public_decision_changes_with_a_reason(office, plan, publisher) -> None:
    proposal = make_proposal(plan)
    response = decide_and_publish(proposal, by=publisher)
    address = reverse("change-decision", args=[proposal.reference])
    form = office.get(address).context["form"]
    given = answer_given(heard_id="Yang didengar", verdict="partly", reason_id="Sebagian bisa")
    given |= {"unit": response.unit.reference} | {
        name: form[name].initial for name in ("seen", "base")
    }

    refused = office.post(address, given)
    saved = office.post(address, given | {"why": "Dibahas ulang"})

    assert refused.status_code == 422
    assert saved.status_code == 302
    now = Response.objects.get()
    assert (now.verdict, now.reason.id) == (Verdict.PARTLY, "Sebagian bisa")


def test_two_who_change_a_decision_see_each_other(office, plan, publisher) -> None:
    proposal = make_proposal(plan)
    response = deciding.decide(proposal, answer=make_answer(), by=publisher)
    address = reverse("change-decision", args=[proposal.reference])
    form = office.get(address).context["form"]
    first = {name: form[name].initial for name in ("seen", "base")}
    deciding.change(response, {"reason": both("Other words")}, seen=1, by=publisher)

    page = office.post(address, answer_given(heard_id="Yang didengar", **first))

    assert page.status_code == 409
    assert Response.objects.get().reason == both("Other words")


# Reviews


@pytest.fixture
def criteria():
    return [TermFactory(vocabulary=Vocabulary.REVIEW_CRITERION) for _ in range(2)]


@pytest.fixture
def review(plan, publisher, criteria):
    reviewer = person_with(Role.REVIEWER)
    (asked,) = screening.ask_for_review(
        make_proposal(plan), reviewers=[reviewer], at=IN_THE_CALL, by=publisher
    )
    return asked


def test_reviewers_are_asked_and_see_it_on_their_desk(office, plan, criteria) -> None:
    proposal, reviewer = make_proposal(plan), person_with(Role.REVIEWER)
    office.post(
        reverse("ask-reviewers", args=[proposal.reference]),
        {"reviewers": [reviewer.pk], "due_on": "2018-09-20"},
    )
    office.force_login(reviewer)

    desk = office.get(reverse("my-reviews"))
    start = office.get(reverse("workspace"))

    assert [one.proposal for one in desk.context["waiting"]] == [proposal]
    assert reverse("review", args=[Review.objects.get().pk]) in start.content.decode()


def test_a_reviewer_saves_and_hands_in(client, review, criteria) -> None:
    client.force_login(review.reviewer)
    address = reverse("review", args=[review.pk])
    half = {f"score-{criteria[0].pk}": "4", f"comment-{criteria[0].pk}": "Jelas"}
    whole = half | {f"score-{criteria[1].pk}": "2", "comment": "Baik"}

    saved = client.post(address, half)
    early = client.post(address, half | {"selesai": "1"})
    done = client.post(address, whole | {"selesai": "1"})

    assert (saved.status_code, early.status_code, done.status_code) == (302, 422, 302)
    now = Review.objects.get()
    assert now.done_at is not None
    assert [score.score for score in now.scores.all()] == [4, 2]


def test_reviews_stand_side_by_side_for_the_secretariat(office, review, criteria) -> None:
    other = person_with(Role.REVIEWER)
    screening.ask_for_review(review.proposal, reviewers=[other], at=IN_THE_CALL, by=other)
    office.force_login(review.reviewer)
    whole = {f"score-{one.pk}": "4" for one in criteria}
    office.post(reverse("review", args=[review.pk]), whole | {"selesai": "1"})
    office.force_login(other)
    two = Review.objects.get(reviewer=other)
    office.post(reverse("review-conflict", args=[two.pk]), {"words": "Pengurus lama"})
    office.force_login(person_with(Role.EDITOR))

    page = office.get(reverse("screen-proposal", args=[review.proposal.reference]))

    rows = page.context["comparison"].rows
    assert [[s and s.score for s in row["scores"]] for row in rows] == [[4, None], [4, None]]
    assert "Pengurus lama" in page.content.decode()


def test_nobody_opens_the_review_of_somebody_else(client, review) -> None:
    client.force_login(person_with(Role.REVIEWER))

    assert client.get(reverse("review", args=[review.pk])).status_code == 404


# Splitting, adopting, statuses


def test_a_proposal_is_split_and_adopted_on_the_desk(office, plan, publisher) -> None:
    proposal, ministry = make_proposal(plan), make_ministry()
    given = {"title-1_id": "Satu", "title-2_id": "Dua"}
    office.post(reverse("split-proposal", args=[proposal.reference]), given)
    part = Proposal.objects.get(title__id="Satu")
    decide_and_publish(part, by=publisher, verdict=Verdict.ACCEPTED)

    office.post(reverse("adopt-proposal", args=[part.reference]), {"lead": ministry.reference})

    commitment = Proposal.objects.get(pk=part.pk).commitment
    assert commitment.involvements.first().organisation == ministry


def test_a_status_is_added_renamed_and_retired(office, plan) -> None:
    form = {"code": "uji", "name_id": "Uji", "standing": "screened", "position": "0"}
    steps = list(Status.objects.filter(code="discussion").values_list("pk", flat=True))
    office.post(reverse("add-proposal-status"), form | {"next_steps": steps})
    renamed = {"name_id": "Uji petik", "standing": "screened", "position": "3", "patience": "5"}
    office.post(reverse("change-proposal-status", args=["uji"]), renamed)
    office.post(reverse("offer-proposal-status", args=["uji"]))

    now = Status.objects.get(code="uji")
    assert (now.name.id, now.patience, now.is_offered) == ("Uji petik", 5, False)
    assert not now.next_steps.exists()


def test_the_last_status_of_a_meaning_is_not_retired(office, plan) -> None:
    page = office.post(reverse("offer-proposal-status", args=["received"]))

    assert page.status_code == 409
    assert Status.objects.get(code="received").is_offered


def test_what_a_status_means_is_fixed_while_proposals_are_in_it(office, plan) -> None:
    make_proposal(plan)
    given = {"name_id": "Diterima", "standing": "screened", "position": "2"}

    page = office.post(reverse("change-proposal-status", args=["received"]), given)

    assert page.status_code == 422
    assert Status.objects.get(code="received").standing == Standing.RECEIVED


# Replies


def test_authors_reply_once_and_everybody_reads_it(client, plan, publisher) -> None:
    body = make_organisation()
    member = person_with(Role.MEMBER, body=body.reference)
    proposal = make_proposal(plan, organisation=body)
    response = decide_and_publish(proposal, by=publisher)
    announcing.tell_decision(Response.objects.get(pk=response.pk), at=AFTERWARDS)
    client.force_login(member)
    address = reverse("reply-to-answer", args=[proposal.reference])

    first = client.post(address, {"text": "Kami tetap\u202e berharap"})
    again = client.post(address, {"text": "Lagi"})
    client.logout()
    public = client.get(proposal.get_absolute_url()).content.decode()
    register = client.get(reverse("responses")).content.decode()

    assert (first.status_code, again.status_code) == (302, 403)
    assert "Kami tetap berharap" in public
    assert "Kami tetap berharap" in register


def test_the_desk_takes_the_same_number_of_queries_for_more(office, plan, publisher) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            office.get(reverse("proposal-desk"))
        return len(asked)

    make_proposal(plan, "First")
    office.get(reverse("proposal-desk"))
    few = queries()
    for number in range(5):
        proposal = make_proposal(plan, f"Number {number}")
        deciding.decide(proposal, answer=make_answer(), by=publisher)

    assert queries() == few


@pytest.mark.parametrize("standing", [Standing.RECEIVED, Standing.SCREENED, Standing.DECIDED])
@pytest.mark.parametrize(("days", "is_over"), [(2, False), (3, False), (4, True)])
def test_what_waits_too_long_is_the_same_in_python_and_in_sql(standing, days, is_over) -> None:
    proposal = make_proposal()
    step = moving.first_step(standing)
    Status.objects.filter(pk=step.pk).update(patience=3)
    moving.enter(moving.locked(proposal), step, at=IN_THE_CALL, by=None)
    at = IN_THE_CALL + timedelta(days=days)

    in_python = is_late(Proposal.objects.select_related("status").get(), at)
    in_sql = Proposal.objects.filter(late(at)).exists()

    assert in_python == in_sql == (is_over and standing != Standing.DECIDED)


def test_whoever_publishes_decisions_sees_how_many_followers_are_told(client, publisher) -> None:
    proposal = make_proposal()
    deciding.decide(proposal, answer=make_answer(), by=publisher)
    make_follow(Record.objects.get(pk=proposal.record_id))
    client.force_login(publisher)

    preview = client.get(reverse("publish-decisions")).content.decode()

    assert "1 orang akan dikabari lewat surel besok pagi" in " ".join(preview.split())
