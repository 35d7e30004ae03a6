"""Who came, from a table of the office: first what would be added, then all of it.

Nothing of the file is kept between the two: the lines travel through the page on which a person
says which organisations are meant. The same file a second time adds nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kokreasi.core.reading_words import refusal_in_words
from kokreasi.core.tabular import LIMITS, TableError
from kokreasi.meetings.choices import CheckInWay, Disability, Gender
from kokreasi.meetings.models import Attendance, Meeting
from kokreasi.meetings.services.attendance import Attendee, attend_all
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder, Suggestion
from kokreasi.people.models import User
from kokreasi.reading.attendance import AttendanceList, Listed, attendance_in
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.typed import tables_in

AS_WRITTEN = "as-written"
"""The decision that no organisation here is meant: the words are kept as they stand."""


@dataclass(frozen=True, slots=True)
class Question:
    """An organisation as the file calls it, which nobody here is exactly called."""

    name: str
    text: str
    people: int
    suggestions: tuple[Suggestion, ...]
    decision: str = ""


@dataclass(slots=True)
class Rehearsal:
    """What an import would do."""

    listed: AttendanceList
    added: list[Attendee] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    present: list[Listed] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not self.problems and all(question.decision for question in self.questions)


def read_list(data: bytes, name: str) -> AttendanceList:
    """Read a file from outside; raises `TableError` where it is no table or lists no people."""
    try:
        found = attendance_in(tables_in(data, name, LIMITS))
    except ReadingError as error:
        raise TableError(refusal_in_words(error)) from error
    if not found.is_list:
        raise TableError(
            _("No line names the columns: “Nama” and at least one other, such as “Instansi”.")
        )
    if not found.people:
        raise TableError(_("The table has headings and nobody below them."))
    return found


def rehearse(
    found: AttendanceList, meeting: Meeting, *, decisions: Mapping[str, str], day: date | None
) -> Rehearsal:
    """Say who would be added and who is on the list, with the decisions made so far."""
    rehearsal = Rehearsal(found)
    finder = Finder()
    rehearsal.questions = list(_questions(found.people, finder, decisions))
    decided = _decided(rehearsal.questions)
    here = set(Attendance.objects.filter(meeting=meeting).values_list("day", "identity"))
    for person in found.people:
        on = _day(person, meeting, day, rehearsal)
        attendee = _attendee(person, finder, decided)
        if (on, attendee.identity) in here:
            rehearsal.present.append(person)
        else:
            here.add((on, attendee.identity))
            rehearsal.added.append(attendee)
            rehearsal.days.append(on)
    return rehearsal


def _questions(
    people: Iterable[Listed], finder: Finder, decisions: Mapping[str, str]
) -> Iterable[Question]:
    unknown: dict[str, list[str]] = {}
    for person in people:
        if person.organisation and finder.find(person.organisation) is None:
            unknown.setdefault(key(person.organisation), []).append(person.organisation)
    for number, texts in enumerate(unknown.values(), start=1):
        suggestions = tuple(finder.suggest(texts[0]))
        offered = {AS_WRITTEN, *(str(each.organisation.pk) for each in suggestions)}
        name = f"lembaga-{number}"
        decision = decisions.get(name, "" if suggestions else AS_WRITTEN)
        yield Question(
            name, texts[0], len(texts), suggestions, decision if decision in offered else ""
        )


def _decided(questions: Iterable[Question]) -> dict[str, Organisation]:
    return {
        key(question.text): each.organisation
        for question in questions
        for each in question.suggestions
        if str(each.organisation.pk) == question.decision
    }


def _attendee(person: Listed, finder: Finder, decided: Mapping[str, Organisation]) -> Attendee:
    words = person.organisation
    return Attendee(
        name=person.name[:200],
        organisation=(finder.find(words) or decided.get(key(words))) if words else None,
        organisation_words=words[:300],
        position=person.position[:200],
        email=person.email if "@" in person.email else "",
        gender=Gender(person.gender or Gender.NOT_SAID),
        disability=Disability(person.disability or Disability.NOT_SAID),
    )


def _day(person: Listed, meeting: Meeting, asked: date | None, rehearsal: Rehearsal) -> date:
    """Take the day that the line names, where it is one of the meeting; else the one asked for."""
    days = meeting.days()
    if person.day and len(days) > 1:
        written = {form: each for each in days for form in (each.isoformat(), f"{each:%d/%m/%Y}")}
        if person.day[:10] in written:
            return written[person.day[:10]]
        words = _("Line %(line)s: the meeting is not on “%(day)s”.")
        rehearsal.problems.append(words % {"line": person.line, "day": person.day})
    return asked or days[0]


def apply(rehearsal: Rehearsal, meeting: Meeting, *, by: User) -> int:
    """Add everybody who would be added, and say how many that were."""
    for day in sorted(set(rehearsal.days)):
        came = [who for who, on in zip(rehearsal.added, rehearsal.days, strict=True) if on == day]
        attend_all(meeting, came, way=CheckInWay.TABLE, day=day, by=by)
    return len(rehearsal.added)
