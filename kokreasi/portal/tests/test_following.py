"""The pages on which people follow, confirm, change and leave."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.services import follows
from kokreasi.conversations.tests.factories import SITI, THEN, ask, key_of, make_follow
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db
ASKED = {"email": SITI, "pace": "daily"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    cache.clear()


@pytest.fixture
def plan():
    return make_plan("2018", is_open=True).record


def page(record) -> str:
    return reverse("follow-record", args=[record.reference])


def own(follow: Follow) -> str:
    return reverse("follow", args=[key_of(follow)])


def leaving(follow: Follow) -> str:
    return reverse("leave-all", args=[key_of(follow)])


@pytest.mark.parametrize("known", ["unknown", "asked", "confirmed", "left", "forgotten", "account"])
def test_the_answer_tells_nothing_of_the_address(known, plan, client) -> None:
    if known == "account":
        make_follow(plan, UserFactory(email=SITI))
    elif known != "unknown":
        asked = ask(plan)
        if known != "asked":
            follows.confirm(asked, at=THEN)
        if known == "left":
            follows.leave(asked, at=THEN)
        if known == "forgotten":
            follows.forget(asked, at=THEN)

    response = client.post(page(plan), ASKED, follow=True)

    assert response.redirect_chain == [(f"{page(plan)}?terkirim", 302)]
    text = response.content.decode()
    assert "Periksa kotak surat Anda" in text
    assert SITI not in text


@pytest.mark.parametrize(
    "wrong",
    [{"email": "not an address"}, {"email": ""}, {"pace": "hourly"}, {"email": "a@b.org\nBcc: x"}],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(wrong, plan, client) -> None:
    response = client.post(page(plan), ASKED | wrong)

    assert response.status_code == 422
    assert not Correspondent.objects.exists()
    assert not Message.objects.exists()


def test_somebody_who_asks_too_often_is_told_to_wait(plan, client) -> None:
    answers = [
        client.post(page(plan), ASKED | {"email": f"p{number}@example.org"}).status_code
        for number in range(21)
    ]

    assert answers == [302] * 20 + [429]


def test_what_is_not_public_has_no_page_also_for_the_secretariat(client) -> None:
    draft = RecordFactory()
    client.force_login(person_with(Role.EDITOR))

    assert client.get(page(draft)).status_code == 404
    assert client.post(page(draft)).status_code == 404


def test_a_program_that_opens_every_link_changes_nothing(plan, client) -> None:
    asked, mine = ask(plan), make_follow(plan, "other@example.org")
    for follow in (asked, mine):
        for address in (own(follow), leaving(follow)):
            assert client.get(address, follow=True).status_code == 200
            assert client.head(address).status_code in {200, 302}

    asked.refresh_from_db()
    mine.refresh_from_db()
    assert asked.confirmed_at is None
    assert mine.ended_at is None


PRESSED = [
    ("ikuti", {"confirmed_at": True, "ended_at": False}, "Anda mengikuti ini"),
    ("ubah", {"confirmed_at": False, "ended_at": False}, "Ikuti ini?"),
    ("berhenti", {"confirmed_at": False, "ended_at": True}, "Anda tidak mengikuti ini lagi"),
    ("berhenti-semua", {"confirmed_at": False, "ended_at": True}, "tidak mengikuti ini lagi"),
    ("lupakan", {"confirmed_at": False, "ended_at": True}, "Alamat Anda sudah dihapus"),
    ("", {"confirmed_at": False, "ended_at": False}, "Ikuti ini?"),
    ("hapus-semua", {"confirmed_at": False, "ended_at": False}, "Ikuti ini?"),
]


@pytest.mark.parametrize(("button", "state", "words"), PRESSED)
@pytest.mark.parametrize("times", [1, 2])
def test_each_button_does_what_it_says_as_often_as_it_is_pressed(
    button, state, words, times, plan, client
) -> None:
    asked = ask(plan)
    for _time in range(times):
        response = client.post(own(asked), {"lakukan": button, "pace": "weekly"}, follow=True)

    asked.refresh_from_db()
    assert {name: getattr(asked, name) is not None for name in state} == state
    assert words in response.content.decode()


def test_the_pace_is_chosen_while_confirming_and_changed_later(plan, client) -> None:
    asked = ask(plan)
    client.post(own(asked), {"lakukan": "ikuti", "pace": "weekly"})
    asked.refresh_from_db()
    assert asked.pace == Pace.WEEKLY

    client.post(own(asked), {"lakukan": "ubah", "pace": "daily"})
    asked.refresh_from_db()
    assert asked.pace == Pace.DAILY


def test_a_mail_program_leaves_with_one_post_without_cookies(plan) -> None:
    careful = Client(enforce_csrf_checks=True)
    mine = make_follow(plan)
    make_follow(RecordFactory(is_published=True))
    make_follow(plan, "other@example.org")

    answers = [
        careful.post(leaving(mine), {"List-Unsubscribe": "One-Click"}).status_code
        for _time in range(2)
    ]

    assert answers == [200, 200]
    assert [one.correspondent.email for one in Follow.objects.standing()] == ["other@example.org"]


def test_every_other_button_needs_its_page(plan) -> None:
    careful = Client(enforce_csrf_checks=True)

    for address in (own(ask(plan)), page(plan)):
        assert careful.post(address, ASKED | {"lakukan": "ikuti"}).status_code == 403


@pytest.mark.parametrize("name", ["follow", "leave-all"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_link_is_explained(name, method, client) -> None:
    response = getattr(client, method)(reverse(name, args=["x" * 43]))

    assert response.status_code == 409
    assert "tidak berlaku lagi" in response.content.decode()


def test_a_withdrawn_title_stands_on_no_page_of_a_link(plan, client) -> None:
    mine = make_follow(plan)
    other = RecordFactory(is_published=True)
    seen = make_follow(other)
    plan.published_at = None
    plan.save()

    for follow in (mine, seen):
        text = client.get(own(follow)).content.decode()
        assert str(plan.title) not in text


def test_the_page_of_a_link_names_what_else_the_address_follows_each_once(plan, client) -> None:
    other = RecordFactory(is_published=True)
    mine = make_follow(plan)
    make_follow(other)
    make_follow(other, UserFactory(email=SITI))
    make_follow(RecordFactory(is_published=True), "other@example.org")

    text = client.get(own(mine)).content.decode()

    assert text.count(other.get_absolute_url()) == 1
    assert text.count("/rencana/REC-") == 1


def test_the_keys_page_names_no_address(plan, client) -> None:
    mine = make_follow(plan)

    assert SITI not in client.get(own(mine)).content.decode()


def test_somebody_signed_in_follows_with_one_press_and_leaves_in_the_workspace(client) -> None:
    commitment = make_commitment(make_plan(), is_published=True)
    person = person_with(Role.MEMBER)
    client.force_login(person)
    address = commitment.record.get_absolute_url()
    assert page(commitment.record) in client.get(address).content.decode()

    response = client.post(page(commitment.record), follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert "Anda mengikuti ini lewat surel" in response.content.decode()
    listed = client.get(reverse("following")).content.decode()
    assert "Promise 1" in listed
    mine = Follow.objects.standing().get(user=person)
    assert mine.key_hash in listed

    client.post(reverse("following"), {"langganan": mine.key_hash, "pace": "weekly"})
    mine.refresh_from_db()
    assert mine.pace == Pace.WEEKLY
    client.post(reverse("following"), {"langganan": mine.key_hash, "lakukan": "berhenti"})
    assert not Follow.objects.standing().exists()


@pytest.mark.parametrize("chosen", ["", "1", "x" * 64])
def test_nobody_changes_what_somebody_else_follows(chosen, plan, client) -> None:
    theirs = make_follow(plan, UserFactory())
    client.force_login(person_with(Role.ADMINISTRATOR))

    for value in (chosen, theirs.key_hash):
        sent = {"langganan": value, "lakukan": "berhenti"}
        assert client.post(reverse("following"), sent).status_code == 404
    assert Follow.objects.standing().exists()


def test_a_preview_says_how_many_will_be_told(client) -> None:
    plan = make_plan("2018", is_open=True)
    commitment = make_commitment(plan)
    for number in range(3):
        make_follow(plan.record, f"p{number}@example.org")
    make_follow(plan.record, "weekly@example.org", pace=Pace.WEEKLY)
    client.force_login(person_with(Role.PUBLISHER))

    response = client.post(
        reverse("plans:publish", args=[plan.code]),
        {"commitments": [commitment.pk], "reason": "First"},
    )

    text = " ".join(response.content.decode().split())
    assert "3 orang akan dikabari lewat surel besok pagi" in text
    assert "1 orang yang membaca sepekan sekali" in text
