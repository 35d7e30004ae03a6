"""Following at the same moment, which only PostgreSQL lets happen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.services import follows
from kokreasi.conversations.services.telling import tell
from kokreasi.conversations.tests.factories import (
    SITI,
    THEN,
    TUESDAY,
    ask,
    happen,
    key_of,
    make_follow,
)
from kokreasi.outbox import schedule
from kokreasi.outbox.models import Message
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register.tests.factories import RecordFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
EIGHT = 8


def at_once(act, times=EIGHT):
    """Do the same in as many threads at the same moment, and give what each gave."""
    start = Barrier(times)

    def run(_number):
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.fixture
def plan():
    cache.clear()
    return RecordFactory(is_published=True)


def test_eight_who_ask_at_once_are_one_request_and_one_mail(plan) -> None:
    address = reverse("follow-record", args=[plan.reference])

    def send():
        return Client().post(address, {"email": SITI, "pace": "daily"}).status_code

    assert at_once(send) == [302] * EIGHT
    assert Correspondent.objects.count() == Follow.objects.count() == Message.objects.count() == 1


def test_eight_presses_of_one_person_are_one_follow(plan) -> None:
    user = UserFactory()

    at_once(lambda: follows.follow(plan, user=user, at=THEN))

    assert Follow.objects.standing().count() == 1


def test_confirming_at_once_begins_once(plan) -> None:
    happen(plan)
    asked = ask(plan)

    begun = at_once(lambda: follows.confirm(asked, at=THEN).told_from)

    assert len(set(begun)) == 1


def test_leaving_at_once_while_it_is_confirmed_leaves_no_half_state(plan) -> None:
    asked = ask(plan)
    acts = iter([follows.confirm, follows.leave] * 4)

    def confirm_or_leave():
        next(acts)(asked, at=THEN)

    at_once(confirm_or_leave)

    assert follows.known_by(key_of(asked)).ended_at == THEN
    assert not Follow.objects.standing().exists()


def test_two_who_tell_at_once_send_one_mail_each(plan) -> None:
    for number in range(5):
        make_follow(plan, f"p{number}@example.org")
    happen(plan)

    told = at_once(lambda: len(tell(TUESDAY.date(), now=TUESDAY)), 2)

    assert sorted(told) == [0, 5]
    assert Message.objects.filter(key__startswith="follows-").count() == 5


def test_two_workers_on_the_same_day_send_one_mail_each(plan) -> None:
    make_follow(plan)
    happen(plan)

    ran = at_once(lambda: schedule.run_due(TUESDAY), 2)

    assert [name.split(".")[-1] for names in ran for name in names].count("tell_followers") == 1
    assert Message.objects.filter(key__startswith="follows-").count() == 1
