"""One device sends its answer several times at once, from several windows."""

from functools import partial

import pytest

from kokreasi.consultations.models import Draft, Submission
from kokreasi.consultations.services import drafts, sending
from kokreasi.consultations.services.drafts import Sent
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.services.sending import Seen
from kokreasi.consultations.tests.factories import WHILE_OPEN, published

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DEVICE, MANY = "d" * 64, 8


def errors(results):
    return sorted(type(result).__name__ for result in results if isinstance(result, Exception))


@pytest.fixture
def consultation():
    return published()


def save(consultation, **answers):
    sent = Sent(answers, {}, place="views", version=1, begun_at=WHILE_OPEN)
    return partial(drafts.save, consultation, DEVICE, sent, at=WHILE_OPEN)


def send(consultation, revision=1):
    seen = Seen(revision=revision, version=1)
    return partial(sending.send, consultation, DEVICE, seen=seen, language="id", at=WHILE_OPEN)


def test_eight_identical_sendings_are_one_answer_with_one_receipt(at_once, consultation) -> None:
    save(consultation, stance="for")()

    results = at_once(*[send(consultation)] * MANY)

    assert errors(results) == []
    assert len({receipt.code for receipt in results}) == 1
    assert Submission.objects.count() == 1
    assert not Draft.objects.exists()


def test_first_pages_kept_at_once_are_one_draft_with_all_answers(at_once, consultation) -> None:
    pages = [save(consultation, **{name: "for"}) for name in ("stance", "place", "remarks")]

    results = at_once(*pages)

    assert errors(results) == []
    assert Draft.objects.get().answers.keys() == {"stance", "place", "remarks"}


def test_what_is_saved_while_it_is_sent_is_never_lost_in_silence(at_once, consultation) -> None:
    save(consultation, stance="for")()

    sent, saved = at_once(send(consultation), save(consultation, place="Magelang"))

    kept = Submission.objects.first()
    is_told = isinstance(sent, Exception) or isinstance(saved, Exception)
    assert is_told or kept is None or "place" in kept.answers


def test_two_different_answers_of_one_device_are_one_of_them(at_once, consultation) -> None:
    origin = Origin(device=DEVICE)
    bodies = [{"stance": stance} for stance in ("for", "against")]

    results = at_once(
        *[
            partial(receive, consultation, body, version=1, origin=origin, at=WHILE_OPEN)
            for body in bodies
        ]
    )

    assert errors(results) == ["AnsweredDifferentlyError"]
    assert Submission.objects.count() == 1
