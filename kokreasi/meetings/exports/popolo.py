"""Minutes in the terms of Popolo (https://www.popoloproject.com/specs/): an event with its parts.

Follow-ups have no class there: they stand under `follow_ups`, in our own words.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kokreasi.core.bilingual import Bilingual
from kokreasi.meetings.sheets import Body, FollowUpOnSheet, MinutesSheet, PointOnSheet


def popolo(sheet: MinutesSheet, *, address: str) -> dict[str, Any]:
    """Give an Event with its organizations, speeches and motions; `address` is its page."""
    return {
        "@type": "Event",
        "id": sheet.reference,
        "name": _one(sheet.title),
        "description": _one(sheet.summary),
        "classification": _one(sheet.kind),
        "start_date": _moment(sheet, first=True),
        "end_date": _moment(sheet, first=False),
        "location": ", ".join(part for part in (sheet.room, sheet.place) if part) or None,
        "organizations": [_organization(body) for body in _bodies(sheet)],
        "agenda": [{"title": line.title, "minutes": line.minutes} for line in sheet.agenda],
        "speeches": list(_speeches(sheet)),
        "motions": [
            {
                "@type": "Motion",
                "id": f"{sheet.reference}#{each.key}",
                "text": each.text,
                "classification": "agreement",
                "result": "pass",
                "date": sheet.day.isoformat(),
                "legislative_session_id": sheet.plan.key if sheet.plan else None,
            }
            for each in sheet.agreements
        ],
        "follow_ups": [_follow_up(each) for each in sheet.follow_ups],
        "sources": [{"url": address}],
    }


def _one(words: Bilingual) -> str | None:
    return words.id or words.en or None


def _moment(sheet: MinutesSheet, *, first: bool) -> str:
    """Give a moment with its offset, or the day alone while no hour is known."""
    day = sheet.day if first else sheet.last_day or sheet.day
    hour: time | None = sheet.begins if first else sheet.ends
    zone = ZoneInfo(sheet.zone)
    return datetime.combine(day, hour, zone).isoformat() if hour else day.isoformat()


def _bodies(sheet: MinutesSheet) -> Iterable[Body]:
    named = [point.body for point in sheet.points()]
    named += [body for task in sheet.follow_ups for body in task.responsible]
    return {body.key: body for body in named if body}.values()


def _organization(body: Body) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "id": body.key,
        "name": _one(body.name),
        "other_names": [{"name": body.short, "note": "abbreviation"}],
    }


def _speeches(sheet: MinutesSheet) -> Iterator[dict[str, Any]]:
    for section in sheet.sections:
        for each in section.points:
            yield _speech(sheet, section.title, each)


def _speech(sheet: MinutesSheet, title: str, each: PointOnSheet) -> dict[str, Any]:
    return {
        "@type": "Speech",
        "id": f"{sheet.reference}#{each.key}",
        "event_id": sheet.reference,
        "title": title or None,
        "type": "speech",
        "position": each.number,
        "creator_name": each.speaker or each.organisation_words or None,
        "organization_id": each.body.key if each.body else None,
        "text": each.text,
    }


def _follow_up(each: FollowUpOnSheet) -> dict[str, Any]:
    return {
        "id": each.key,
        "action": each.action,
        "nature": each.nature,
        "responsible": [body.key for body in each.responsible],
        "responsible_words": each.responsible_words or None,
        "deadline_words": each.deadline_words or None,
        "due_on": each.due_on.isoformat() if each.due_on else None,
        "certainty": each.certainty or None,
    }
