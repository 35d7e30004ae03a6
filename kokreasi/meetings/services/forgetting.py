"""Forget a person: in lists, in what was read from notes, and in minutes that are not final.

What the app keeps about people, field by field, and what becomes of it stands in
`docs/meetings.md`; a test names every field. Final minutes are the record of an office: there a
name is withheld (`veils`) and not erased.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import CheckInWay, MinutesState
from kokreasi.meetings.erasing import Eraser
from kokreasi.meetings.models import (
    Attendance,
    Carrying,
    Correction,
    FollowUp,
    Invitee,
    Meeting,
    Minutes,
    Note,
    Point,
    Section,
    Veil,
)
from kokreasi.meetings.review.names import body_key
from kokreasi.meetings.services import attendance
from kokreasi.meetings.services.describing import describe
from kokreasi.organisations.folding import fold
from kokreasi.people.models import User
from kokreasi.register import closing
from kokreasi.register import services as register
from kokreasi.register.models import Record, Revised

OF_MINUTES: Mapping[type[Model], tuple[str, ...]] = {
    Point: ("speaker", "organisation_words", "text"),
    Section: ("title",),
    Correction: ("quoted", "proposed", "because", "on_behalf_of", "answer"),
    Veil: ("instead", "reason"),
}
"""What belongs to minutes and may name somebody, with `minutes` as the way to them."""

OF_MEETINGS = ("chair", "note_taker")
OF_FOLLOW_UPS = ("action", "responsible_words", "deadline_words")
OF_NOTES = ("read", "decisions", "refusal")
AT_A_TIME = 50


@transaction.atomic
def forget_person(user: User, *, name: str, email: str) -> None:
    """Forget somebody whose account is erased, also where only the name stands."""
    now = timezone.now()
    invited = Invitee.objects.filter(Q(person=user) | Q(email=email, organisation=None))
    came = Attendance.objects.filter(Q(person=user) | Q(email=email) | Q(invitee__in=invited))
    names = _names_of(came) | _names_of(invited) | {name}
    eraser = Eraser(names, [email])
    attendance.erase(_rows(came), at=now, keeps_groups=False)
    attendance.forget_invitees(_rows(invited), at=now)
    _forget_substitute(Invitee.objects.all(), eraser, email)
    FollowUp.objects.filter(person=user).update(person=None)
    _forget_words(eraser, Meeting.objects.all(), Note.objects.all())


@transaction.atomic
def forget_attendee(rows: QuerySet[Attendance]) -> None:
    """Forget somebody of one meeting who asks for it: on its lists, in its notes and its draft.

    At the door anybody types any name. So texts are only touched for a name that the office has on
    a list itself, and an invitation only where the account is the same.
    """
    now = timezone.now()
    meetings = Meeting.objects.filter(pk__in=list(rows.values_list("meeting", flat=True)))
    names = {name for name in _names_of(rows) if fold(name) in _listed_in(meetings)}
    people = list(rows.exclude(person=None).values_list("person", flat=True))
    invited = Invitee.objects.filter(meeting__in=meetings, person__in=people)
    attendance.erase(_rows(rows), at=now, keeps_groups=False)
    attendance.forget_invitees(_rows(invited), at=now)
    if names:
        eraser = Eraser(names)
        _forget_substitute(Invitee.objects.filter(meeting__in=meetings), eraser, "")
        _forget_words(eraser, meetings, Note.objects.filter(meeting__in=meetings))


def _listed_in(meetings: QuerySet[Meeting]) -> set[str]:
    """Name who is on a list that the office keeps: invited, recorded by it, or read from a note."""
    invited = Invitee.objects.filter(meeting__in=meetings, stands_in_for=None)
    came = Attendance.objects.filter(meeting__in=meetings).exclude(way=CheckInWay.CODE)
    notes = Note.objects.filter(meeting__in=meetings).values_list("read", flat=True)
    read = {one.get("person") or "" for note in notes for one in note.get("attendees", ())}
    return {fold(name) for name in _names_of(invited) | _names_of(came) | read}


def _names_of(rows: QuerySet[Any]) -> set[str]:
    return set(rows.exclude(name="").values_list("name", flat=True))


def _rows(found: QuerySet[Any]) -> QuerySet[Any]:
    """Give the same rows by their keys alone, so that they can be locked and written."""
    keys = list(found.values_list("pk", flat=True))
    rows: QuerySet[Any] = found.model._default_manager.filter(pk__in=keys)
    return rows


def _forget_substitute(invitees: QuerySet[Invitee], eraser: Eraser, email: str) -> None:
    """Forget somebody whom others named to attend instead, or wrote about beside an answer."""
    if email:
        instead = invitees.filter(substitute_email=email)
        instead.update(substitute="", substitute_email="")
    _go_over(invitees.exclude(substitute="", remark=""), ("substitute", "remark"), eraser)


def _forget_words(eraser: Eraser, meetings: QuerySet[Meeting], notes: QuerySet[Note]) -> None:
    """Take names out of what was read, of what is not final yet, and of private history."""
    unfinished = meetings.exclude(minutes__in=Minutes.objects.filter(_is_final()))
    changed = _forget_in_notes(notes, eraser)
    changed |= set(_go_over(unfinished, OF_MEETINGS, eraser))
    for model, fields in OF_MINUTES.items():
        rows = model._default_manager.filter(minutes__meeting__in=unfinished)
        keys = _go_over(rows, fields, eraser)
        changed |= set(rows.filter(pk__in=keys).values_list("minutes__meeting", flat=True))
    _forget_veils(Veil.objects.filter(minutes__meeting__in=unfinished), eraser)
    drafts = FollowUp.objects.filter(meeting__in=unfinished, agreed_at=None)
    for follow_up in FollowUp.objects.filter(pk__in=_go_over(drafts, OF_FOLLOW_UPS, eraser)):
        describe(follow_up)
    _go_over(Carrying.objects.filter(meeting__in=unfinished), ("said",), eraser)
    _forget_in_history(meetings, eraser)
    _tell(changed)


def _is_final() -> Q:
    """Tell of minutes that are final or were: what is frozen is the record of an office."""
    return Q(state=MinutesState.FINAL) | Q(editions__isnull=False)


def _go_over(rows: QuerySet[Any], fields: tuple[str, ...], eraser: Eraser) -> list[int]:
    """Take names out of fields; give the keys of the rows that held any."""
    found = rows.only(*fields).order_by("pk").iterator(chunk_size=AT_A_TIME)
    keys = [row.pk for row in found if _without(row, fields, eraser)]
    for key in keys:
        row = rows.model._default_manager.select_for_update(of=("self",)).get(pk=key)
        _write(row, _without(row, fields, eraser))
    return keys


def _without(row: Model, fields: tuple[str, ...], eraser: Eraser) -> dict[str, Any]:
    """Give the fields that name somebody, as they are without the name."""
    values = {name: getattr(row, name) for name in fields}
    bare = {name: eraser.within(value) for name, value in values.items()}
    return {name: value for name, value in bare.items() if value != values[name]}


def _write(row: Model, values: dict[str, Any]) -> None:
    """Write the fields; whoever has the row open is stopped where the name would come back."""
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, Revised):
        row.revision += 1
        row.field_revisions |= dict.fromkeys(values, row.revision)
    row.save()


def _forget_veils(veils: QuerySet[Veil], eraser: Eraser) -> None:
    """Drop the veils over words that no longer stand in the minutes."""
    told = [veil.pk for veil in veils if eraser.over(veil.words) != veil.words]
    Veil.objects.filter(pk__in=told).delete()


def _forget_in_notes(notes: QuerySet[Note], eraser: Eraser) -> set[int]:
    """Take names out of what was read and decided, also from the keys of decisions."""
    keys = _go_over(notes, OF_NOTES, eraser)
    asked = {body_key(name) for name in eraser.names} or {""}
    for note in notes.filter(decisions__has_any_keys=list(asked)).select_for_update():
        note.decisions = {key: value for key, value in note.decisions.items() if key not in asked}
        note.save(update_fields=["decisions"])
    meetings = notes.filter(pk__in=keys).exclude(meeting=None)
    return set(meetings.values_list("meeting", flat=True))


def _forget_in_history(meetings: QuerySet[Meeting], eraser: Eraser) -> None:
    records = Q(meeting__in=meetings) | Q(followup__meeting__in=meetings)
    closing.erase_words(Record.objects.filter(records), eraser.within, hints=eraser.hints)


def _tell(meetings: Iterable[int]) -> None:
    """Say in the history of each meeting that a name is gone, and not which."""
    for meeting in Meeting.objects.filter(pk__in=set(meetings)).select_related("record"):
        register.record(
            "meeting.name_erased",
            meeting.record,
            by=None,
            says=_("erased a name because the person asked for it"),
            is_public=False,
        )
