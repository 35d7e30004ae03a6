"""A file of answers on its way in: received, understood column by column, started, put aside."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations import answer_tasks
from kokreasi.consultations.choices import Work
from kokreasi.consultations.imports.answers.mapping import Decisions, Mapping, fitted, merged
from kokreasi.consultations.imports.answers.proposing import Building, Proposed, titles_of
from kokreasi.consultations.imports.answers.suggesting import suggested
from kokreasi.consultations.models import AnswerFile, Consultation
from kokreasi.consultations.queries.answer_files import (
    commitments_of,
    definition_for,
    fingerprint_of,
    table_of,
)
from kokreasi.consultations.services.building.taking import take_over
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.locking import fresh
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.files.formats import CSV, ODS, TEXT, XLSX
from kokreasi.files.services import discard, keep
from kokreasi.people.models import User
from kokreasi.reading import wire
from kokreasi.reading.answers import AnswerTable
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.guard import decode
from kokreasi.reading.typed import answers_in
from kokreasi.register import services as register

FORMATS = (CSV, XLSX, ODS, TEXT)
OPEN = frozenset({Work.WAITING, Work.FAILED})
UTF16 = (b"\xff\xfe", b"\xfe\xff")
READ_FROM_FILE = _("made a questionnaire from the columns of a file of answers")


class UnreadableAnswersError(DomainError):
    """A file that is no table, or a table without answers; says what is wrong."""


class ForgottenFileError(DomainError):
    message = _("This file was forgotten, as was promised to those who answered.")


class ClosedFileError(DomainError):
    message = _("This file is being imported, or was: nothing about it can be decided now.")


def as_utf8(data: bytes) -> bytes:
    """Give a text that was saved as UTF-16 as UTF-8, in which it can be kept; all else as it is."""
    if not data.startswith(UTF16):
        return data
    try:
        return decode(data).encode()
    except ReadingError:
        return data


def read_table(data: bytes, name: str) -> AnswerTable:
    """Read a file of unknown origin in a limited process, or say why it holds no answers."""
    try:
        table = answers_in(data, name)
    except ReadingError as error:
        raise UnreadableAnswersError(refusal_in_words(error)) from error
    if not table.rows:
        raise UnreadableAnswersError(_("The table has no answers below its headings."))
    return table


def upload(consultation: Consultation, *, name: str, data: bytes, by: User | None) -> AnswerFile:
    """Read a file and keep it for review; one that holds no answers leaves nothing behind.

    What was decided about an earlier file with the same headings is taken over.
    """
    table = read_table(data, name)
    with transaction.atomic():
        file = keep(ContentFile(data, name), by=by, formats=FORMATS)
        plain: Any = wire.plain(table)
        register.record(
            "answers.uploaded",
            consultation.record,
            by=by,
            says=_("uploaded a file of answers"),
            is_public=False,
        )
        return AnswerFile.objects.create(
            consultation=consultation,
            file=file,
            digest=hashlib.sha256(data).hexdigest(),
            name=file.name,
            reading=plain,
            mapping=_first_mapping(consultation, table).content(),
            uploaded_by=by,
        )


def _first_mapping(consultation: Consultation, table: AnswerTable) -> Mapping:
    """Take over what was decided about an earlier file, or suggest by the words of headings."""
    found = suggested(table, definition_for(consultation))
    earlier = consultation.answer_files.exclude(mapping={}).exclude(reading={})
    for headers, decided in earlier.values_list("reading__headers", "mapping"):
        if headers == table.headers[: len(headers)]:
            mapping = Mapping.read(decided)
            columns = (*mapping.columns, *found.columns[len(headers) :])
            return replace(mapping, columns=columns, drops_faulty=False, takes_outside=False)
    return found


@transaction.atomic
def decide(file: AnswerFile, mapping: Mapping) -> AnswerFile:
    """Keep what the columns mean and what else was decided, in the place of what was."""
    now = locked_open(file)
    width = len(now.reading["headers"])
    now.mapping = replace(mapping, columns=fitted(mapping.columns, width)).content()
    now.state = Work.WAITING
    now.save(update_fields=["mapping", "state"])
    return now


@transaction.atomic
def settle(file: AnswerFile, values: Decisions, **more: Any) -> AnswerFile:
    """Add decisions about values to those that were made; `more` are fields of a `Mapping`."""
    now = locked_open(file)
    before = Mapping.read(now.mapping)
    return decide(now, replace(before, values=merged(before.values, values), **more))


@transaction.atomic
def build(
    file: AnswerFile, proposals: Sequence[Proposed], *, seen: str, by: User | None
) -> AnswerFile:
    """Make the questionnaire from the columns of a file, and say what each of them means in it.

    It takes the place of the one that is being written, where that is as in `seen`.
    """
    now = locked_open(file)
    building = Building(proposals, titles_of(commitments_of(now.consultation)))
    definition = building.build()
    take_over(now.consultation, definition, seen=seen, by=by, says=READ_FROM_FILE)
    return decide(now, building.mapping(table_of(now)))


@transaction.atomic
def start(file: AnswerFile, *, seen: str, by: User | None) -> AnswerFile:
    """Have a file imported as it was shown; raises `StaleError` where that has changed since.

    Whether nothing stands in the way is asked again when it is written.
    """
    now = locked_open(file)
    if fingerprint_of(now) != seen:
        raise StaleError(_("Something was decided meanwhile. This is what would happen now."))
    now.state = Work.RUNNING
    now.report = {"asked_by": by.pk if by else None, "percent": 0}
    now.save(update_fields=["state", "report"])
    register.record(
        "answers.import_started",
        now.consultation.record,
        by=by,
        says=_("had a file of answers imported"),
        is_public=False,
    )
    transaction.on_commit(partial(answer_tasks.import_answers.enqueue, now.pk))
    return now


@transaction.atomic
def resume(file: AnswerFile) -> None:
    """Start an import again whose worker was killed; what was written is not written twice."""
    now = locked(file)
    if now.state == Work.RUNNING:
        transaction.on_commit(partial(answer_tasks.import_answers.enqueue, now.pk))


@transaction.atomic
def put_aside(file: AnswerFile, *, by: User) -> None:
    """Forget a file that was not imported."""
    now = locked_open(file)
    kept = now.file
    now.delete()
    if kept:
        discard(kept)
    register.record(
        "answers.put_aside",
        now.consultation.record,
        by=by,
        says=_("put a file of answers aside"),
        is_public=False,
    )


def locked(file: AnswerFile) -> AnswerFile:
    rows = AnswerFile.objects.select_related(
        "file", "consultation__record__version", "consultation__stage__plan__record"
    )
    return fresh(rows, file.pk)


def locked_open(file: AnswerFile) -> AnswerFile:
    """Lock a file about which a person still decides."""
    now = locked(file)
    if now.state not in OPEN or not now.reading:
        raise ClosedFileError
    return now
