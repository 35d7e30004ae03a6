"""Institutions stand by drafts: by letter, or signed with a second factor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.organisations.services import merge
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people import services as people
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans import services
from kokreasi.plans.choices import ConfirmedBy, Part
from kokreasi.plans.models import Asking, Confirmation
from kokreasi.plans.queries.confirmations import Stand, standings
from kokreasi.plans.services import confirming
from kokreasi.plans.tests.confirming import letter_from, redraft, send_to
from kokreasi.plans.tests.factories import both, make_challenge, make_commitment, make_plan
from kokreasi.plans.tests.telling import changes, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def commitment(lead):
    return make_commitment(make_plan(), 1, lead=lead, solution=both("Three districts"))


@pytest.fixture
def draft(commitment, lead):
    return send_to(commitment, lead)


@pytest.fixture
def focal_point(lead):
    return person_with(Role.FOCAL_POINT, body=lead.reference, body_name="Kementerian Keuangan")


def sign(draft, organisation, by, **given):
    now = timezone.now()
    words = {"signer_role": "Director", "proven_at": now - timedelta(minutes=1), "at": now}
    return confirming.sign(draft, organisation=organisation, by=by, **(words | given))


def stands(commitment) -> dict[str, str]:
    found = standings(commitment.plan)
    return {one.lead.short: one.stand for one in found if one.commitment.pk == commitment.pk}


def test_a_letter_confirms_the_latest_draft_and_is_told_once(draft, lead) -> None:
    given = letter_from(lead, draft, letter_number=" B-7/2018 ")

    assert (given.way, given.letter_number) == (ConfirmedBy.LETTER, "B-7/2018")
    assert stands(draft.commitment) == {"Kemenkeu": Stand.CONFIRMED}
    event, _indonesian, words, is_public = last_line(draft.commitment.record)
    assert (event, is_public) == ("commitment.confirmed", False)
    assert words == "recorded that an institution confirmed this draft by letter"
    assert ("institution", "nothing", "Kementerian Keuangan") in changes(draft.commitment.record)


def test_a_focal_point_signs_under_its_own_name(draft, lead, focal_point) -> None:
    given = sign(draft, lead, focal_point)

    assert (given.way, given.signer, given.by) == (
        ConfirmedBy.SIGNED,
        focal_point.name,
        focal_point,
    )
    assert stands(draft.commitment) == {"Kemenkeu": Stand.CONFIRMED}


def test_an_erased_signer_leaves_the_confirmation_of_the_institution(
    draft, lead, focal_point, cast
) -> None:
    given = sign(draft, lead, focal_point)

    people.erase(focal_point, by=cast["administrator"])

    given.refresh_from_db()
    assert (given.signer, given.signer_role, given.by) == ("", "Director", None)
    assert stands(draft.commitment) == {"Kemenkeu": Stand.CONFIRMED}


@pytest.mark.parametrize(
    "proven_at",
    [None, timezone.now() - confirming.FRESH - timedelta(hours=1)],
    ids=["never", "old"],
)
def test_a_signature_needs_a_fresh_second_factor(proven_at, draft, lead, focal_point) -> None:
    with refused(confirming.SecondFactorError):
        sign(draft, lead, focal_point, proven_at=proven_at)

    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.MEMBER, Role.ADMINISTRATOR])
def test_nobody_signs_for_an_institution_that_is_not_theirs(role, draft, lead) -> None:
    body = make_ministry().reference if role == Role.FOCAL_POINT else ""
    person = person_with(role, body=body)

    with refused(confirming.NotOneOfThemError):
        sign(draft, lead, person)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"letter_number": " "}, confirming.NoLetterError),
        ({"letter_on": None}, confirming.NoLetterError),
        (
            {"letter_on": timezone.now().date() + timedelta(days=2)},
            confirming.LetterFromTomorrowError,
        ),
        ({"signer": ""}, confirming.NoSignerError),
        ({"signer_role": " "}, confirming.NoSignerError),
    ],
)
def test_a_letter_says_who_signed_what_and_when(words, error, draft, lead) -> None:
    with refused(error):
        letter_from(lead, draft, **words)


def test_an_institution_confirms_a_draft_once(draft, lead) -> None:
    letter_from(lead, draft)

    with refused(confirming.ConfirmedAlreadyError):
        letter_from(lead, draft)


def test_only_the_latest_draft_is_confirmed(draft, lead, commitment) -> None:
    newer = send_to(redraft(commitment, solution=both("Five districts")), lead)

    with refused(confirming.OlderDraftError):
        letter_from(lead, draft)
    assert letter_from(lead, newer)


def test_only_an_institution_that_leads_confirms(draft) -> None:
    other = make_ministry()

    with refused(confirming.NotLeadingError):
        letter_from(other, draft)


def test_one_letter_confirms_several_drafts_or_none(draft, lead) -> None:
    second = send_to(make_commitment(draft.commitment.plan, 2, lead=lead), lead)
    foreign = send_to(make_commitment(draft.commitment.plan, 3, lead=make_ministry()))
    words = {"organisation": lead, "letter_number": "B-1", "letter_on": None, "signer": "A"}
    words |= {"letter_on": timezone.now().date(), "signer_role": "B", "at": timezone.now()}

    with refused(confirming.NotLeadingError):
        confirming.confirm_all_by_letter([draft, second, foreign], by=None, **words)
    with refused(confirming.NothingConfirmedError):
        confirming.confirm_all_by_letter([], by=None, **words)
    given = confirming.confirm_all_by_letter([draft, second], by=None, **words)

    assert [one.draft for one in given] == [draft, second]


def test_withdrawing_needs_a_reason_and_lets_it_be_given_again(draft, lead, editor) -> None:
    given = letter_from(lead, draft)

    with refused(ReasonMissingError):
        confirming.withdraw(given, because=" ", at=timezone.now(), by=editor)
    confirming.withdraw(given, because="Wrong letter", at=timezone.now(), by=editor)

    assert stands(draft.commitment) == {"Kemenkeu": Stand.MISSING}
    assert draft.commitment.record.entries.first().reason == "Wrong letter"
    assert letter_from(lead, draft).pk != given.pk
    assert Confirmation.objects.get(pk=given.pk).withdrawn_because == "Wrong letter"


BINDING = {
    "other words": lambda c: redraft(c, solution=both("Five districts")),
    "a milestone": lambda c: services.commitments.add_milestone(c, title=both("Map"), by=None),
    "a partner": lambda c: services.commitments.involve(
        c, make_ministry(), part=Part.PARTNER, by=None
    ),
}
NOT_BINDING = {
    "another number": lambda c: redraft(c, number=9),
    "the number at OGP": lambda c: redraft(c, ogp_id="ID0099"),
    "a mended translation": lambda c: redraft(
        c, solution=type(c.solution)(id=c.solution.id, en="Other English")
    ),
    "remarks of the secretariat": lambda c: redraft(c, remarks="Ask again"),
}


@pytest.mark.parametrize("name", BINDING)
def test_what_binds_is_asked_again(name, draft, lead, commitment) -> None:
    letter_from(lead, draft)

    BINDING[name](commitment)

    assert stands(commitment) == {"Kemenkeu": Stand.CHANGED}


@pytest.mark.parametrize("name", NOT_BINDING)
def test_what_binds_nobody_is_not_asked_again(name, draft, lead, commitment) -> None:
    letter_from(lead, draft)

    NOT_BINDING[name](commitment)

    assert stands(commitment) == {"Kemenkeu": Stand.CONFIRMED}


def test_a_challenge_that_becomes_public_asks_nobody_again(lead) -> None:
    plan = make_plan(is_open=True)
    challenge = make_challenge(plan)
    commitment = make_commitment(plan, 1, lead=lead, challenges=[challenge])
    letter_from(lead, send_to(commitment, lead))

    services.challenges.publish(plan, by=None)

    assert stands(commitment) == {"Kemenkeu": Stand.CONFIRMED}


def test_a_change_asks_everybody_who_leads_and_nobody_else(lead, commitment) -> None:
    second = make_ministry("Kementerian Dalam Negeri", "Kemendagri")
    services.commitments.involve(commitment, second, part=Part.LEAD, by=None)
    other = make_commitment(commitment.plan, 2, lead=lead)
    for one in (commitment, other):
        draft = send_to(one, lead, second)
        letter_from(lead, draft)
    letter_from(second, commitment.drafts.get())

    redraft(commitment, solution=both("Five districts"))

    assert stands(commitment) == {"Kemenkeu": Stand.CHANGED, "Kemendagri": Stand.CHANGED}
    assert stands(other) == {"Kemenkeu": Stand.CONFIRMED}


@pytest.mark.parametrize("count", [1, 40])
def test_forty_commitments_of_eleven_leads_take_as_many_queries(
    count, django_assert_num_queries
) -> None:
    plan, leads = make_plan(), [make_ministry() for _n in range(11)]
    for number in range(1, count + 1):
        made = make_commitment(plan, number)
        for lead in leads:
            services.commitments.involve(made, lead, part=Part.LEAD, by=None)
        letter_from(leads[0], send_to(made, *leads))

    with django_assert_num_queries(15):
        found = standings(plan)

    assert len(found) == count * 11
    assert sum(one.is_confirmed for one in found) == count


def test_confirmations_follow_a_merger(draft, lead, commitment, publisher) -> None:
    given = letter_from(lead, draft)
    Asking.objects.create(draft=draft, organisation=lead, asked_at=timezone.now())
    survivor = make_ministry("Kementerian Keuangan Baru", "KKB")

    merge(lead, into=survivor, by=publisher, reason="One ministry now")

    assert Confirmation.objects.get(pk=given.pk).organisation == survivor
    assert Asking.objects.get().organisation == survivor
    assert list(draft.invited.all()) == [survivor]
    assert stands(commitment) == {"KKB": Stand.CONFIRMED}


def test_a_merger_of_two_that_confirmed_keeps_one(lead, commitment, publisher) -> None:
    second = make_ministry()
    services.commitments.involve(commitment, second, part=Part.LEAD, by=None)
    draft = send_to(commitment, lead, second)
    for each in (lead, second):
        letter_from(each, draft)
        Asking.objects.create(draft=draft, organisation=each, asked_at=timezone.now())

    merge(lead, into=second, by=publisher, reason="One ministry now")

    assert [one.organisation for one in Confirmation.objects.all()] == [second, second]
    assert Confirmation.objects.standing().count() == 1
    assert Asking.objects.count() == 1
    assert list(stands(commitment).values()) == [Stand.CONFIRMED]


def test_a_draft_that_was_confirmed_is_not_discarded(draft, lead, editor) -> None:
    letter_from(lead, draft)

    with refused(services.commitments.ConfirmedCommitmentError):
        services.commitments.discard(draft.commitment, by=editor)
