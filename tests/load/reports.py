"""A large consultation with answers, and what its result costs; in `manage.py shell`."""

import csv
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random
from statistics import median
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from kokreasi.consultations.answer_importing import write
from kokreasi.consultations.choices import Characteristic, QuestionKind, Work
from kokreasi.consultations.document_writing import WRITERS
from kokreasi.consultations.models import AnswerFile, Consultation, Result
from kokreasi.consultations.queries.answer_files import rehearsed
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services.importing import files
from kokreasi.consultations.tests.answers import keep_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.core.page_cache import forget_pages
from tests.load.statements import Counter

ROUNDS, SHORT_FORM = 7, 3
PREPARED = (("migrate", "-v0"), ("createcachetable",), ("collectstatic", "--noinput", "-v0"))
CHOICES = ("a", "b", "c", "d", "e")
KINDS = (QuestionKind.SCALE, QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE)
GROUPS = ("female", "male", "other")
Figures = dict[str, Any]


def tell(people: int, *, long: int, short: int) -> None:
    """Measure with so many people and questions, and tell as JSON."""
    for command in PREPARED:
        call_command(*command, stdout=sys.stderr)
    figures = {"long": _result(people, long), "short": _result(people, short)}
    print(json.dumps(figures | {"import": _import(people)}))


def _result(people: int, questions: int) -> Figures:
    consultation = _filled(people, questions)
    result = Result.objects.create(consultation=consultation, number=1, asked_at=timezone.now())
    made = _spent(lambda: make_result(result.pk))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.refresh_from_db()
    Result.objects.filter(pk=result.pk).update(published_at=timezone.now())
    page = _page(f"/konsultasi/{consultation.reference}/hasil/")
    return {"made": made, "peak": peak, **page, "files": _files(result)}


def _spent(act: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds of the clock and of the processor, with those of children."""
    clock, cpu = time.perf_counter(), _cpu()
    act()
    return time.perf_counter() - clock, _cpu() - cpu


def _cpu() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _page(address: str) -> Figures:
    """Read the page when nothing is kept of it: statements, and milliseconds of the processor."""
    client, times, counter = Client(HTTP_HOST="127.0.0.1"), [], Counter()
    client.get(address)
    for _round in range(ROUNDS):
        forget_pages()
        counter = Counter()
        cpu = time.process_time()
        with connection.execute_wrapper(counter):
            answer = client.get(address)
        times.append(1_000 * (time.process_time() - cpu))
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")
    return {"sql": counter.count, "page": median(times), "bytes": len(answer.content)}


def _files(result: Result) -> Figures:
    sheet = ResultSheet.read(result.content)
    with override("id"):
        return {
            kind: _spent(lambda writer=writer: writer(sheet, result.fingerprint))
            for kind, (_format, writer) in WRITERS.items()
        }


def _import(rows: int) -> Figures:
    """Take a file with so many answers of three columns through reading, rehearsal, writing."""
    consultation = _filled(0, SHORT_FORM)
    found: dict[str, Any] = {}

    def upload() -> None:
        data = _csv(rows)
        kept = files.upload(consultation, name="jawaban.csv", data=data, by=None)
        found["file"] = AnswerFile.objects.select_related(
            "consultation__record__version", "consultation__stage__plan__record"
        ).get(pk=kept.pk)

    def rehearse() -> None:
        found["rehearsal"] = rehearsed(found["file"])

    told = {"read": _spent(upload), "rehearsed": _spent(rehearse)}
    AnswerFile.objects.update(state=Work.RUNNING)
    told["written"] = _spent(lambda: write(found["file"], found["rehearsal"]))
    if consultation.submissions.count() != rows:
        raise RuntimeError("Not all rows were imported.")
    return told


def _csv(rows: int) -> bytes:
    rng, text = Random(18), io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Timestamp", *(f"Question q{number} (id)" for number in range(SHORT_FORM))])
    day = timezone.localdate() - timedelta(days=7)
    for at in range(rows):
        one, *several = (f"{choice} (id)" for choice in rng.sample(CHOICES, 3))
        clock = f"{day} {at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02}"
        writer.writerow([clock, rng.randint(1, 10), one, ", ".join(several)])
    return text.getvalue().encode()


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
