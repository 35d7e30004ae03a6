"""A consultation of ten questions with answers and drafts, for the bench; in `manage.py shell`."""

import json
import resource
import sys
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from kokreasi.consultations import devices, receipts
from kokreasi.consultations.models import Background, Consultation, Draft, Submission, Trace
from kokreasi.consultations.tests.factories import ask_everything, make_consultation, published

TOKENS, TIMES, BATCH = 700, 25, 10_000
ANSWERS: dict[str, Any] = {
    "stance": "for",
    "topics": ["budget", "law"],
    "clarity": 8,
    "order": ["third", "first"],
    "grid.speed": "yes",
    "grid.price": "no",
    "visits": 12,
    "since": "2018-08-01",
    "place": "Magelang",
    "remarks": "Sertakan data terbuka. " * 15,
    "gender": "female",
    "agreed": True,
}


def prepare(number: int) -> None:
    """Make the consultation with this many answers, measure inside one process, tell as JSON."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    _make_bare_table()
    now = timezone.now()
    week = timedelta(days=7)
    draft = make_consultation(opens_at=now - week, closes_at=now + week)
    ask_everything(draft)
    consultation = published(draft)
    _fill(consultation, number)
    tokens = [_drafted(consultation, now) for _one in range(TOKENS)]
    visitor = Client(HTTP_HOST="127.0.0.1")
    measured = [_sent(visitor, consultation, one) for one in tokens[:TIMES]][
        1:
    ]  # the first is cold
    told = {
        "reference": consultation.reference,
        "tokens": tokens[TIMES:],
        "sql": max(sql for sql, _cpu in measured),
        "cpu": median(cpu for _sql, cpu in measured),
    }
    print(json.dumps(told))


def _make_bare_table() -> None:
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare (id {kind} PRIMARY KEY, words text)")


def _fill(consultation: Consultation, number: int) -> None:
    for start in range(0, number, BATCH):
        rows = [_answer(consultation) for _one in range(min(BATCH, number - start))]
        Submission.objects.bulk_create(rows)
        Background.objects.bulk_create(
            Background(submission=row, values={"gender": "female"}) for row in rows
        )
        Trace.objects.bulk_create(
            Trace(submission=row, consultation=consultation, device=row.receipt_hash)
            for row in rows
        )


def _answer(consultation: Consultation) -> Submission:
    key = uuid4()
    code = receipts.hashed(receipts.code_of(key))
    day = timezone.localdate()
    return Submission(
        id=key, consultation=consultation, version=1, day=day, answers=ANSWERS, receipt_hash=code
    )


def _drafted(consultation: Consultation, now: datetime) -> str:
    token = devices.new_token()
    Draft.objects.create(
        consultation=consultation,
        device=devices.device_hash(consultation, token),
        answers=ANSWERS,
        begun_at=now,
        saved_at=now,
    )
    return token


def _sent(visitor: Client, consultation: Consultation, token: str) -> tuple[int, float]:
    """Give the statements, without those that open and close, and the CPU of one sending."""
    visitor.cookies[devices.COOKIE] = token
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    before = resource.getrusage(resource.RUSAGE_SELF)
    with connection.execute_wrapper(note):
        answer = visitor.post(
            f"/konsultasi/{consultation.reference}/isi/kirim/", {"revisi": 1, "versi": 1}
        )
    after = resource.getrusage(resource.RUSAGE_SELF)
    if answer.status_code != 302:
        raise RuntimeError(f"Sending answered {answer.status_code}.")
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    own = [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    return len(own), used * 1000
