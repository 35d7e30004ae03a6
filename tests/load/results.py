"""Measure the result of a large consultation; inside `manage.py shell` of a scratch database.

from tests.load.results import measure
measure(people=20_000, questions=40)
"""

import resource
import time
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kokreasi.consultations.choices import Characteristic, QuestionKind
from kokreasi.consultations.models import Consultation, Result
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.results.pages import ResultPage
from kokreasi.consultations.tests.answers import keep_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.core.page_cache import forget_pages

ROUNDS = 7
CHOICES = ("a", "b", "c", "d", "e")
KINDS = (QuestionKind.SCALE, QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE)
GROUPS = ("female", "male", "other")


def measure(*, people: int, questions: int) -> None:
    """Print how long the result of so many answers takes to make, and its page to show."""
    consultation = _filled(people, questions)
    result = Result.objects.create(consultation=consultation, number=1, asked_at=timezone.now())
    started, cpu = time.perf_counter(), time.process_time()
    make_result(result.pk)
    took, used = time.perf_counter() - started, time.process_time() - cpu
    result.refresh_from_db()
    Result.objects.filter(pk=result.pk).update(published_at=timezone.now())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{people} × {questions}: made in {took:.1f} s ({used:.1f} s of CPU), peak {peak:.0f} MB")
    _measure_page(consultation, result)


def _filled(people: int, questions: int) -> Consultation:
    rng = Random(18)
    now = timezone.now()
    consultation = make_consultation(
        code=f"ukur{int(time.time())}",
        opens_at=now - timedelta(days=60),
        closes_at=now - timedelta(days=1),
    )
    page = add_page(consultation)
    kinds = {f"q{number}": KINDS[number % len(KINDS)] for number in range(questions)}
    for key, kind in kinds.items():
        is_scale = kind == QuestionKind.SCALE
        bounds: dict[str, Any] = {"lowest": 1, "highest": 10} if is_scale else {"choices": CHOICES}
        add_question(page, key, kind, **bounds)
    add_question(page, "gender", choices=GROUPS, characteristic=Characteristic.GENDER)
    add_question(page, "role", choices=CHOICES, characteristic=Characteristic.AFFILIATION)
    consultation = published(consultation)
    keep_all(consultation, (_somebody(rng, kinds) for _person in range(people)))
    return consultation


def _somebody(rng: Random, kinds: dict[str, QuestionKind]) -> tuple[dict[str, Any], dict[str, Any]]:
    answers = {key: _answer(rng, kind) for key, kind in kinds.items() if rng.random() > 0.05}
    about = {"gender": rng.choices(GROUPS, (48, 50, 2))[0], "affiliation": rng.choice(CHOICES)}
    return answers, about


def _answer(rng: Random, kind: QuestionKind) -> Any:
    if kind == QuestionKind.SCALE:
        return rng.randint(1, 10)
    if kind == QuestionKind.SINGLE:
        return rng.choice(CHOICES)
    return rng.sample(CHOICES, rng.randint(1, 3))


def _measure_page(consultation: Consultation, result: Result) -> None:
    address, client = f"/konsultasi/{consultation.reference}/hasil/", Client()
    client.get(address)
    times = []
    for _round in range(ROUNDS):
        forget_pages()
        cpu = time.process_time()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        times.append(1_000 * (time.process_time() - cpu))
    cpu = time.process_time()
    ResultPage(result).questions  # noqa: B018 - it is worked out when it is asked for
    read = 1_000 * (time.process_time() - cpu)
    times.sort()
    print(f"page, nothing kept: {times[len(times) // 2]:.0f} ms of CPU, {len(asked)} statements")
    print(f"of this reading the sheet and its words: {read:.0f} ms")
