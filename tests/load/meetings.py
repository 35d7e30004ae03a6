"""Fill a database with follow-ups, and with one meeting of 200 points; inside `manage.py shell`."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.meetings.choices import FollowUpState, MeetingState, Nature
from kokreasi.meetings.models import FollowUp, Meeting
from kokreasi.meetings.services import meetings, minutes, points, sections
from kokreasi.organisations.models import Organisation
from kokreasi.register.models import Record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

BATCH = 1_000
OF_A_MEETING = 25
POINTS, SPEAKERS = 200, 12
BEGINNING = date(2016, 1, 4)
STATES = (FollowUpState.OPEN, FollowUpState.DONE, FollowUpState.IN_PROGRESS, FollowUpState.OPEN)
NATURES = (Nature.PROMISE, Nature.PROMISE, Nature.REQUEST, Nature.PROMISE, Nature.WISH)
SAID = "Butir ini menyentuh keterbukaan anggaran, jadwal penyusunan dan pembagian tugas. "
DAY_OF_THE_LONG_ONE = date(2015, 1, 5)


def fill(number: int) -> None:
    """Make `number` public follow-ups in meetings of 25, owed by the organisations there are."""
    bodies = list(Organisation.objects.public().standing())
    held: list[Meeting] = []
    for first in range(0, number, BATCH):
        numbers = range(first, min(first + BATCH, number))
        held += [_meeting(n, _day(n)) for n in numbers if n % OF_A_MEETING == 0]
        _fill_some(numbers, held, bodies)


def _day(number: int) -> date:
    return BEGINNING + timedelta(days=number % 1_500)


def _meeting(number: int, day: date) -> Meeting:
    meeting = meetings.arrange(
        kind=Term.objects.of(Vocabulary.MEETING_KIND).first(),
        title=Bilingual(id=f"Pertemuan ukur {number}", en=f"Yardstick meeting {number}"),
        day=day,
        state=MeetingState.HELD,
        by=None,
    )
    meetings.publish(meeting, by=None)
    return meeting


def _fill_some(
    numbers: Sequence[int], held: Sequence[Meeting], bodies: Sequence[Organisation]
) -> None:
    now = timezone.now()
    records = Record.objects.bulk_create([_record(n, now) for n in numbers])
    rows = FollowUp.objects.bulk_create(
        _row(n, record, held[n // OF_A_MEETING], now)
        for n, record in zip(numbers, records, strict=True)
    )
    owing = FollowUp.responsible.through
    owing.objects.bulk_create(
        owing(followup_id=row.pk, organisation_id=bodies[n % len(bodies)].pk)
        for n, row in zip(numbers, rows, strict=True)
    )


def _record(number: int, now: datetime) -> Record:
    return Record(
        reference=f"TL-ukur-{number:06}",
        kind="follow-up",
        title=Bilingual(id=f"menyusun pedoman keterbukaan nomor {number}"),
        sort_key=f"{number:06}",
        published_at=now,
        changed_at=now,
    )


def _row(number: int, record: Record, meeting: Meeting, now: datetime) -> FollowUp:
    state = STATES[number % len(STATES)]
    is_done = state == FollowUpState.DONE
    due_on = meeting.day + timedelta(days=number % 400) if number % 5 else None
    return FollowUp(
        record=record,
        meeting=meeting,
        nature=NATURES[number % len(NATURES)],
        action=record.title.id,
        due_on=due_on,
        first_due_on=due_on,
        certainty="exact" if due_on else "",
        state=state,
        outcome="Sudah terbit." if is_done else "",
        finished_on=meeting.day if is_done else None,
        agreed_at=now,
        position=number % OF_A_MEETING,
    )


def long_meeting() -> str:
    """Publish minutes of 200 points by 12 speakers; give the address of their page."""
    meeting = _meeting(0, DAY_OF_THE_LONG_ONE)
    rows = minutes.begin(meeting, by=None)
    section = sections.add(rows, title="Pembahasan", by=None)
    for number in range(POINTS):
        points.add_point(
            rows,
            section=section,
            speaker=f"Pembicara {number % SPEAKERS}",
            text=f"{SAID * 2}Butir {number}.",
            by=None,
        )
    minutes.finalise(rows, by=None)
    return meeting.get_absolute_url()
