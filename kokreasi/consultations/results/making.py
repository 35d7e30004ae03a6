"""Make a result: from answers to the frozen sheet, in the worker, with progress.

It may run twice, also at once: what is made is left as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from kokreasi.consultations.choices import Channel, Release, Work
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation, Result
from kokreasi.consultations.queries.wording import asked_in, current
from kokreasi.consultations.results import counting, voices
from kokreasi.consultations.results.marking import mark, marked
from kokreasi.consultations.results.open_rows import OpenRows
from kokreasi.consultations.results.people import (
    asked_about,
    groupings_of,
    is_background_dropped,
    provinces,
)
from kokreasi.consultations.results.places import places_of
from kokreasi.consultations.results.reconstruction import hides_rows
from kokreasi.consultations.results.rows import layout_of, rows_of
from kokreasi.consultations.results.sheets import ResultSheet, VersionOnSheet, WhyNot
from kokreasi.insights import tabulation as tab
from kokreasi.insights.disclosure import Memory
from kokreasi.register.leaves import fingerprint

UNMADE = (Work.WAITING, Work.RUNNING)
BEGUN, MARKED, READ, COUNTED, PROTECTED, GATHERED = 2, 10, 55, 70, 90, 97
"""Percent."""

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet, what the next one needs, and the rows that may be given (or None)."""

    sheet: ResultSheet
    secret: dict[str, Any]
    rows: bytes | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What was published before, in the light of which the next result is protected."""

    number: int = 0
    memory: Memory = field(default_factory=Memory)
    opinions: Mapping[str, Any] | None = None
    sheets: tuple[ResultSheet, ...] = ()

    @classmethod
    def of(cls, consultation: Consultation) -> "Before":
        published = consultation.results.filter(published_at__isnull=False).order_by("number")
        rows = list(published)
        if not rows:
            return cls()
        last = rows[-1]
        memory = last.secret.get("memory")
        return cls(
            number=last.number,
            memory=Memory.from_json(memory) if memory else Memory(),
            opinions=last.secret.get("opinions") or None,
            sheets=tuple(ResultSheet.read(row.content) for row in rows),
        )

    @property
    def sheet_with_rows(self) -> ResultSheet | None:
        return next((sheet for sheet in self.sheets if sheet.no_rows is None), None)


def make_result(result_id: int) -> Result | None:
    """Make a result that waits, and give it; None where it is made, or being made elsewhere."""
    result = _begin(result_id)
    if result is None:
        return None
    try:
        made = made_of(result.consultation, result.number, tell=_teller(result_id))
    except Exception:
        _update(result_id, state=Work.FAILED, done=0)
        raise
    return _finish(result_id, made)


@transaction.atomic
def _begin(result_id: int) -> Result | None:
    rows = Result.objects.select_for_update(of=("self",)).filter(pk=result_id, state__in=UNMADE)
    result = rows.select_related("consultation__record__version").first()
    if result is not None:
        _update(result_id, state=Work.RUNNING, done=BEGUN)
    return result


def _update(result_id: int, **values: Any) -> None:
    Result.objects.filter(pk=result_id, state__in=UNMADE).update(**values)


def _teller(result_id: int) -> Tell:
    return lambda done: _update(result_id, done=done)


@transaction.atomic
def _finish(result_id: int, made: Made) -> Result | None:
    """Keep what was made; whoever comes second finds it made."""
    rows = Result.objects.select_for_update().filter(pk=result_id, state__in=UNMADE)
    result = rows.first()
    if result is None:
        return None
    result.content = made.sheet.content()
    result.secret = made.secret
    result.fingerprint = fingerprint(result.content)
    result.state, result.done = Work.READY, 100
    result.made_at = made.sheet.made_at
    result.save()
    if made.rows is not None:
        keep_rows(result, made.rows)
    return result


def definitions_of(consultation: Consultation) -> dict[int, Definition]:
    """Give the wording of each version that somebody answered, or the present one."""
    versions = set(
        consultation.submissions.order_by().values_list("version", flat=True).distinct()
    )
    found = {number: asked_in(consultation, number).definition for number in versions}
    sheet = current(consultation)
    if not found and sheet is not None and consultation.record.version is not None:
        return {consultation.record.version.number: sheet.definition}
    return found
