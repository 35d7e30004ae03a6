"""Every decision has a reason, is published together with others, and is told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.utils import translation

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import correspondents, responses
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.organisations.services import merge as merge_organisations
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Plan
from kokreasi.plans.queries.rounds import suggested_readers
from kokreasi.plans.tests.factories import both, make_plan
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import NotSubmittedError
from kokreasi.proposals.models import Author, Descent, Endorsement, Proposal
from kokreasi.proposals.queries.addressees import count_mails
from kokreasi.proposals.queries.finalising import missing_answers
from kokreasi.proposals.services import (
    adopting,
    announcing,
    deciding,
    enclosing,
    endorsing,
    merging,
    splitting,
    submitting,
)
from kokreasi.proposals.services.splitting import Part as Piece
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    DECIDED_ON,
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_draft,
    make_proposal,
)
from kokreasi.register.choices import Tie
from kokreasi.register.models import Link
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db

PLAIN = [Verdict.ACCEPTED, Verdict.PARTLY, Verdict.ABSORBED, Verdict.DEFERRED]
PLAIN += [Verdict.DECLINED, Verdict.OUT_OF_SCOPE]


@pytest.fixture
def two(plan):
    return make_proposal(plan, "Open tenders"), make_proposal(plan, "Open budgets")


def now(proposal):
    return Proposal.objects.get(pk=proposal.pk)


@pytest.mark.parametrize("verdict", PLAIN)
def test_a_decision_is_public_once_it_is_published(verdict, publisher) -> None:
    proposal = make_proposal()
    written = deciding.decide(proposal, answer=make_answer(verdict), by=publisher)
    before = Response.objects.public().exists(), now(proposal).standing

    deciding.publish([proposal], at=AFTERWARDS, by=publisher)

    assert before == (False, Standing.RECEIVED)
    assert Response.objects.public().get() == written
    assert now(proposal).standing == Standing.DECIDED
    line = proposal.record.entries.get(event="contribution.answered")
    assert (line.is_public, line.reason) == (True, str(written.reason))


@pytest.mark.parametrize(
    ("verdict", "change", "refusal"),
    [
        (Verdict.DECLINED, {"reason": Bilingual()}, ReasonMissingError),
        (Verdict.MERGED, {}, responses.NowhereError),
    ],
)
def test_a_decision_says_what_it_must(verdict, change, refusal, publisher) -> None:
    proposal = make_proposal()

    with pytest.raises(refusal):
        deciding.decide(proposal, answer=make_answer(verdict, **change), by=publisher)

    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "refusal"),
    [(Verdict.ABSORBED, responses.NoProgrammeError), (Verdict.DEFERRED, responses.NoDayError)],
)
def test_absorbed_names_the_programme_and_deferred_the_day(verdict, refusal) -> None:
    bare = responses.Answer(verdict, both("Why"), make_ministry(), DECIDED_ON)

    with pytest.raises(refusal):
        bare.check()


def test_a_draft_and_what_was_withdrawn_are_not_decided(publisher, plan) -> None:
    withdrawn = make_proposal(plan)
    submitting.take_back(withdrawn, at=IN_THE_CALL, by=publisher, reason="Sudah ada")

    with pytest.raises(NotSubmittedError):
        deciding.decide(make_draft(plan), answer=make_answer(), by=publisher)
    with pytest.raises(deciding.WithdrawnProposalError):
        deciding.decide(withdrawn, answer=make_answer(), by=publisher)


def test_what_is_withdrawn_meanwhile_is_not_published(publisher) -> None:
    proposal = make_proposal()
    deciding.decide(proposal, answer=make_answer(), by=publisher)
    submitting.take_back(proposal, at=IN_THE_CALL, by=publisher, reason="Sudah ada")

    with pytest.raises(deciding.WithdrawnProposalError):
        deciding.publish([proposal], at=AFTERWARDS, by=publisher)

    assert not Response.objects.public().exists()


def test_nobody_decides_twice(publisher) -> None:
    proposal = make_proposal()
    deciding.decide(proposal, answer=make_answer(), by=publisher)

    with pytest.raises(responses.AnsweredError):
        deciding.decide(proposal, answer=make_answer(Verdict.ACCEPTED), by=publisher)


def test_several_are_decided_together_or_not_at_all(two, publisher, plan) -> None:
    with pytest.raises(NotSubmittedError):
        deciding.decide_all([*two, make_draft(plan)], answer=make_answer(), by=publisher)

    assert not Response.objects.exists()
    places = [one.place for one in deciding.decide_all(two, answer=make_answer(), by=publisher)]
    assert places == ["A1", "A2"]


def test_publishing_nothing_says_so(two, publisher) -> None:
    with pytest.raises(deciding.NotWrittenError):
        deciding.publish(two, at=AFTERWARDS, by=publisher)


def merged_into(target, **given):
    return make_answer(Verdict.MERGED, leads_to=target.record, **given)


def test_a_merger_happens_when_it_is_published_and_keeps_everybody(two, publisher) -> None:
    first, second = two
    citizen = person_with(Role.REVIEWER)
    endorsing.endorse(first, at=IN_THE_CALL, by=citizen)
    endorsing.endorse(second, at=IN_THE_CALL, by=citizen)
    supporter = make_organisation()
    endorsing.endorse(first, at=IN_THE_CALL, by=publisher, organisation=supporter)
    deciding.decide(first, answer=merged_into(second), by=publisher)
    before = Descent.objects.exists()

    deciding.publish([first], at=AFTERWARDS, by=publisher)

    came = Author.objects.get(proposal=second, came_from=first)
    assert not before
    assert came.organisation == first.authors.get().organisation
    assert Endorsement.objects.filter(proposal=second).count() == 2
    assert Endorsement.objects.get(proposal=second, came_from=first).organisation == supporter
    assert Link.objects.get(tie=Tie.MERGED_INTO).target == second.record


@pytest.mark.parametrize("together", [True, False])
def test_who_follows_what_has_gone_on_itself_arrives_where_it_is_now(
    together, plan, publisher
) -> None:
    a, b, c = (make_proposal(plan, title) for title in "ABC")
    endorsing.endorse(b, at=IN_THE_CALL, by=publisher)
    deciding.decide(a, answer=merged_into(c), by=publisher)
    if not together:
        deciding.publish([a], at=AFTERWARDS, by=publisher)
    deciding.decide(b, answer=merged_into(a), by=publisher)

    deciding.publish([a, b] if together else [b], at=AFTERWARDS, by=publisher)

    assert {one.came_from for one in c.authors.all()} == {None, a, b}
    assert c.endorsements.get().came_from == b


def test_an_author_of_both_stands_there_once_and_who_supported_becomes_author(plan, publisher):
    body, other = make_organisation(), make_organisation()
    first = make_proposal(plan, "One", organisation=body)
    second = make_proposal(plan, "Two", organisation=other)
    endorsing.endorse(second, at=IN_THE_CALL, by=publisher, organisation=body)

    merging.take_authors(first, second, at=AFTERWARDS)
    merging.take_authors(first, second, at=AFTERWARDS)

    assert second.authors.filter(organisation=body).count() == 1
    assert not second.endorsements.exists()


def test_mergers_in_a_circle_are_refused_also_before_they_are_published(plan, publisher) -> None:
    a, b, c = (make_proposal(plan, title) for title in "ABC")
    deciding.decide(a, answer=merged_into(b), by=publisher)
    deciding.decide(b, answer=merged_into(c), by=publisher)

    with pytest.raises(merging.CircleError):
        deciding.decide(c, answer=merged_into(a), by=publisher)
    with pytest.raises(merging.CircleError):
        deciding.decide(c, answer=merged_into(c), by=publisher)


def test_a_changed_decision_may_not_close_a_circle(two, publisher) -> None:
    first, second = two
    deciding.decide(first, answer=merged_into(second), by=publisher)
    other = deciding.decide(second, answer=make_answer(), by=publisher)
    values = {"verdict": Verdict.MERGED, "leads_to": first.record}

    with pytest.raises(merging.CircleError):
        deciding.change(other, values, seen=other.revision, by=publisher)


def test_only_into_a_proposal_of_the_plan_that_goes_on(two, publisher) -> None:
    first, second = two
    other = make_proposal(make_other_plan(first.plan))
    submitting.take_back(second, at=IN_THE_CALL, by=publisher, reason="Sudah ada")

    with pytest.raises(merging.OtherPlanError):
        deciding.decide(first, answer=merged_into(other), by=publisher)
    with pytest.raises(merging.GoneProposalError):
        deciding.decide(first, answer=merged_into(second), by=publisher)


def make_other_plan(plan: Plan) -> Plan:
    other = make_plan("2020", is_open=True)
    plan.stages.update(plan=other)
    return other


def test_what_keeps_a_batch_from_being_published_is_named(two, plan, publisher) -> None:
    first, second = two
    third = make_proposal(plan, "Open data")
    deciding.decide(first, answer=merged_into(second), by=publisher)
    deciding.decide(third, answer=make_answer(), by=publisher)
    submitting.take_back(second, at=AFTERWARDS, by=publisher, reason="Sudah ada")

    with pytest.raises(merging.GoneProposalError, match=first.reference):
        deciding.publish([first, third], at=AFTERWARDS, by=publisher)

    assert not Response.objects.public().exists()


def test_a_published_merger_stays_and_other_words_are_possible(two, publisher) -> None:
    first, second = two
    decide_and_publish(first, by=publisher, verdict=Verdict.MERGED, leads_to=second.record)
    response = Response.objects.get()

    with pytest.raises(deciding.MergerPublishedError):
        deciding.change(
            response,
            {"verdict": Verdict.DECLINED, "leads_to": None},
            seen=response.revision,
            by=publisher,
            reason="Salah",
        )
    values = {"reason": both("Same words")}
    changed = deciding.change(
        response, values, seen=response.revision, by=publisher, reason="Diperjelas"
    )
    assert changed.reason == both("Same words")


def test_a_proposal_is_split_into_parts_that_wait_for_the_decision(publisher) -> None:
    proposal = make_proposal()
    endorsing.endorse(proposal, at=IN_THE_CALL, by=person_with(Role.REVIEWER))
    pieces = [Piece(both("Tenders")), Piece(both("Budgets"), both("Publish them"))]

    with pytest.raises(deciding.NoPartsError):
        deciding.decide(proposal, answer=make_answer(Verdict.SPLIT), by=publisher)
    parts = splitting.split(proposal, parts=pieces, at=AFTERWARDS, by=publisher)
    hidden = [part.record.is_public for part in parts]
    decide_and_publish(proposal, by=publisher, verdict=Verdict.SPLIT)

    shown = [now(part).record.is_public for part in parts]
    assert (hidden, shown) == ([False, False], [True, True])
    assert [part.solution for part in parts] == [proposal.solution, both("Publish them")]
    assert [part.authors.get().came_from for part in parts] == [proposal, proposal]
    assert [part.endorsements.count() for part in parts] == [1, 1]
    assert Link.objects.filter(tie=Tie.SPLIT_INTO, source=proposal.record).count() == 2


def test_the_files_of_a_proposal_lie_beside_each_of_its_parts(publisher) -> None:
    draft = make_draft()
    study = keep(content.upload("kajian.txt", b"Isi"), by=None)
    enclosing.enclose(draft, study, title=both("A study"))
    proposal = submitting.submit(draft, at=IN_THE_CALL, by=None)

    parts = splitting.split(
        proposal, parts=[Piece(both("One")), Piece(both("Other"))], at=AFTERWARDS, by=publisher
    )

    attached = [part.record.attachments.get() for part in parts]
    assert [(one.file, one.title) for one in attached] == [(study, both("A study"))] * 2


def test_a_split_makes_at_least_two_and_happens_once(publisher) -> None:
    proposal = make_proposal()
    one, other = Piece(both("One")), Piece(both("Other"))

    with pytest.raises(splitting.TooFewPartsError):
        splitting.split(proposal, parts=[one], at=AFTERWARDS, by=publisher)
    splitting.split(proposal, parts=[one, other], at=AFTERWARDS, by=publisher)
    with pytest.raises(splitting.SplitAlreadyError):
        splitting.split(proposal, parts=[one, other], at=AFTERWARDS, by=publisher)


def test_an_accepted_proposal_becomes_a_draft_commitment(publisher) -> None:
    proposal, ministry = make_proposal(organisation=make_organisation()), make_ministry()
    decide_and_publish(proposal, by=publisher, verdict=Verdict.ACCEPTED)

    commitment = adopting.adopt(proposal, leads=[ministry], by=publisher)

    involved = [(row.organisation, row.part) for row in commitment.involvements.all()]
    assert (commitment.number, commitment.problem) == (1, proposal.problem)
    assert involved[0] == (ministry, Part.LEAD)
    assert now(proposal).commitment == commitment
    assert not commitment.record.is_public
    assert Link.objects.get(tie=Tie.ADOPTED_AS).target == commitment.record
    assert not proposal.record.entries.get(event="proposal.adopted").is_public
    with pytest.raises(adopting.AdoptedError):
        adopting.adopt(proposal, leads=[], by=publisher)


@pytest.mark.parametrize("make", [make_ministry, make_organisation])
def test_whoever_proposed_is_suggested_as_a_reader_of_the_draft(make, publisher) -> None:
    author = make()
    proposal = make_proposal(organisation=author)
    decide_and_publish(proposal, by=publisher, verdict=Verdict.ACCEPTED)

    commitment = adopting.adopt(proposal, leads=[], by=publisher)

    assert suggested_readers(commitment) == [author]


def test_several_proposals_become_one_commitment(two, publisher) -> None:
    for one in two:
        decide_and_publish(one, by=publisher, verdict=Verdict.PARTLY)
    commitment = adopting.adopt(two[0], leads=[], by=publisher)

    adopting.adopt_into(two[1], commitment, by=publisher)

    assert set(commitment.proposals.all()) == set(two)


def test_what_is_declined_becomes_no_commitment(publisher) -> None:
    proposal = make_proposal()
    decide_and_publish(proposal, by=publisher)

    with pytest.raises(adopting.NotAcceptedError):
        adopting.adopt(proposal, leads=[], by=publisher)


# Telling


def published(proposal, publisher):
    return Response.objects.select_related("unit__record", "leads_to").get(
        pk=decide_and_publish(proposal, by=publisher).pk
    )


def test_everybody_behind_it_is_told_once_by_one_mail(publisher, plan) -> None:
    body = make_organisation()
    member = person_with(Role.MEMBER, body=body.reference)
    proposal = make_proposal(plan, organisation=body)
    citizen = correspondents.introduce("Warga@example.org", language="id")
    endorsing.confirm(endorsing.promise(proposal, citizen, at=IN_THE_CALL), at=IN_THE_CALL)
    correspondents.confirm(citizen)
    unconfirmed = correspondents.introduce("lain@example.org", language="id")
    endorsing.promise(proposal, unconfirmed, at=IN_THE_CALL)
    endorsing.endorse(proposal, at=IN_THE_CALL, by=publisher)
    response = published(proposal, publisher)
    expected = count_mails([proposal], DECIDED_ON)

    told = announcing.tell_decision(response, at=AFTERWARDS)
    again = announcing.tell_decision(response, at=AFTERWARDS + timedelta(days=1))

    posted = Message.objects.filter(key__startswith="decision-")
    assert {message.to for message in posted} == {member.email, publisher.email, citizen.email}
    assert (told, again, expected) == (3, 0, 3)


def test_authors_are_offered_to_reply_and_supporters_are_not(publisher) -> None:
    body = make_organisation()
    member = person_with(Role.MEMBER, body=body.reference)
    proposal = make_proposal(organisation=body)
    endorsing.endorse(proposal, at=IN_THE_CALL, by=publisher)

    announcing.tell_decision(published(proposal, publisher), at=AFTERWARDS)

    mails = {mail.to: mail.body for mail in Message.objects.filter(key__startswith="decision-")}
    assert "balas" in mails[member.email]
    assert "balas" not in mails[publisher.email]
    assert "Too broad" in mails[publisher.email] or "Terlalu" in mails[publisher.email]


def test_where_nobody_is_left_it_counts_as_told(publisher) -> None:
    proposal = make_proposal()
    response = published(proposal, publisher)

    assert announcing.tell_decision(response, at=AFTERWARDS) == 0
    assert Response.objects.get().told_at == AFTERWARDS


@pytest.mark.django_db(transaction=True)
def test_publishing_tells_by_itself(publisher) -> None:
    body = make_organisation()
    member = person_with(Role.MEMBER, body=body.reference)

    decide_and_publish(make_proposal(organisation=body), by=publisher)

    assert Response.objects.get().told_at is not None
    assert [member.email] in [sent.to for sent in mail.outbox]


def test_what_was_lost_on_the_way_is_told_later_and_once(publisher) -> None:
    body = make_organisation()
    person_with(Role.MEMBER, body=body.reference)
    published(make_proposal(organisation=body), publisher)

    early = announcing.tell_untold(AFTERWARDS + timedelta(minutes=1))
    later = announcing.tell_untold(AFTERWARDS + timedelta(hours=1))
    again = announcing.tell_untold(AFTERWARDS + timedelta(hours=2))

    assert (early, later, again) == (0, 1, 0)


def test_authors_reply_once_after_they_were_told(publisher) -> None:
    response = published(make_proposal(), publisher)

    with pytest.raises(responses.UnansweredError):
        responses.reply(response, text="Tetapi …", at=AFTERWARDS, by=None)
    announcing.tell_decision(response, at=AFTERWARDS)
    responses.reply(response, text="Tetapi …", at=AFTERWARDS, by=None)
    responses.reply(response, text="Tetapi …", at=AFTERWARDS, by=None)
    with pytest.raises(responses.RepliedError):
        responses.reply(response, text="Lagi", at=AFTERWARDS, by=None)

    assert Response.objects.get().reply == "Tetapi …"


# Before a plan becomes final


def test_a_plan_is_not_final_while_a_proposal_waits_for_its_answer(two, publisher, plan) -> None:
    first, second = two
    make_draft(plan, "Never sent")
    submitting.take_back(second, at=IN_THE_CALL, by=publisher, reason="Sudah ada")
    seen = []
    for step in (
        lambda: None,
        lambda: deciding.decide(first, answer=make_answer(), by=publisher),
        lambda: deciding.publish([first], at=AFTERWARDS, by=publisher),
    ):
        step()
        seen.append([one.about for one in missing_answers(plan)])

    announcing.tell_decision(Response.objects.get(), at=AFTERWARDS)

    assert seen == [[first.title]] * 3
    assert missing_answers(plan) == []


def test_the_unit_follows_a_merger_of_organisations(publisher) -> None:
    unit, into = make_ministry(), make_ministry()
    proposal = make_proposal()
    deciding.decide(proposal, answer=make_answer(unit=unit), by=publisher)

    merge_organisations(unit, into=into, by=publisher, reason="Digabung")

    assert Response.objects.get().unit == into


def test_addressees_of_many_take_a_fixed_number_of_queries(
    publisher, plan, django_assert_num_queries
) -> None:
    proposals = [make_proposal(plan, f"Number {at}") for at in range(5)]

    with django_assert_num_queries(3):
        count_mails(proposals, DECIDED_ON)


# Two at once


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_wins_and_the_other_says_so(publisher, plan) -> None:
    proposal = make_proposal(plan)
    answers = [make_answer(verdict) for verdict in (Verdict.ACCEPTED, Verdict.DECLINED)]

    said = at_once(
        [lambda one=one: deciding.decide(proposal, answer=one, by=publisher) for one in answers]
    )

    assert sorted(said) == ["", str(responses.AnsweredError())]
    assert Response.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_mergers_at_once_make_no_circle(publisher, plan) -> None:
    first, second = make_proposal(plan, "One"), make_proposal(plan, "Two")
    answers = [(first, merged_into(second)), (second, merged_into(first))]

    said = at_once(
        [lambda a=a, b=b: deciding.decide(a, answer=b, by=publisher) for a, b in answers]
    )

    assert sorted(said) == ["", str(merging.CircleError())]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_published_twice_at_once_is_published_and_told_once(publisher, plan) -> None:
    body = make_organisation()
    person_with(Role.MEMBER, body=body.reference)
    proposal = make_proposal(plan, organisation=body)
    deciding.decide(proposal, answer=make_answer(), by=publisher)

    said = at_once([lambda: deciding.publish([proposal], at=AFTERWARDS, by=publisher)] * 2)

    assert sorted(said) == ["", str(deciding.NotWrittenError())]
    assert Message.objects.filter(key__startswith="decision-").count() == 1


def at_once(acts) -> list[str]:
    """Do these in threads that start together; give the words of each refusal, or nothing."""
    start = Barrier(len(acts))

    def attempt(act) -> str:
        translation.activate("id")
        start.wait()
        try:
            act()
        except DomainError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))
