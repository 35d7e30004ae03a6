"""What writing costs among many proposals: statements and CPU of a request; in `manage.py shell`.

The database is changed by it.
"""

import json
import resource
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from kokreasi.conversations.models import Response
from kokreasi.insights.tests.proposals import corpus
from kokreasi.plans.models import Stage
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.forms.writing import WordsForm
from kokreasi.proposals.models import MatrixReturn, Proposal, Row
from kokreasi.register.models import Record
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Term
from tests.load.pages import DESK, MATRIX, PLAN, SECRETARIAT, reader
from tests.load.proposals import CODE, plan_of_the_bench
from tests.load.statements import Counter

TIMES, MANY = 9, 30
OFFICE = "ORG-0002"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cost = tuple[str, int, float]


def costs() -> list[Cost]:
    """Give the statements and CPU milliseconds of each thing that is written."""
    visitor = reader(SECRETARIAT)
    _open_a_call()
    texts, _twins = corpus(TIMES, twins=0, seed=7)
    return [
        *_proposing(visitor, texts),
        _told("One cell of the matrix", [_cell(visitor, text) for text in texts]),
        *_sending_the_matrix(visitor),
        *_deciding(visitor),
    ]


def _told(name: str, costs: list[tuple[int, float]]) -> Cost:
    return name, max(sql for sql, _ms in costs), median(ms for _sql, ms in costs)


def _open_a_call() -> None:
    """Let the plan of the bench take proposals for ever."""
    record = Record.objects.create(
        reference=f"THP-{CODE}",
        kind="stage",
        title=plan_of_the_bench().title,
        sort_key="",
        published_at=datetime.now(UTC),
        changed_at=datetime.now(UTC),
    )
    today = datetime.now(UTC).date()
    Stage.objects.create(
        plan=plan_of_the_bench(),
        record=record,
        kind=Term.objects.of(Vocabulary.STAGE_KIND).get(meaning=StageMeaning.PROPOSALS),
        title=record.title,
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=3),
    )


def _proposing(visitor: Client, texts: list[str]) -> list[Cost]:
    begun, written, sent = [], [], []
    for text in texts:
        plan = plan_of_the_bench()
        title = " ".join(text.split()[:8])
        words = {"plan": plan.pk, "title_id": title, "title_en": "", "for_whom": OFFICE}
        begun.append(_post(visitor, f"/usulan/tulis/?rencana={PLAN}", words))
        draft = Proposal.objects.filter(plan=plan, standing=Standing.DRAFT).latest("pk")
        at = f"/usulan/tulis/{draft.reference}/"
        card = _card(draft) | {"problem_id": text, "solution_id": text}
        written.append(_post(visitor, f"{at}bagian/usulan/", card))
        sent.append(_post(visitor, f"{at}kirim/", {}))
    return [
        _told("A proposal begun", begun),
        _told("Its words saved", written),
        _told("It is sent", sent),
    ]


def _card(draft: Proposal) -> dict[str, Any]:
    """Give what the form of the words sends as it stands."""
    form = WordsForm(row=draft)
    hidden = {name: form[name].value() for name in ("seen", "base")}
    return hidden | {"title_id": draft.title.id}


def _cell(visitor: Client, text: str) -> tuple[int, float]:
    row = Row.objects.filter(plan__code=CODE).order_by("?").first()
    cell = {"row": row.pk, "name": "s2019-1", "text": text, "seen": row.revision}
    return _post(visitor, f"{MATRIX}sel/", {"cells": json.dumps({"cells": [cell]})})


def _sending_the_matrix(visitor: Client) -> list[Cost]:
    """Take the workbook of 300 rows back, and look at the difference; the child is counted."""
    workbook = b"".join(visitor.get(f"{MATRIX}matriks.xlsx"))
    sent = []
    for _time in range(3):
        file = SimpleUploadedFile("matriks.xlsx", workbook, XLSX)
        sent.append(_post(visitor, f"{MATRIX}berkas/", {"file": file}))
    kept = MatrixReturn.objects.latest("pk")
    return [
        _told("The matrix comes back as XLSX", sent),
        _told("Its difference", [_get(visitor, f"{MATRIX}berkas/{kept.pk}/", {})]),
    ]


def _deciding(visitor: Client) -> list[Cost]:
    """Decide about one and about five hundred at once, and publish that together."""
    waiting = Proposal.objects.filter(plan__code=CODE, standing=Standing.SCREENED)
    free = list(waiting.exclude(record__in=Response.objects.values("about"))[: MANY + 1])
    chosen = [proposal.reference for proposal in free]
    unit = free[0].authors.get().organisation
    answer = {
        "verdict": "declined",
        "reason_id": "Terlalu luas untuk dua tahun.",
        "unit": unit.reference,
        "decided_on": "2018-09-20",
    }
    many = {**answer, "usulan": chosen[:MANY]}
    ask = f"{DESK}putuskan/"
    return [
        _told("The form for one decision", [_get(visitor, ask, {"usulan": chosen[MANY:]})]),
        _told("One decision", [_post(visitor, ask, {**answer, "usulan": chosen[MANY:], **WRITE})]),
        _told(f"Preview of {MANY}", [_post(visitor, ask, {**many, "langkah": "lihat"})]),
        _told(f"Decisions about {MANY}", [_post(visitor, ask, {**many, **WRITE})]),
        _told("One answer published", [_publish(visitor, chosen[MANY:])]),
        _told(f"{MANY} answers published", [_publish(visitor, chosen[:MANY])]),
    ]


WRITE = {"langkah": "tulis"}


def _publish(visitor: Client, chosen: list[str]) -> tuple[int, float]:
    return _post(visitor, f"{DESK}terbitkan/", {"usulan": chosen})


def _post(visitor: Client, at: str, given: dict[str, Any]) -> tuple[int, float]:
    return _counted(lambda: visitor.post(at, given))


def _get(visitor: Client, at: str, given: dict[str, Any]) -> tuple[int, float]:
    return _counted(lambda: visitor.get(at, given))


def _counted(ask: Any) -> tuple[int, float]:
    counter = Counter()
    started = _cpu()
    with connection.execute_wrapper(counter):
        answer = ask()
    taken = (_cpu() - started) * 1000
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    return counter.count, taken


def _cpu() -> float:
    """Give the processor time of this process and of the children that have ended."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)
