"""Minutes as offices send them: the words that go into a Word file or a PDF.

The keys are a promise to everybody who makes a template; docs/meetings.md lists them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokreasi.core.days import written_period
from kokreasi.meetings.choices import Zone
from kokreasi.meetings.sheets import Body, FollowUpOnSheet, MinutesSheet, PointOnSheet
from kokreasi.writing import child

OFFICE_DAY = "l, j F Y"


@dataclass(frozen=True, slots=True)
class Office:
    """What an office puts around its minutes; `template` is its own Word file, if it has one."""

    letterhead: tuple[str, ...] = ()
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether minutes are a draft, and the fingerprint of the edition if they are not."""

    is_draft: bool
    fingerprint: str = ""


def as_word(sheet: MinutesSheet, office: Office, standing: Standing) -> bytes:
    """Write the minutes into the office's Word template, or ours; raises WritingError."""
    return child.word(values(sheet, office, standing), template=office.template)


def as_pdf(sheet: MinutesSheet, office: Office, standing: Standing) -> bytes:
    """Typeset the minutes as an accessible PDF; raises WritingError."""
    return child.pdf("notula", values(sheet, office, standing))


def values(sheet: MinutesSheet, office: Office, standing: Standing) -> dict[str, Any]:
    """Give all that a template may name, in the language that is active."""
    return {
        "language": get_language(),
        "letterhead": list(office.letterhead),
        "reference": sheet.reference,
        "title": str(sheet.title),
        "is_draft": standing.is_draft,
        "fingerprint": standing.fingerprint,
        "words": _words(),
        "facts": [{"label": label, "lines": lines} for label, lines in _facts(sheet) if any(lines)],
        "summary": str(sheet.summary),
        "sections": [
            {"title": part.title or part.agenda_item, "points": _points(part.points)}
            for part in sheet.sections
        ],
        "agreements": _points(sheet.agreements),
        "follow_ups": [
            _follow_up(number, each) for number, each in enumerate(sheet.follow_ups, start=1)
        ],
        "withheld": sheet.withheld,
        "signatures": _signatures(sheet),
    }


def _words() -> dict[str, str]:
    return {
        "minutes": _("Minutes"),
        "draft": _("Draft, not final"),
        "summary": _("Summary"),
        "agreements": _("Agreements"),
        "follow_ups": _("Follow-ups"),
        "number": _("No."),
        "action": _("Follow-up"),
        "responsible": _("Responsible"),
        "deadline": _("Deadline"),
        "withheld": _("Not shown to the public"),
        "fingerprint": _("Fingerprint"),
    }


def _facts(sheet: MinutesSheet) -> list[tuple[str, list[str]]]:
    place = ", ".join(part for part in (sheet.room, sheet.place) if part)
    return [
        (_("Kind of meeting"), [str(sheet.kind)]),
        (_("Day and date"), [_days(sheet)]),
        (_("Time"), [_hours(sheet)]),
        (_("Place"), [place]),
        (_("Number of the letter"), [sheet.letter_number]),
        (_("Agenda"), [line.title for line in sheet.agenda]),
        (_("Chair"), [sheet.chair]),
        (_("Note-taker"), [sheet.note_taker]),
    ]


def _days(sheet: MinutesSheet) -> str:
    if sheet.last_day is None:
        return date_format(sheet.day, OFFICE_DAY)
    return "–".join(half for half in written_period(sheet.day, sheet.last_day) if half)


def _hours(sheet: MinutesSheet) -> str:
    hours = [f"{hour:%H.%M}" for hour in (sheet.begins, sheet.ends) if hour]
    return f"{'–'.join(hours)} {Zone(sheet.zone).label}" if hours else ""


def _points(points: Iterable[PointOnSheet]) -> list[dict[str, Any]]:
    return [
        {"number": each.number, "level": each.level, "by": _by(each), "text": each.text}
        for each in points
    ]


def _by(point: PointOnSheet) -> str:
    """Name who spoke and for whom, unless the text itself begins with the speaker."""
    body = str(point.body.name) if point.body else point.organisation_words
    speaker = point.speaker
    if point.level or (speaker and point.text.casefold().startswith(speaker.casefold())):
        return ""
    if not speaker or not body or body.casefold() in speaker.casefold():
        return speaker or body
    return f"{speaker} ({body})"


def _follow_up(number: int, each: FollowUpOnSheet) -> dict[str, str]:
    return {
        "number": str(number),
        "reference": each.key,
        "action": each.action,
        "responsible": _names(each.responsible) or each.responsible_words,
        "deadline": _deadline(each),
    }


def _names(bodies: Iterable[Body]) -> str:
    return "; ".join(str(body.name) for body in bodies)


def _deadline(each: FollowUpOnSheet) -> str:
    """Give the words of the deadline, and the date where the words do not name it."""
    day = date_format(each.due_on, "j F Y") if each.due_on else ""
    if not each.deadline_words or not day or day in each.deadline_words:
        return each.deadline_words or day
    return f"{each.deadline_words} ({day})"


def _signatures(sheet: MinutesSheet) -> list[dict[str, str]]:
    signers = ((_("Chair"), sheet.chair), (_("Note-taker"), sheet.note_taker))
    return [{"role": role, "name": name} for role, name in signers if name]
