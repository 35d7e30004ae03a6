"""One vote of one device on one statement, kept while the consultation is open."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.models import Participant, Vote
from kokreasi.consultations.queries import ballots
from kokreasi.consultations.queries.ballots import Own, Sentence
from kokreasi.consultations.services import statements, voting
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    OPENS,
    WHILE_OPEN,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.tests.factories import both

DEVICE, OTHER = "d" * 64, "e" * 64


def with_statements(number: int = 3, **given):
    """Publish a consultation with statements and nothing else to answer."""
    consultation = make_consultation(kinds=(PartKind.STATEMENTS,), **given)
    for place in range(number):
        statements.write(consultation, text=both(f"Sentence {place}"), on=OPENS.date(), by=None)
    return published(consultation)


def vote(consultation, place=0, value=1, *, device=DEVICE, at=WHILE_OPEN) -> None:
    own = ballots.own_votes(consultation, device)
    sentence = ballots.sentences(consultation)[place]
    voting.cast(consultation, sentence, value, device=device, own=own, at=at)


@pytest.fixture
def consultation(db):
    return with_statements()


def test_a_vote_is_kept_with_its_day(consultation) -> None:
    vote(consultation, 1, -1)

    kept = Vote.objects.get()
    assert (kept.statement.number, kept.value) == (2, -1)
    assert kept.day.isoformat() == "2018-09-01"
    assert kept.participant.device == DEVICE


def test_voting_again_replaces_the_vote(consultation) -> None:
    vote(consultation, value=1)
    vote(consultation, value=0)

    assert Vote.objects.get().value == 0
    assert Participant.objects.count() == 1


def test_devices_vote_apart(consultation) -> None:
    vote(consultation, value=1)
    vote(consultation, value=-1, device=OTHER)

    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]


def test_the_same_vote_on_what_one_did_not_see_is_one(consultation) -> None:
    """Two requests at once both believe that the device has not voted."""
    sentence = ballots.sentences(consultation)[0]

    for _request in range(2):
        voting.cast(consultation, sentence, 1, device=DEVICE, own=Own(), at=WHILE_OPEN)

    assert Vote.objects.count() == Participant.objects.count() == 1


MOMENTS = [(OPENS, None), (AFTERWARDS, ClosedError)]


@pytest.mark.parametrize(("at", "refusal"), MOMENTS)
def test_votes_are_kept_only_while_it_is_open(consultation, at, refusal) -> None:
    if refusal:
        with pytest.raises(refusal):
            vote(consultation, at=at)
    else:
        vote(consultation, at=at)

    assert Vote.objects.exists() == (refusal is None)


def test_what_is_not_published_takes_no_votes(db) -> None:
    consultation = make_consultation(kinds=(PartKind.STATEMENTS,))
    statements.write(consultation, text=both("A"), on=OPENS.date(), by=None)

    with pytest.raises(NotOpenError):
        vote(consultation)

    assert not Participant.objects.exists()


@pytest.mark.parametrize("value", [2, -2, 10**400])
def test_other_values_are_no_votes(consultation, value) -> None:
    with pytest.raises(voting.UnknownVoteError):
        vote(consultation, value=value)


def test_who_keeps_no_token_cannot_vote(consultation) -> None:
    with pytest.raises(voting.NoDeviceError):
        vote(consultation, device="")


def test_the_database_itself_keeps_a_vote_once(consultation) -> None:
    vote(consultation)
    kept = Vote.objects.get()

    with pytest.raises(IntegrityError):
        Vote.objects.create(
            participant=kept.participant, statement=kept.statement, value=1, day=kept.day
        )


def test_what_was_voted_on_never_comes_again(consultation) -> None:
    for place in range(3):
        vote(consultation, place)

    own = ballots.own_votes(consultation, DEVICE)

    assert ballots.left(ballots.sentences(consultation), own) == []
    assert ballots.whose_turn([], {}) is None


def test_what_has_few_votes_comes_sooner() -> None:
    """The weights are 1/1, 1/10 and 1/100: of 1,110 turns about 1,000, 100 and 10."""
    waiting = [Sentence(key, key, Bilingual(id=str(key))) for key in (1, 2, 3)]
    chance = random.Random(2018)

    turns = Counter(
        ballots.whose_turn(waiting, {2: 9, 3: 99}, chance).key for _turn in range(1_110)
    )

    assert 950 < turns[1] < 1_050
    assert 60 < turns[2] < 140
    assert 0 < turns[3] < 30


def test_what_is_new_comes_first_among_what_many_voted_on() -> None:
    waiting = [Sentence(key, key, Bilingual(id=str(key))) for key in range(10)]
    voted = dict.fromkeys(range(9), 1_000)

    chosen = [ballots.whose_turn(waiting, voted, random.Random(turn)).key for turn in range(100)]

    assert chosen.count(9) > 95


def test_a_first_vote_and_later_ones_cost_few_statements(
    consultation, django_assert_num_queries
) -> None:
    vote(consultation, 0)
    vote(consultation, 1)
    own = ballots.own_votes(consultation, DEVICE)
    sentence = ballots.sentences(consultation)[2]

    with django_assert_num_queries(3):  # two of them savepoints that only a test has
        voting.cast(consultation, sentence, 1, device=DEVICE, own=own, at=WHILE_OPEN)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_eight_votes_at_once_are_one() -> None:
    consultation = with_statements()
    sentence = ballots.sentences(consultation)[0]

    def send(value: int) -> None:
        try:
            voting.cast(consultation, sentence, value, device=DEVICE, own=Own(), at=WHILE_OPEN)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, [1] * 8))

    assert Vote.objects.count() == Participant.objects.count() == 1
