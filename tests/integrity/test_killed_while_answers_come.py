"""The server is killed while people send answers: what was acknowledged is there, once, whole."""

import os
import random
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import Event

import pytest
from django.db import connection

from kokreasi.consultations import devices
from kokreasi.consultations.models import Consultation
from tests.integrity.killed import TELL, Site, kill

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROUNDS, PEOPLE, MANY = 5, 6, 8
REDIRECT = 302


@pytest.fixture
def site(tmp_path):
    """A site on SQLite, or on a database of its own beside that of the tests."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    return Site(tmp_path, _database(), port)


def _database() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS kokreasi_killed WITH (FORCE)")
        cursor.execute("CREATE DATABASE kokreasi_killed")
    return os.environ["KOKREASI_DATABASE_URL"].rpartition("/")[0] + "/kokreasi_killed"


def answer_until(site, stop) -> list[str]:
    """Let one person after another answer; give the tokens of those who got a receipt."""
    acknowledged = []
    while not stop.is_set():
        token = devices.new_token()
        try:
            filled = site.fill(token)
            if filled == [200, 200] and site.send(token).status == REDIRECT:
                acknowledged.append(token)
        except (OSError, HTTPException):
            return acknowledged
    return acknowledged


def one_round(site, chance) -> list[str]:
    stop = Event()
    with site.served() as server, ThreadPoolExecutor(PEOPLE) as people:
        waiting = [people.submit(answer_until, site, stop) for _one in range(PEOPLE)]
        time.sleep(chance.uniform(1.0, 4.0))
        kill(server)
        stop.set()
        return [token for one in waiting for token in one.result()]


def test_what_was_acknowledged_is_there_after_a_kill(site) -> None:
    chance = random.Random(5)

    acknowledged = [token for _round in range(ROUNDS) for token in one_round(site, chance)]

    kept = site.asked(TELL)
    found = [device for device, _answers, _background in kept]
    consultation = Consultation(pk=site.pk)
    wanted = {devices.device_hash(consultation, token) for token in acknowledged}
    assert len(acknowledged) > ROUNDS
    assert wanted <= set(found)
    assert len(found) == len(set(found))
    assert {len(answers) for _device, answers, _background in kept} == {2}
    assert {str(background) for *_rest, background in kept} == {"{'gender': 'female'}"}


def test_eight_identical_posts_at_once_are_one_answer(site) -> None:
    token = devices.new_token()
    with site.served(), ThreadPoolExecutor(MANY) as people:
        site.fill(token)

        answers = list(people.map(site.send, [token] * MANY))
        replayed = site.send(token)

    assert {answer.status for answer in [*answers, replayed]} == {REDIRECT}
    assert len({answer.headers["Location"] for answer in [*answers, replayed]}) == 1
    assert len(site.asked(TELL)) == 1
