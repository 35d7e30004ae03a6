"""Record who came: by the code on the screen, off a list, from a table; and forget their names."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.meetings.choices import CheckInWay, Disability, Gender
from kokreasi.meetings.models import Attendance, Invitee, Meeting, Tally
from kokreasi.meetings.queries.attendance import tallied
from kokreasi.meetings.services.meetings import CancelledError, locked
from kokreasi.organisations.folding import fold, key
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register.services import record

TOKEN_BYTES = 24


class NameMissingError(DomainError):
    message = _("Write the name of who came.")


class CheckInClosedError(DomainError):
    message = _("Check-in for this meeting is closed. Tell the secretariat that you are here.")


class CodeExpiredError(DomainError):
    message = _("This code is no longer valid. Scan the code on the screen once more.")


class AlreadyListedError(DomainError):
    message = _(
        "This name is already on the attendance list of your organisation. If you are somebody "
        "else with the same name, write your full name."
    )


class SheetUsedError(DomainError):
    message = _("This form has already been sent with another name. Scan the code once more.")


class WrongDayError(DomainError):
    message = _("The meeting is not on this day.")


class TallyPublishedError(DomainError):
    message = _("The groups are published; they are never counted again.")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who came, as far as is known.

    `consent` is the version of the text that was agreed to; without it gender and disability are
    taken as not said, unless the office itself has them on its list.
    """

    name: str
    organisation: Organisation | None = None
    organisation_words: str = ""
    position: str = ""
    email: str = ""
    gender: Gender = Gender.NOT_SAID
    disability: Disability = Disability.NOT_SAID
    consent: str = ""
    person: User | None = None
    invitee: Invitee | None = None

    @property
    def identity(self) -> str:
        return identity_of(self.name, self.organisation, self.organisation_words)


def identity_of(name: str, organisation: Organisation | None, words: str) -> str:
    """Give what is the same for the same name and body, so that nobody is counted twice."""
    body = str(organisation.pk) if organisation else key(words)
    return hashlib.sha256(f"{fold(name)}|{body}".encode()).hexdigest()


def attend(
    meeting: Meeting,
    *,
    name: str,
    way: CheckInWay,
    organisation: Organisation | None = None,
    organisation_words: str = "",
    position: str = "",
    email: str = "",
    gender: Gender = Gender.NOT_SAID,
    disability: Disability = Disability.NOT_SAID,
    person: User | None = None,
    invitee: Invitee | None = None,
    day: date | None = None,
    by: User | None,
) -> Attendance:
    """Record one who came, on the first day unless told otherwise; the same twice is one."""
    attendee = Attendee(
        name,
        organisation,
        organisation_words,
        position,
        email,
        gender,
        disability,
        person=person,
        invitee=invitee,
    )
    (attendance,) = attend_all(meeting, [attendee], way=way, day=day, by=by)
    return attendance


@transaction.atomic
def attend_all(
    meeting: Meeting,
    attendees: Iterable[Attendee],
    *,
    way: CheckInWay,
    day: date | None = None,
    by: User | None,
) -> list[Attendance]:
    """Record several who came; the history says how many were not on the list before."""
    if meeting.is_cancelled:
        raise CancelledError
    named = _of_standing_bodies(attendees)
    came = [_enter(meeting, each, way=way, day=day or meeting.day) for each in named]
    added = sum(is_new for _attendance, is_new in came)
    if added:
        _record(meeting, format_lazy(_("recorded who came ({count})"), count=added), by=by)
    return [attendance for attendance, _is_new in came]


def _of_standing_bodies(attendees: Iterable[Attendee]) -> list[Attendee]:
    """Name each body that was merged meanwhile as it is now, and hold all of them till the end."""
    rows = list(attendees)
    keys = {each.organisation.pk for each in rows if each.organisation}
    # Nothing is joined: beside a row that was waited for PostgreSQL gives the old ones of a join.
    held = Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    bodies = {body.pk: body.merged_into or body for body in held} if keys else {}
    return [
        replace(each, organisation=bodies[each.organisation.pk]) if each.organisation else each
        for each in rows
    ]


def _record(meeting: Meeting, says: str | Promise, *, by: User | None) -> None:
    """Write numbers and no names into the history."""
    record("meeting.attended", meeting.record, by=by, says=says, is_public=False)


def _enter(
    meeting: Meeting, attendee: Attendee, *, way: CheckInWay, day: date, receipt: str = ""
) -> tuple[Attendance, bool]:
    if not attendee.name.strip():
        raise NameMissingError
    if day not in meeting.days():
        raise WrongDayError
    tidy = replace(attendee, name=attendee.name.strip(), email=attendee.email.strip().lower())
    return Attendance.objects.get_or_create(
        meeting=meeting,
        day=day,
        identity=tidy.identity,
        defaults={
            "invitee": tidy.invitee or _invitee_of(meeting, tidy),
            "person": tidy.person,
            "name": tidy.name,
            "position": tidy.position.strip(),
            "email": tidy.email,
            "organisation": tidy.organisation,
            "organisation_words": tidy.organisation_words.strip(),
            "gender": tidy.gender,
            "disability": tidy.disability,
            "consent": tidy.consent,
            "way": way,
            "recorded_at": timezone.now(),
            "receipt": receipt or hashed(new_token()),
        },
    )


def _invitee_of(meeting: Meeting, attendee: Attendee) -> Invitee | None:
    """Find the invitation by the account, the address, or the same name."""
    same = Q(name__iexact=attendee.name)
    if attendee.person:
        same |= Q(person=attendee.person)
    if attendee.email:
        same |= Q(email=attendee.email)
    return meeting.invitees.standing().filter(same).first()


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def check_in(meeting: Meeting, attendee: Attendee, *, token: str, on: date) -> Attendance:
    """Record somebody who filled the form on their own phone.

    `token` is the number of the form: sent twice it gives the same receipt. A day outside the
    meeting counts as its nearest day, because clocks and zones differ.
    """
    now = Meeting.objects.select_related("record").get(pk=meeting.pk)
    receipt = hashed(token)
    sent = Attendance.objects.filter(receipt=receipt).first()
    if sent is not None:
        return _same(sent, attendee)
    if not now.check_in_is_open:
        raise CheckInClosedError
    day = min(max(on, now.day), now.last_day or now.day)
    (attendee,) = _of_standing_bodies([attendee])
    attendance, is_new = _enter_at_the_door(now, attendee, day=day, receipt=receipt)
    if not is_new and attendance.receipt != receipt:
        raise AlreadyListedError
    return attendance


def _enter_at_the_door(
    meeting: Meeting, attendee: Attendee, *, day: date, receipt: str
) -> tuple[Attendance, bool]:
    try:
        with transaction.atomic():
            return _enter(meeting, attendee, way=CheckInWay.CODE, day=day, receipt=receipt)
    except IntegrityError as error:  # the same form with another name, at this very moment
        raise SheetUsedError from error


def _same(sent: Attendance, attendee: Attendee) -> Attendance:
    if sent.identity != attendee.identity:
        raise SheetUsedError
    return sent


@transaction.atomic
def open_check_in(meeting: Meeting, *, by: User) -> None:
    """Let those who see the code on the screen put themselves on the list."""
    _set_check_in(meeting, is_open=True, says=_("opened check-in"), by=by)


@transaction.atomic
def close_check_in(meeting: Meeting, *, by: User) -> None:
    _set_check_in(meeting, is_open=False, says=_("closed check-in"), by=by)


def _set_check_in(meeting: Meeting, *, is_open: bool, says: Promise | str, by: User) -> None:
    now = locked(meeting)
    if is_open and now.is_cancelled:
        raise CancelledError
    if now.check_in_is_open != is_open:
        now.check_in_is_open = is_open
        now.save(update_fields=["check_in_is_open"])
        _record(now, says, by=by)


@transaction.atomic
def remove(attendance: Attendance, *, by: User) -> None:
    """Take somebody off the list who was not there."""
    _record(attendance.meeting, _("took somebody off the attendance list"), by=by)
    attendance.delete()


@transaction.atomic
def publish_tally(meeting: Meeting, *, by: User) -> Tally:
    """Publish how many women, men and people with a disability came: once, and for good."""
    now = locked(meeting)
    if Tally.objects.filter(meeting=now).exists():
        raise TallyPublishedError
    if now.check_in_is_open:
        raise DomainError(_("Close check-in first: the groups are published only once."))
    tally = Tally.objects.create(meeting=now, published_at=timezone.now(), **tallied(now))
    says = _("published how many women, men and people with a disability came")
    record("meeting.tallied", now.record, by=by, says=says, is_public=now.record.is_public)
    return tally


# Forgetting


@transaction.atomic
def erase(attendances: QuerySet[Attendance], *, at: datetime, keeps_groups: bool) -> int:
    """Forget who it was; the people stay counted, also by organisation.

    Gender and disability stay only where a whole list is forgotten (`keeps_groups`), in which
    nobody can be told apart any more. Who came on several days is still one.
    """
    aliases: dict[tuple[int, str], str] = {}
    rows = list(attendances.select_for_update(of=("self",)).filter(erased_at=None))
    for row in rows:
        alias = aliases.setdefault((row.meeting_id, row.identity), secrets.token_hex(32))
        _forget(row, alias, at=at, keeps_groups=keeps_groups)
    return len(rows)


def _forget(row: Attendance, alias: str, *, at: datetime, keeps_groups: bool) -> None:
    row.name = row.position = row.email = row.organisation_words = ""
    row.person = row.invitee = None
    row.identity, row.erased_at = alias, at
    if not keeps_groups:
        row.gender, row.disability, row.consent = Gender.NOT_SAID, Disability.NOT_SAID, ""
    row.save()


@transaction.atomic
def forget_invitees(invitees: QuerySet[Invitee], *, at: datetime) -> int:
    """Forget the names and addresses of the invited; their number and answers stay."""
    return invitees.filter(erased_at=None).update(
        name="", email="", substitute="", substitute_email="", remark="", person=None, erased_at=at
    )


def forget_old_names(now: datetime, *, on: date, after: timedelta) -> int:
    """Forget the names of every meeting that ended longer ago than `after`; say how many."""
    people = erase(Attendance.objects.to_erase_on(on, after=after), at=now, keeps_groups=True)
    return people + _forget_old_invitees(now, on=on, after=after)


def _forget_old_invitees(now: datetime, *, on: date, after: timedelta) -> int:
    old = Invitee.objects.to_erase_on(on, after=after).values("pk")
    return forget_invitees(Invitee.objects.filter(pk__in=old), at=now)
