"""Comments on the text of the draft: by anybody, held, then beside the paragraph as remarks are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.errors import ClosedError
from kokreasi.consultations.models import TextComment
from kokreasi.consultations.queries.texts import text_of, texts_of
from kokreasi.consultations.services import commenting
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.conversations.services import remarks
from kokreasi.conversations.services.remarks import ManyHeldError
from kokreasi.plans.queries import rounds
from kokreasi.plans.services.codrafting import UnknownPlaceError
from kokreasi.plans.tests.drafting import make_draft, make_written
from kokreasi.plans.tests.factories import make_commitment, make_plan

pytestmark = pytest.mark.django_db
DEVICE, OTHER = "d" * 64, "e" * 64
PLACE = "solution.id#1"
WORDS = "Sebut siapa yang memperbarui data."


@pytest.fixture
def plan():
    return make_plan(is_open=True)


@pytest.fixture
def draft(plan):
    """A draft that was opened to everybody; its solution has two paragraphs."""
    return make_draft(make_written(plan=plan))


@pytest.fixture
def consultation(plan, draft):
    now = timezone.now()
    return published(
        make_consultation(
            plan,
            kinds=(PartKind.TEXT,),
            opens_at=now - timedelta(days=1),
            closes_at=now + timedelta(days=1),
        )
    )


def comment(consultation, draft, words=WORDS, *, place=PLACE, device=DEVICE, at=None):
    text = text_of(consultation, draft.commitment.reference)
    return commenting.comment(
        consultation, text, place=place, words=words, device=device, at=at or timezone.now()
    )


def test_a_comment_waits_with_the_remarks_and_names_nobody(consultation, draft, editor) -> None:
    made = comment(consultation, draft)

    waiting = rounds.waiting_for(editor).get()
    assert waiting.pk == made.remark_id
    assert (waiting.state, waiting.user, waiting.correspondent) == (RemarkState.HELD, None, None)
    assert waiting.fingerprint == draft.fingerprint
    assert rounds.inbox(draft.commitment.plan, editor).get().pk == waiting.pk


def test_the_same_comment_of_a_device_is_one_and_of_two_devices_two(consultation, draft) -> None:
    comment(consultation, draft)
    comment(consultation, draft, f" {WORDS} ")
    comment(consultation, draft, device=OTHER)

    assert TextComment.objects.count() == Remark.objects.count() == 2


REFUSED = [
    ({"place": "solution.id#99"}, UnknownPlaceError),
    ({"words": " "}, remarks.SilentRemarkError),
    ({"words": "x" * 5_001}, remarks.LongRemarkError),
    ({"words": "Lihat https://contoh.id"}, commenting.CommentLinkError),
    ({"device": ""}, commenting.NoDeviceError),
    ({"at": timezone.now() + timedelta(days=2)}, ClosedError),
]


@pytest.mark.parametrize(("given", "refusal"), REFUSED)
def test_what_cannot_be_taken_leaves_nothing_behind(consultation, draft, given, refusal) -> None:
    with pytest.raises(refusal):
        comment(consultation, draft, **given)

    assert not Remark.objects.exists()


def test_a_device_has_only_so_many_waiting(consultation, draft) -> None:
    for number in range(commenting.MOST_HELD):
        comment(consultation, draft, f"Nomor {number}")

    with pytest.raises(ManyHeldError):
        comment(consultation, draft)
    comment(consultation, draft, device=OTHER)

    assert Remark.objects.held().count() == commenting.MOST_HELD + 1


def test_only_what_everybody_may_read_is_commented_on(consultation, plan, draft) -> None:
    invited = make_draft(make_written(plan=plan, number=2), to_all=False)
    sheet = make_commitment(plan, 3, is_published=True)

    found = {one.commitment.reference: one.draft for one in texts_of(consultation)}

    assert found == {draft.commitment.reference: 1, sheet.reference: 0}
    assert text_of(consultation, invited.commitment.reference) is None


def test_a_published_sheet_takes_comments_too(consultation, plan, editor) -> None:
    sheet = make_commitment(plan, 3, is_published=True)
    text = text_of(consultation, sheet.reference)

    made = commenting.comment(
        consultation, text, place="title.id#0", words=WORDS, device=DEVICE, at=timezone.now()
    )

    assert made.remark.fingerprint == sheet.record.version.fingerprint
    assert rounds.inbox(plan, editor).get().pk == made.remark_id


def address(consultation, draft) -> str:
    return reverse("consultation-sheet", args=[consultation.reference, draft.commitment.reference])


@pytest.fixture
def reader(consultation, draft):
    client = Client()
    client.get(address(consultation, draft))
    return client


def test_only_the_sender_reads_a_comment_before_it_is_let_through(
    consultation, draft, reader, editor
) -> None:
    reader.post(address(consultation, draft), {"place": PLACE, "words": WORDS})

    before = [
        WORDS in client.get(address(consultation, draft)).content.decode()
        for client in (reader, Client())
    ]
    remarks.let_through(Remark.objects.get(), by=editor)
    own_page = Client().get(address(consultation, draft)).content.decode()
    draft_page = Client().get(
        reverse("commitment-draft", args=[draft.commitment.reference, draft.number])
    )

    assert before == [True, False]
    assert WORDS in own_page
    assert WORDS in draft_page.content.decode()


def test_what_a_form_got_wrong_is_not_lost(consultation, draft, reader) -> None:
    wrong = "Lihat https://contoh.id"

    answer = reader.post(address(consultation, draft), {"place": PLACE, "words": wrong})

    assert answer.status_code == 422
    assert wrong in answer.content.decode()


def test_no_page_shows_the_sign_of_a_device(consultation, draft, reader) -> None:
    reader.post(address(consultation, draft), {"place": PLACE, "words": WORDS})
    device = TextComment.objects.get().device

    page = reader.get(address(consultation, draft))

    assert device
    assert device not in page.content.decode()


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_for_many(
    consultation, plan, number, django_assert_max_num_queries
) -> None:
    for place in range(number):
        make_draft(make_written(plan=plan, number=10 + place))
    client = Client()

    with django_assert_max_num_queries(6):
        client.get(reverse("consultation-text", args=[consultation.reference]))


def test_a_page_costs_the_same_for_many_comments(
    consultation, draft, reader, editor, django_assert_max_num_queries
) -> None:
    for number in range(8):
        made = comment(consultation, draft, f"Nomor {number}")
        remarks.let_through(made.remark, by=editor)

    with django_assert_max_num_queries(7):
        reader.get(address(consultation, draft))
