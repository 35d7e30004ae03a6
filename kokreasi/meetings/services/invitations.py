"""Invite, tell of changes, answer, withdraw. Each mail brings the appointment as it then stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kokreasi.core.errors import DomainError
from kokreasi.meetings import keys
from kokreasi.meetings.choices import Answer, MeetingState
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.meetings.notices import invitations as notices
from kokreasi.meetings.queries.invitations import is_answerable
from kokreasi.meetings.services.meetings import CancelledError, locked
from kokreasi.organisations.models import Organisation
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.register.services import record

Wording = Callable[[Meeting, Invitee], notices.Words]


class AlreadyInvitedError(DomainError):
    message = _("This address is already invited to the meeting.")


class NobodyInvitedError(DomainError):
    message = _("Say who is invited: an organisation, a name or an address.")


class MeetingOverError(DomainError):
    message = _("The meeting is over.")


class NotInvitedError(DomainError):
    message = _("This invitation was withdrawn.")


class SubstituteMissingError(DomainError):
    message = _("Write the name and the address of who attends instead of you.")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is to be invited. Without an address the organisation's mailbox or the person's is used.

    Who has none is invited without a mail: the letter on paper is the invitation.
    """

    organisation: Organisation | None = None
    person: User | None = None
    name: str = ""
    email: str = ""
    language: str = "id"

    @property
    def address(self) -> str:
        given = self.email or (self.person.email if self.person else "")
        if not given and self.organisation and not self.name:
            given = self.organisation.mailbox
        return given.strip().lower()

    @property
    def called(self) -> str:
        return self.name.strip() or (self.person.name if self.person else "")


@transaction.atomic
def invite(
    meeting: Meeting,
    *,
    organisation: Organisation | None = None,
    person: User | None = None,
    name: str = "",
    email: str = "",
    language: str = "id",
    by: User | None,
) -> Invitee:
    """Invite one organisation or person; see `invite_all`."""
    guest = Guest(organisation, person, name, email, language)
    invited = invite_all(meeting, [guest], by=by)
    if not invited:
        raise AlreadyInvitedError
    return invited[0]


@transaction.atomic
def invite_all(meeting: Meeting, guests: Iterable[Guest], *, by: User | None) -> list[Invitee]:
    """Invite several and write to each who has an address; who is invited already is left out."""
    now = locked(meeting)
    _refuse_what_is_past(now)
    invited = [invitee for guest in guests if (invitee := _enter(now, guest))]
    for invitee in invited:
        _request(now, invitee, notices.invitation)
    if invited:
        says = format_lazy(_("sent invitations ({count})"), count=len(invited))
        _record("meeting.invited", now, says, by=by)
    return invited


@transaction.atomic
def enter_readers(meeting: Meeting, guests: Iterable[Guest]) -> list[Invitee]:
    """Let people read the minutes of a meeting that is over, without an invitation to it.

    Gives those who are new on the list; nothing is sent from here.
    """
    readers = [reader for guest in guests if (reader := _enter(meeting, guest))]
    for reader in readers:
        reader.told = meeting.sequence
        reader.save(update_fields=["told"])
    return readers


def _refuse_what_is_past(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise CancelledError
    if meeting.state == MeetingState.HELD:
        raise MeetingOverError


def _record(event: str, meeting: Meeting, says: Promise | str, *, by: User | None) -> None:
    """Write numbers and no names into the history; who was invited is nobody else's business."""
    record(event, meeting.record, by=by, says=says, is_public=False)


def _enter(
    meeting: Meeting, guest: Guest, *, stands_in_for: Invitee | None = None
) -> Invitee | None:
    """Add somebody to the list, unless the same address or the same name stands on it."""
    if not (guest.organisation or guest.called or guest.address):
        raise NobodyInvitedError
    if _stands_on_list(meeting, guest):
        return None
    seed = keys.new_seed()
    return Invitee.objects.create(
        meeting=meeting,
        organisation=guest.organisation,
        person=guest.person or _account_of(guest.address),
        name=guest.called,
        email=guest.address,
        language=guest.language,
        stands_in_for=stands_in_for,
        seed=seed,
        key_hash=keys.hashed(keys.key_from(seed)),
        invited_at=timezone.now(),
    )


def _stands_on_list(meeting: Meeting, guest: Guest) -> bool:
    standing = meeting.invitees.standing()
    if guest.address:
        return bool(standing.filter(email=guest.address).exists())
    same = standing.filter(organisation=guest.organisation, name=guest.called, email="")
    return bool(same.exists())


def _account_of(address: str) -> User | None:
    return User.objects.filter(email=address, is_active=True).first() if address else None


def _request(meeting: Meeting, invitee: Invitee, wording: Wording) -> None:
    """Send the appointment as it now stands, once for each state of the meeting."""
    from kokreasi.meetings import calendars  # noqa: PLC0415 - icalendar takes 8 MB

    if not invitee.email:
        return
    keys.renew(invitee)
    invitee.told = meeting.sequence
    invitee.save(update_fields=["told"])
    with override(invitee.language):
        link = keys.personal_link(invitee)
        calendar = calendars.request(meeting, invitee, link=link, at=timezone.now())
    _post(invitee, f"request-{meeting.sequence}", wording(meeting, invitee), calendar)


def _cancel(meeting: Meeting, invitee: Invitee, wording: Wording) -> None:
    """Take the appointment out of the calendar of somebody who was told of it."""
    from kokreasi.meetings import calendars  # noqa: PLC0415 - icalendar takes 8 MB

    if not invitee.email or invitee.told < 0:
        return
    keys.renew(invitee)
    invitee.told = meeting.sequence
    invitee.save(update_fields=["told"])
    with override(invitee.language):
        calendar = calendars.cancellation(meeting, invitee, at=timezone.now())
    _post(invitee, f"cancel-{meeting.sequence}", wording(meeting, invitee), calendar)


def _post(invitee: Invitee, occasion: str, words: notices.Words, calendar: str = "") -> None:
    post(
        key=f"meeting-invitee-{invitee.pk}-{occasion}",
        to=invitee.email,
        subject=words.subject,
        body=words.body,
        language=invitee.language,
        calendar=calendar,
    )


@transaction.atomic
def tell_changes(meeting: Meeting, *, by: User | None) -> int:
    """Write to everybody who knows an older state of the meeting; say how many that were.

    After a cancellation it is taken out of their calendars.
    """
    now = locked(meeting)
    waiting = list(_with_meeting(now.invitees.to_tell().select_for_update(of=("self",))))
    for invitee in waiting:
        if now.is_cancelled:
            _cancel(now, invitee, notices.cancellation)
        else:
            wording = notices.change if invitee.told >= 0 else notices.invitation
            _request(now, invitee, wording)
    if waiting:
        says = format_lazy(_("told the invited of changes ({count})"), count=len(waiting))
        _record("meeting.told", now, says, by=by)
    return len(waiting)


def _with_meeting(invitees: QuerySet[Invitee]) -> QuerySet[Invitee]:
    return invitees.select_related("organisation__record", "stands_in_for__organisation__record")


@transaction.atomic
def withdraw(invitee: Invitee, *, by: User | None) -> None:
    """Take an invitation back, and with it that of who would have come instead."""
    meeting = locked(invitee.meeting)
    current = _locked(invitee)
    if current.is_withdrawn:
        return
    meeting.sequence += 1  # calendars obey a cancellation only when it is newer than the request
    meeting.save(update_fields=["sequence"])
    _withdraw(meeting, current)
    _keep_told(meeting)
    _record("meeting.uninvited", meeting, _("withdrew an invitation"), by=by)


def _locked(invitee: Invitee) -> Invitee:
    rows = _with_meeting(Invitee.objects.select_for_update(of=("self",)))
    return rows.get(pk=invitee.pk)


def _withdraw(meeting: Meeting, invitee: Invitee) -> None:
    invitee.withdrawn_at = timezone.now()
    invitee.save(update_fields=["withdrawn_at"])
    _cancel(meeting, invitee, notices.withdrawal)
    for substitute in _with_meeting(invitee.substitutes.standing()):
        _withdraw(meeting, substitute)


def _keep_told(meeting: Meeting) -> None:
    """Count everybody else, for whom nothing has changed, as told of the new number too."""
    before = meeting.sequence - 1
    meeting.invitees.standing().filter(told=before).update(told=meeting.sequence)


@transaction.atomic
def answer(
    invitee: Invitee,
    says: Answer,
    *,
    at: datetime,
    substitute: str = "",
    substitute_email: str = "",
    remark: str = "",
) -> Invitee:
    """Keep what an invited person or organisation says; a later answer takes its place.

    Who is named to attend instead gets an invitation, which ends when the answer changes again.
    """
    meeting = locked(invitee.meeting)
    current = _locked(invitee)
    _refuse_late_answer(meeting, current, at)
    name, address = substitute.strip(), substitute_email.strip().lower()
    if says == Answer.INSTEAD and not (name and address):
        raise SubstituteMissingError
    if says != Answer.INSTEAD:
        name = address = ""
    _release_others(meeting, current, address)
    current.answer, current.answered_at = says, at
    current.substitute, current.substitute_email = name, address
    current.remark = remark.strip()
    current.save()
    if address:
        _invite_substitute(meeting, current)
    return current


def _refuse_late_answer(meeting: Meeting, invitee: Invitee, at: datetime) -> None:
    if invitee.is_withdrawn:
        raise NotInvitedError
    if meeting.is_cancelled:
        raise CancelledError
    if not is_answerable(meeting, at=at):
        raise MeetingOverError


def _release_others(meeting: Meeting, invitee: Invitee, address: str) -> None:
    """Withdraw the invitation of who was named before and is not any more."""
    released = list(_with_meeting(invitee.substitutes.standing().exclude(email=address)))
    if not released:
        return
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    for substitute in released:
        _withdraw(meeting, substitute)
    _keep_told(meeting)
    invitee.refresh_from_db(fields=["told"])


def _invite_substitute(meeting: Meeting, invitee: Invitee) -> None:
    guest = Guest(
        organisation=invitee.organisation,
        name=invitee.substitute,
        email=invitee.substitute_email,
        language=invitee.language,
    )
    substitute = _enter(meeting, guest, stands_in_for=invitee)
    if substitute:
        _request(meeting, substitute, notices.invitation)


@transaction.atomic
def remind(day: date) -> int:
    """Write to everybody who may come to a meeting on this day; once, however often it is called.

    Who has not been told of a change is told with it.
    """
    invitees = Invitee.objects.to_remind_for(day).select_related("meeting__record")
    due = list(_with_meeting(invitees))
    for invitee in due:
        _remind(invitee, day)
    return len(due)


def _remind(invitee: Invitee, day: date) -> None:
    meeting = invitee.meeting
    if invitee.told < meeting.sequence:
        _request(meeting, invitee, notices.change if invitee.told >= 0 else notices.invitation)
    keys.renew(invitee)
    _post(invitee, f"reminder-{day.isoformat()}", notices.reminder(meeting, invitee))
