"""The mail of a morning: each line once, one mail an address, nothing that is not public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.jobs import tell_followers
from kokreasi.conversations.models import Follow
from kokreasi.conversations.queries.follows import MOST_TOLD
from kokreasi.conversations.services import follows
from kokreasi.conversations.services.telling import tell
from kokreasi.conversations.tests.factories import (
    MONDAY,
    SITI,
    TUESDAY,
    happen,
    key_of,
    make_follow,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Record
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def morning(now=TUESDAY) -> list[Message]:
    """Tell as on this morning, and give the mails of it."""
    tell(now.astimezone(WIB).date(), now=now)
    day = now.astimezone(WIB).date()
    return list(Message.objects.filter(key__startswith=f"follows-{day}-").order_by("to"))


@pytest.fixture
def plan():
    title = Bilingual(id="Rencana", en="Plan")
    return RecordFactory(is_published=True, reference="RAN-X", title=title)


@pytest.fixture
def commitment(plan):
    title = Bilingual(id="Janji", en="Promise")
    made = RecordFactory(kind=Kind.COMMITMENT, is_published=True, reference="KOM-X-01", title=title)
    register.find_by(made, [(FacetName.PLAN, plan.reference)])
    return made


def test_a_line_is_told_with_its_reason_and_links(plan, commitment) -> None:
    mine = make_follow(plan)
    happen(commitment, "menggeser target", reason="Anggaran dipotong")

    (mail,) = morning()

    assert mail.to == SITI
    assert mail.subject == "1 kabar dari yang Anda ikuti"
    for words in (
        "menggeser target: Janji",
        "Alasan: Anggaran dipotong",
        "/komitmen/KOM-X-01/",
        "/rencana/RAN-X/",
        key_of(mine),
    ):
        assert words in mail.body
    assert mail.unsubscribe.endswith(f"/ikuti/kunci/{key_of(mine)}/berhenti/")


def test_a_mail_is_in_the_language_of_its_reader(plan, commitment) -> None:
    make_follow(plan, UserFactory(language="en"))
    happen(commitment)

    (mail,) = morning()

    assert (mail.language, mail.subject) == ("en", "1 change in what you follow")
    assert "/en/komitmen/KOM-X-01/" in mail.body
    assert "Promise" in mail.body


def test_nothing_is_told_twice(plan) -> None:
    make_follow(plan)
    happen(plan)

    assert [len(morning(TUESDAY + day * A_DAY)) for day in range(3)] == [1, 0, 0]


def test_telling_again_on_the_same_day_leaves_what_is_new_for_the_next(plan) -> None:
    make_follow(plan)
    happen(plan, "one")
    first = morning()
    happen(plan, "two")

    again = morning()
    (following,) = morning(TUESDAY + A_DAY)

    assert [mail.pk for mail in again] == [mail.pk for mail in first]
    assert "two" in following.body
    assert "one" not in following.body


def test_what_happened_before_is_not_told(plan) -> None:
    happen(plan)
    make_follow(plan)

    assert morning() == []


PACES = [
    (Pace.DAILY, TUESDAY, 1),
    (Pace.DAILY, MONDAY, 1),
    (Pace.WEEKLY, TUESDAY, 0),
    (Pace.WEEKLY, MONDAY, 1),
]


@pytest.mark.parametrize(("pace", "now", "mails"), PACES)
def test_a_pace_is_kept(pace, now, mails, plan) -> None:
    make_follow(plan, pace=pace)
    happen(plan)

    assert len(morning(now)) == mails


def test_a_week_is_told_on_monday(plan) -> None:
    make_follow(plan, pace=Pace.WEEKLY)
    for day in range(6):
        happen(plan, f"day {day}")
        assert morning(TUESDAY + day * A_DAY) == []

    (mail,) = morning(MONDAY)

    assert "6 kabar" in mail.subject


def test_a_fresh_line_waits_and_holds_back_those_numbered_after_it(plan) -> None:
    make_follow(plan)
    happen(plan, "earlier")
    happen(plan, "fresh", at=TUESDAY - timedelta(minutes=9))
    happen(plan, "numbered later")

    (first,) = morning()
    (second,) = morning(TUESDAY + A_DAY)

    assert "earlier" in first.body
    assert "later" not in first.body
    assert "fresh" in second.body
    assert "later" in second.body


def test_one_address_gets_one_mail_with_each_line_once_under_the_narrowest(
    plan, commitment
) -> None:
    account = UserFactory(email=SITI, language="en")
    make_follow(plan, SITI)
    make_follow(plan, account)
    make_follow(commitment, SITI)
    happen(commitment, "kept the promise")
    happen(plan, "moved on")

    (mail,) = morning()

    assert mail.subject == "2 changes in what you follow"
    assert mail.body.count("kept the promise") == 1
    assert mail.body.index("kept the promise") < mail.body.index("moved on")
    assert mail.body.index("Promise") < mail.body.index("kept the promise")


def test_what_came_daily_does_not_come_again_on_monday(plan, commitment) -> None:
    make_follow(plan, SITI, pace=Pace.DAILY)
    make_follow(commitment, SITI, pace=Pace.WEEKLY)
    happen(commitment)

    assert len(morning(TUESDAY)) == 1
    assert morning(MONDAY) == []


def test_a_new_daily_follow_hides_nothing_of_the_week(plan, commitment) -> None:
    make_follow(commitment, SITI, pace=Pace.WEEKLY)
    happen(commitment, "before")
    make_follow(plan, SITI, pace=Pace.DAILY)
    happen(commitment, "after")
    morning(TUESDAY)

    (mail,) = morning(MONDAY)

    assert "before" in mail.body
    assert "after" not in mail.body


def test_at_most_forty_lines_of_a_thing_and_how_many_more(plan) -> None:
    make_follow(plan)
    for number in range(MOST_TOLD + 3):
        happen(plan, f"line {number:03}.")

    (mail,) = morning()

    assert f"{MOST_TOLD + 3} kabar" in mail.subject
    assert mail.body.count("line ") == MOST_TOLD
    assert "line 042." in mail.body
    assert "3 lagi:" in mail.body
    assert "/rencana/RAN-X/#riwayat" in mail.body
    assert morning(TUESDAY + A_DAY) == []


def withdrawn(record: Record) -> None:
    register.withdraw(Record.objects.get(pk=record.pk), by=person_with(Role.EDITOR), reason="x")


def hidden_line(plan, commitment) -> None:
    happen(plan, "secret", is_public=False)


def withdrawn_part(plan, commitment) -> None:
    happen(commitment, "secret")
    withdrawn(commitment)


def withdrawn_itself(plan, commitment) -> None:
    happen(plan, "secret")
    withdrawn(plan)


def left(plan, commitment) -> None:
    happen(plan, "secret")
    follows.leave(Follow.objects.get(), at=TUESDAY)


def forgotten(plan, commitment) -> None:
    happen(plan, "secret")
    follows.forget(Follow.objects.get(), at=TUESDAY)


def moved_elsewhere(plan, commitment) -> None:
    happen(commitment, "secret")
    register.find_by(commitment, [(FacetName.PLAN, "RAN-Y")])


@pytest.mark.parametrize(
    "change",
    [hidden_line, withdrawn_part, withdrawn_itself, left, forgotten, moved_elsewhere],
)
def test_nothing_is_told_that_is_not_to_be_told_any_more(change, plan, commitment) -> None:
    make_follow(plan)
    change(plan, commitment)

    assert [mail for mail in morning() if "secret" in mail.body] == []


def test_a_closed_account_is_told_nothing(plan) -> None:
    user = UserFactory()
    make_follow(plan, user)
    happen(plan)
    user.is_active = False
    user.save()

    assert morning() == []


def test_what_comes_back_to_the_public_is_told_with_what_happened_meanwhile(plan) -> None:
    make_follow(plan)
    withdrawn(plan)
    morning()
    plan.refresh_from_db()
    register.publish(plan, by=None, says="published again")

    (mail,) = morning(timezone.now() + A_DAY)

    assert "published again" in mail.body


@pytest.mark.parametrize(
    "title", ["Janji\r\n\r\nKlik: https://evil.example", "Janji\u202etxet", "<b>Janji</b>"]
)
def test_a_title_stays_one_line_of_visible_words(title, plan) -> None:
    plan.title = Bilingual(id=title)
    plan.save()
    make_follow(plan)
    happen(plan)

    (mail,) = morning()

    assert "\nKlik" not in mail.body
    assert "\u202e" not in mail.body
    assert "&lt;" not in mail.body


def test_many_who_follow_are_read_with_few_questions(
    plan, commitment, django_assert_max_num_queries
) -> None:
    for number in range(30):
        make_follow(plan, f"p{number}@example.org")
    happen(commitment)
    fixed = 14

    with django_assert_max_num_queries(fixed + 30 * 6):
        assert len(tell(TUESDAY.date(), now=TUESDAY)) == 30

    with django_assert_max_num_queries(fixed):
        assert tell(TUESDAY.date() + A_DAY, now=TUESDAY + A_DAY) == []


def test_the_job_tells_those_who_follow(plan, django_capture_on_commit_callbacks) -> None:
    make_follow(plan)
    happen(plan)

    with django_capture_on_commit_callbacks(execute=True):
        tell_followers(TUESDAY)

    assert Message.objects.filter(key__startswith="follows-2026-12-01-").count() == 1


def test_links_of_a_morning_work_when_the_secret_has_changed(plan, commitment, settings) -> None:
    mine = make_follow(plan)
    happen(commitment)
    settings.SECRET_KEY = "another"

    (mail,) = morning()

    assert key_of(mine) in mail.body
    assert follows.known_by(key_of(mine)) == mine
