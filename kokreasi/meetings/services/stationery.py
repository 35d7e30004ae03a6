"""The letterhead and the Word template of the office."""

import logging
from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.files.formats import DOCX
from kokreasi.files.services import Upload, keep
from kokreasi.meetings.choices import Nature, SectionRole
from kokreasi.meetings.exports.documents import Office, Standing, as_word
from kokreasi.meetings.models import Stationery
from kokreasi.meetings.sheets import (
    AgendaLine,
    FollowUpOnSheet,
    MinutesSheet,
    PointOnSheet,
    SectionOnSheet,
)
from kokreasi.people.models import User
from kokreasi.writing.errors import Code, WritingError

logger = logging.getLogger(__name__)

REFUSALS = {
    Code.NOT_WORD: _("This is no Word file of the kind DOCX."),
    Code.BROKEN: _("The Word file is broken and cannot be filled."),
    Code.SYNTAX: _("A field of the template is not closed or not written rightly: %(problem)s"),
    Code.UNKNOWN_FIELD: _("The template names a field that does not exist: %(problem)s"),
    Code.FORBIDDEN: _("The template asks for something that templates may not do: %(problem)s"),
    Code.TOOK_TOO_LONG: _("Filling the template took too long."),
    Code.TOO_LARGE: _("Filling the template needs too much memory."),
}
OTHERWISE = _("The template cannot be filled.")


class TemplateRefusedError(DomainError):
    """A template that cannot be filled, said in words for the person who brought it."""


def office() -> Office:
    """Give the letterhead and template that are in force today."""
    newest = Stationery.objects.select_related("template").first()
    if newest is None:
        return Office()
    lines = tuple(line.strip() for line in newest.letterhead.splitlines() if line.strip())
    if newest.template is None:
        return Office(lines)
    with newest.template.open() as kept:
        return Office(lines, kept.read())


def word_of(sheet: MinutesSheet, office: Office, standing: Standing) -> bytes:
    """Write minutes as Word: in our own template where the office's fails on these very words."""
    try:
        return as_word(sheet, office, standing)
    except WritingError as error:
        if office.template is None:
            raise
        logger.warning("the template of the office failed: %s %s", error.code, error.params)
        return as_word(sheet, Office(office.letterhead), standing)


def set_letterhead(letterhead: str, *, by: User) -> Stationery:
    """Put other lines at the head; the template stays."""
    newest = Stationery.objects.first()
    template = newest.template if newest else None
    return Stationery.objects.create(
        letterhead=letterhead, template=template, by=by, set_at=timezone.now()
    )


def bring_template(upload: Upload, *, by: User) -> Stationery:
    """Use an office's own Word file from now on, once it has been filled on trial."""
    upload.seek(0)
    _try(upload.read())
    with transaction.atomic():
        template = keep(upload, by=by, formats=(DOCX,))
        return Stationery.objects.create(
            letterhead=_letterhead(), template=template, by=by, set_at=timezone.now()
        )


def drop_template(*, by: User) -> Stationery:
    """Go back to the template that comes with the platform."""
    return Stationery.objects.create(letterhead=_letterhead(), by=by, set_at=timezone.now())


def _letterhead() -> str:
    newest = Stationery.objects.first()
    return newest.letterhead if newest else ""


def _try(template: bytes) -> None:
    """Fill a template with minutes that have something in every field."""
    try:
        as_word(SPECIMEN, Office(("Kop",), template), Standing(is_draft=True, fingerprint="0" * 64))
    except WritingError as error:
        words = str(REFUSALS.get(error.code, OTHERWISE))
        raise TemplateRefusedError(words % error.params) from error


POINT = PointOnSheet(1, "1.", 0, "Speaker", "Organisation", None, "Text")
SPECIMEN = MinutesSheet(
    reference="RPT-0000-000",
    title=Bilingual(id="Judul", en="Title"),
    kind=Bilingual(id="Jenis", en="Kind"),
    plan=None,
    day=date(2018, 9, 18),
    last_day=None,
    begins=time(9, 30),
    ends=time(12, 15),
    zone="Asia/Jakarta",
    place="Place",
    room="Room",
    letter_number="1",
    agenda=[AgendaLine("First", 10), AgendaLine("Second", None)],
    summary=Bilingual(id="Ringkasan", en="Summary"),
    chair="Chair",
    note_taker="Note-taker",
    sections=[SectionOnSheet(1, "Section", SectionRole.DISCUSSION, "", [POINT])],
    agreements=[POINT],
    follow_ups=[
        FollowUpOnSheet(
            "TL-0000-0000", "Action", Nature.PROMISE, [], "Who", "soon", date(2018, 10, 1), ""
        )
    ],
    withheld=["[…]"],
)
