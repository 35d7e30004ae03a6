"""Minutes from a document, or the refusal to take it for a note of a meeting."""

from collections.abc import Callable, Iterator
from datetime import date

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.errors import WrongKindError
from kokreasi.reading.minutes.body import Body, by_line, read_body
from kokreasi.reading.minutes.claims import content_in
from kokreasi.reading.minutes.days import find_days
from kokreasi.reading.minutes.header import HeaderRead, read_header
from kokreasi.reading.minutes.leftovers import left_out_of
from kokreasi.reading.minutes.model import FollowUp, LeftOut, Minutes, Notice
from kokreasi.reading.minutes.recognition import is_note

OnProgress = Callable[[float], None]
AFTER_OPENING, AFTER_HEAD = 0.5, 0.6


def read_minutes_file(
    data: bytes, name: str = "", on_progress: OnProgress | None = None
) -> Minutes:
    """Read the bytes of a note; raises ReadingError, also where the file is no note."""
    tell = on_progress or _tell_nobody
    document = read_document(data, name, lambda share: tell(share * AFTER_OPENING))
    return read_minutes(document, tell)


def read_minutes(document: Document, on_progress: OnProgress | None = None) -> Minutes:
    """Read a note from its blocks; raises ReadingError (NO_MINUTES) where they are none."""
    tell = on_progress or _tell_nobody
    header = read_header(document)
    tell(AFTER_HEAD)
    used = header.used - set(content_in(document.blocks))
    left_out = left_out_of(document.blocks, used)
    body = read_body(
        [
            (index, block)
            for index, block in enumerate(document.blocks)
            if index not in used and index not in left_out and block.text.strip()
        ],
        header.day,
    )
    body.left_out += [
        LeftOut(document.blocks[index].line, document.blocks[index].text, why)
        for index, why in left_out.items()
    ]
    minutes = _assembled(document, header, body)
    if not is_note(minutes, document.blocks):
        raise WrongKindError(Code.NO_MINUTES)
    tell(1)
    return minutes


def _assembled(document: Document, header: HeaderRead, body: Body) -> Minutes:
    agreements = list(by_line(body))
    return Minutes(
        title=header.title,
        date=header.day.isoformat() if header.day else None,
        start=header.start,
        end=header.end,
        zone=header.zone,
        place=header.place,
        agenda=header.agenda,
        chair=header.chair,
        note_taker=header.note_taker,
        participants=header.participants,
        counts=header.counts,
        sections=body.sections,
        points=body.points,
        agreements=[text for _, text in agreements],
        follow_ups=body.follow_ups,
        unread=body.unread,
        date_text=header.date_text,
        time_text=header.time_text,
        letter_number=header.letter_number,
        absent=header.absent,
        attendees=header.attendees,
        agreement_lines=[piece.block.line for piece, _ in agreements],
        left_out=sorted(body.left_out, key=lambda each: each.line),
        lines=header.lines,
        lines_text=document.lines,
        warnings=[
            *header.warnings,
            *_doubts_about_deadlines(body.follow_ups, header.day),
            *_remarks(document),
        ],
        format=document.kind,
        pages=document.pages,
    )


def _doubts_about_deadlines(follow_ups: list[FollowUp], day: date | None) -> Iterator[Notice]:
    """Flag what stays as written: 31 Februari, a Monday that is none, a day before the meeting."""
    for each in follow_ups:
        for found in find_days(each.deadline_text or "", year_hint=day):
            if found.problem:
                yield Notice(found.problem.value, each.line, {"text": found.text})
        if each.due_on and day and each.due_on < day.isoformat():
            yield Notice("due_before_meeting", each.line, {"text": each.deadline_text or ""})


def _remarks(document: Document) -> Iterator[Notice]:
    """Name what could not be shown and, where that is known, on which pages."""
    for code in document.warnings:
        pages = document.where.get(code, [])
        params = {"pages": ", ".join(map(str, pages))} if pages else {}
        yield Notice(code, params=dict(params))


def _tell_nobody(_share: float) -> None:
    return
