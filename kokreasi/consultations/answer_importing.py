"""What the worker does with a file of answers: read all of it, then write all of it or nothing."""

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from kokreasi.consultations.choices import OptionRole, Work
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.imports.answers.rehearsal import Rehearsal, Row, with_new_choices
from kokreasi.consultations.models import AnswerFile, Consultation, Question
from kokreasi.consultations.queries.answer_files import (
    definition_for,
    known_sources,
    obstacles,
    rehearsed,
)
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.queries.wording import current
from kokreasi.consultations.services import consultations
from kokreasi.consultations.services.building.questions import Line, list_options
from kokreasi.consultations.services.receiving import Arrival, Origin, receive_all
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh, hold
from kokreasi.people.models import User
from kokreasi.register import services as register

BETWEEN_SAVES = 0.5
"""Seconds; progress is written no oftener."""
WHILE_READING = 80
"""Percent of the way when all rows are read and none is written."""
UNEXPECTED = gettext_lazy("Something went wrong on our side. Nothing was imported.")
ADDED = gettext_lazy("choices that stand in a file of answers were added")


class StillOpenError(DomainError):
    message = gettext_lazy("Something has changed since you looked. Look at the file again.")


class WaitingWordsError(DomainError):
    message = gettext_lazy(
        "Other words of the questionnaire wait for a correction. Publish or take them back first:"
        " new choices would bring them along."
    )


def import_answers(file_id: int) -> None:
    """Import a file that was started; one that is imported already is left as it is.

    It may be run again after a worker was killed, and by two workers at once.
    """
    file = _begun(file_id)
    if file is None:
        return
    try:
        found = rehearsed(file, progress=progress_of(file_id))
        write(file, found)
    except DomainError as error:
        _fail(file_id, error)
    except Exception:
        _fail(file_id, DomainError(UNEXPECTED))
        raise


def _begun(file_id: int) -> AnswerFile | None:
    return _rows().filter(pk=file_id, state=Work.RUNNING).first()


def _rows() -> QuerySet[AnswerFile]:
    return AnswerFile.objects.select_related(
        "consultation__record__version", "consultation__stage__plan__record"
    )


def progress_of(
    file_id: int, clock: Callable[[], float] = time.monotonic
) -> Callable[[int, int], None]:
    """Give what is told how many rows are read, of how many."""
    saved_at = -BETWEEN_SAVES

    def save(done: int, of_all: int) -> None:
        nonlocal saved_at
        if clock() - saved_at >= BETWEEN_SAVES:
            saved_at = clock()
            _tell(file_id, percent=WHILE_READING * done // of_all)

    return save


def _tell(file_id: int, **values: Any) -> None:
    """Write into the report of a file that is being imported, and of no other."""
    running = AnswerFile.objects.filter(pk=file_id, state=Work.RUNNING)
    for report in running.values_list("report", flat=True):
        running.update(report=report | values)


def _fail(file_id: int, error: DomainError) -> None:
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = str(error)
    running = AnswerFile.objects.filter(pk=file_id, state=Work.RUNNING)
    running.update(state=Work.FAILED, report={"failure": words})


@transaction.atomic
def write(file: AnswerFile, found: Rehearsal) -> None:
    """Write the answers that a rehearsal gave; what somebody else imported meanwhile is left out.

    All files of the consultation are locked, so that of two people with the same file one waits.
    """
    files = AnswerFile.objects.filter(consultation=file.consultation_id)
    hold(files, files.values_list("pk", flat=True))
    now = fresh(_rows(), file.pk)
    if now.state != Work.RUNNING:
        return
    if now.mapping != file.mapping or obstacles(now, found):
        raise StillOpenError
    if with_new_choices(definition_for(now.consultation), found.mapping) != found.definition:
        raise StillOpenError
    by = User.objects.filter(pk=now.report.get("asked_by") or 0).first()
    _add_choices(now.consultation, found.definition, by=by)
    consultation = _rows().get(pk=now.pk).consultation
    known = known_sources(consultation)
    new = [row for row in found.rows if row.source not in known]
    keys = receive_all(consultation, map(_arrival, new), version=_version(consultation))
    _close(now, found, new, [str(key) for key in keys], by=by)


def _version(consultation: Consultation) -> int:
    version = consultation.record.version
    if version is None:
        raise StillOpenError
    return version.number


def _arrival(row: Row) -> Arrival:
    assert row.stamp is not None  # noqa: S101 - a row without a day is not new
    return Arrival(row.judged, Origin(channel=row.channel, source=row.source), row.stamp.moment)


def _add_choices(consultation: Consultation, definition: Definition, *, by: User | None) -> None:
    """Add the choices that were decided to be new, as a visible version of the questionnaire."""
    before = definition_for(consultation)
    if before == definition:
        return
    frozen = current(consultation)
    if by is None or frozen is None or sheet_of(consultation) != frozen:
        raise WaitingWordsError
    asked = {question.key: question for question in before.questions()}
    for question in definition.questions():
        if question.choices == asked[question.key].choices:
            continue
        row = Question.objects.get(consultation=consultation, key=question.key)
        lines = [Line(choice.wording, choice.key) for choice in question.choices]
        list_options(row, OptionRole.CHOICE, lines, seen=row.revision, by=by)
    consultations.correct(consultation, by=by, reason=str(ADDED))


def _close(
    file: AnswerFile, found: Rehearsal, new: list[Row], keys: list[str], *, by: User | None
) -> None:
    days = [row.stamp.day.isoformat() for row in new if row.stamp]
    file.state, file.imported_at = Work.READY, timezone.now()
    file.report = {
        "new": len(new),
        "known": found.known + len(found.rows) - len(new),
        "dropped": len(found.faulty_lines),
        "days": [min(days), max(days)] if days else [],
        "channels": _counted(new),
        "sources": sorted(row.source for row in new),
        "submissions": sorted(keys),
    }
    file.save(update_fields=["state", "imported_at", "report"])
    if new:
        register.record(
            "answers.imported",
            file.consultation.record,
            by=by,
            says=gettext_lazy("imported answers from a file of another service"),
        )


def _counted(rows: list[Row]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        counted[row.channel.value] += 1
    return dict(counted)
