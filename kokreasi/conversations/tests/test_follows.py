"""Following: asked for, confirmed, changed, left, forgotten; whoever types the address."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.services import follows
from kokreasi.conversations.tests.factories import (
    SITI,
    THEN,
    ask,
    happen,
    key_of,
    make_follow,
)
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.services import erase
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.register.models import Record
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def plan():
    return RecordFactory(is_published=True)


def standing() -> int:
    return Follow.objects.standing().count()


def test_asking_sends_a_link_and_tells_nothing_yet(plan) -> None:
    asked = ask(plan, " Siti@Example.org ")

    mail = Message.objects.get()
    assert mail.to == SITI
    assert key_of(asked) in mail.body
    assert str(plan.title) in mail.subject
    assert standing() == 0


def test_the_database_holds_no_link(plan) -> None:
    asked = ask(plan)

    assert key_of(asked) not in [asked.seed, asked.key_hash]
    assert follows.known_by(key_of(asked)) == asked


def test_the_next_mail_holds_a_link_that_works_when_the_secret_has_changed(plan, settings) -> None:
    asked = ask(plan)
    settings.SECRET_KEY = "another"

    ask(plan, at=THEN + A_DAY)

    assert key_of(asked) in Message.objects.latest("pk").body
    assert follows.known_by(key_of(asked)) == asked


def test_confirming_begins_and_again_changes_nothing(plan) -> None:
    happen(plan)
    asked = ask(plan)
    first = follows.confirm(asked, at=THEN)
    happen(plan)

    second = follows.confirm(asked, at=THEN + A_DAY)

    assert standing() == 1
    assert (first.confirmed_at, first.told_from) == (second.confirmed_at, second.told_from)


def test_a_link_does_not_confirm_what_was_left(plan) -> None:
    asked = ask(plan)
    follows.leave(asked, at=THEN)

    follows.confirm(asked, at=THEN)

    assert standing() == 0


def test_following_again_after_leaving_is_a_new_follow(plan) -> None:
    left = make_follow(plan)
    follows.leave(left, at=THEN)

    again = make_follow(plan)

    assert again != left
    assert standing() == 1


@pytest.mark.parametrize("times", [2, 8])
def test_asking_again_on_the_same_day_sends_one_mail(times, plan) -> None:
    asked = {ask(plan).pk for _time in range(times)}

    assert len(asked) == 1
    assert Message.objects.count() == 1


def test_asking_again_on_another_day_sends_the_link_again(plan) -> None:
    ask(plan)
    ask(plan, at=THEN + A_DAY)

    assert Message.objects.count() == 2


def test_a_title_that_changes_on_the_day_of_asking_does_not_matter(plan) -> None:
    ask(plan)
    plan.title = plan.title.of("Other words")
    plan.save()

    ask(Record.objects.get(pk=plan.pk))

    assert Message.objects.count() == 1


def test_somebody_else_floods_no_mailbox() -> None:
    for day in range(3):
        for number in range(9):
            record = RecordFactory(is_published=True, reference=f"REC-{day}-{number}")
            ask(record, at=THEN + 2 * day * A_DAY + timedelta(minutes=number))

    assert Message.objects.count() == 3 * follows.MOST_ASKED


def test_old_requests_do_not_pile_up_mails() -> None:
    records = [RecordFactory(is_published=True) for _number in range(9)]
    for day in range(3):
        for record in records:
            ask(record, at=THEN + day * A_DAY + timedelta(hours=1))

    assert Message.objects.count() <= 3 * follows.MOST_ASKED


def test_somebody_else_changes_nothing_of_who_follows_already(plan) -> None:
    mine = make_follow(plan, pace=Pace.WEEKLY)
    Message.objects.all().delete()

    ask(plan, pace=Pace.DAILY, language="en")
    ask(plan, pace=Pace.DAILY, language="en")

    mine.refresh_from_db()
    assert mine.pace == Pace.WEEKLY
    assert Correspondent.objects.get().language == "id"
    mail = Message.objects.get()
    assert "sudah" in mail.subject
    assert key_of(mine) in mail.body


def test_what_is_not_public_is_not_followed() -> None:
    draft = RecordFactory()

    with pytest.raises(follows.NotPublicError):
        ask(draft)
    with pytest.raises(follows.NotPublicError):
        follows.follow(draft, user=UserFactory(), at=THEN)

    assert not Correspondent.objects.exists()


def test_somebody_signed_in_follows_at_once_and_once(plan) -> None:
    user = UserFactory()
    for _time in range(2):
        follows.follow(plan, user=user, at=THEN)

    assert standing() == 1
    assert not Message.objects.exists()


@pytest.mark.parametrize(("pace", "kept"), [(None, Pace.WEEKLY), (Pace.DAILY, Pace.DAILY)])
def test_pressing_follow_again_keeps_the_pace_unless_one_is_chosen(pace, kept, plan) -> None:
    user = UserFactory()
    mine = make_follow(plan, user, pace=Pace.WEEKLY)

    follows.follow(plan, user=user, at=THEN, pace=pace)

    mine.refresh_from_db()
    assert mine.pace == kept


@pytest.mark.parametrize(
    ("act", "left"),
    [(follows.leave, 1), (follows.leave_all, 0), (follows.forget, 0)],
)
@pytest.mark.parametrize("times", [1, 2])
def test_leaving_ends_it_for_the_address_with_and_without_an_account(
    act, left, times, plan
) -> None:
    account = UserFactory(email=SITI)
    make_follow(plan, account)
    mine = make_follow(plan)
    make_follow(RecordFactory(is_published=True))
    make_follow(plan, "other@example.org")

    for _time in range(times):
        act(follows.known_by(key_of(mine)), at=THEN)

    assert Follow.objects.standing().of(SITI).count() == left
    assert Follow.objects.standing().of("other@example.org").count() == 1


def test_forgetting_leaves_no_address_behind(plan) -> None:
    mine = make_follow(plan)

    follows.forget(mine, at=THEN)

    row = Correspondent.objects.get()
    assert (row.email, row.name) == ("", "")
    assert follows.known_by(key_of(mine)).ended_at == THEN


def test_who_was_forgotten_may_come_back(plan) -> None:
    follows.forget(make_follow(plan), at=THEN)

    make_follow(plan)

    assert standing() == 1


def test_a_person_who_is_erased_is_told_nothing_and_so_is_the_same_address(plan) -> None:
    by = person_with(Role.ADMINISTRATOR)
    make_follow(plan, UserFactory(email=SITI))
    make_follow(plan, SITI)
    make_follow(plan, "other@example.org")

    erase(Follow.objects.get(user__isnull=False).user, by=by)

    assert [one.correspondent.email for one in Follow.objects.standing()] == ["other@example.org"]
    assert not Correspondent.objects.filter(email=SITI).exists()


def test_followers_of_an_organisation_follow_what_it_is_merged_into() -> None:
    by = person_with(Role.ADMINISTRATOR)
    loser, into = make_organisation(), make_organisation()
    make_follow(loser.record, "a@example.org")
    make_follow(loser.record, UserFactory())
    make_follow(loser.record, SITI)
    make_follow(into.record, SITI)

    organisations.merge(loser, into=into, by=by, reason="twice")

    assert Follow.objects.standing().filter(record=into.record).count() == 3
    assert Follow.objects.standing().filter(record=loser.record).count() == 1


CLEARED = [
    ("asked today", timedelta(hours=1), False, 1, 1),
    ("never answered", timedelta(days=8), False, 0, 0),
    ("confirmed long ago", timedelta(days=400), True, 1, 1),
]


@pytest.mark.parametrize(("_what", "ago", "is_confirmed", "rows", "people"), CLEARED)
def test_what_never_answered_is_dropped(_what, ago, is_confirmed, rows, people, plan) -> None:
    asked = ask(plan)
    if is_confirmed:
        follows.confirm(asked, at=THEN)
    Follow.objects.update(asked_at=THEN - ago)
    Correspondent.objects.update(asked_at=THEN - ago)

    follows.clear_away(THEN)

    assert (Follow.objects.count(), Correspondent.objects.count()) == (rows, people)


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
def test_who_left_is_forgotten_after_a_month(days, kept, plan) -> None:
    mine = make_follow(plan)
    follows.leave(mine, at=THEN)
    Correspondent.objects.update(asked_at=THEN)

    follows.clear_away(THEN + timedelta(days=days))

    assert (Follow.objects.count(), Correspondent.objects.count()) == (kept, kept)


def test_a_correspondent_to_whom_something_belongs_stays(plan) -> None:
    mine = make_follow(plan)
    Follow.objects.update(ended_at=THEN)
    Correspondent.objects.update(asked_at=THEN - timedelta(days=400))

    follows.clear_away(THEN + timedelta(days=1))

    assert Correspondent.objects.get() == mine.correspondent


@pytest.mark.parametrize(
    "people",
    [
        dict,
        lambda: {
            "user": UserFactory(),
            "correspondent": Correspondent.objects.create(email="a@b.org", asked_at=THEN),
        },
    ],
)
def test_a_follow_is_of_exactly_one(people, plan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(record=plan, asked_at=THEN, key_hash="x", **people())
