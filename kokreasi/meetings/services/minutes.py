"""Minutes from their first word to the edition that everybody reads."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.insights.personal_numbers import Found
from kokreasi.meetings import keys
from kokreasi.meetings.choices import Access, CorrectionState, MinutesState
from kokreasi.meetings.models import Edition, Invitee, Meeting, Minutes, Section
from kokreasi.meetings.notices.minutes import circulated
from kokreasi.meetings.services import carrying, closing, follow_ups, invitations, meetings, veils
from kokreasi.meetings.services.drafting import FinalError, locked, tell
from kokreasi.meetings.services.invitations import Guest
from kokreasi.meetings.services.veils import Place
from kokreasi.meetings.sheets import MinutesSheet, covers_of, public, sheet, words_to_find
from kokreasi.meetings.veiling import Veiling
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.leaves import fingerprint
from kokreasi.register.models import Version
from kokreasi.register.services import ReasonMissingError


class DayPastError(DomainError):
    message = _("Choose today or a later day.")


class NothingSaidError(DomainError):
    message = _("There is no point yet that anybody could read.")


class SummaryMissingError(DomainError):
    message = _("Of this meeting the public reads only a summary. Write it first.")


class CorrectionsOpenError(DomainError):
    message = _("Answer every correction first.")


class NotFinalError(DomainError):
    message = _("Only minutes that are final are reopened.")


class PersonalNumbersError(DomainError):
    """The public would read personal numbers that nobody has agreed to show."""

    message = _("Withhold the personal numbers, or confirm that the public may read each of them.")

    def __init__(self, found: Iterable[Found]) -> None:
        super().__init__()
        self.found = list(found)


class SaidElsewhereError(DomainError):
    """Other public pages say what the minutes withhold."""

    message = _("Other public texts say what you withhold here. Change them first.")

    def __init__(self, places: Iterable[Place]) -> None:
        super().__init__()
        self.places = list(places)


@transaction.atomic
def begin(meeting: Meeting, *, by: User | None, from_agenda: bool = False) -> Minutes:
    """Open the minutes of a meeting, once; with a section for each item of its agenda if wanted."""
    now = meetings.locked(meeting)
    if now.is_cancelled:
        raise meetings.CancelledError
    minutes, is_new = Minutes.objects.get_or_create(meeting=now)
    if is_new and from_agenda:
        Section.objects.bulk_create(
            Section(minutes=minutes, agenda_item=item, title=item.title, position=position)
            for position, item in enumerate(now.agenda.all(), start=1)
        )
    if is_new:
        tell(minutes, by=by, says=_("began the minutes"), event="minutes.begun")
    return minutes


@transaction.atomic
def circulate(
    minutes: Minutes, *, until: date, by: User | None, readers: Iterable[Guest] = ()
) -> Minutes:
    """Send the draft to who was invited or came, who may suggest corrections up to this day.

    `readers` get it as well. Doing it again until the same day sends it only to who is new.
    """
    now = locked(minutes)
    at = timezone.now()
    if now.state == MinutesState.FINAL:
        raise FinalError
    if until < at.astimezone(WIB).date():
        raise DayPastError
    _refuse_empty(sheet(now))
    fresh = invitations.enter_readers(now.meeting, [*who_came(now.meeting), *readers])
    if now.state == MinutesState.CIRCULATED and until == now.corrections_until:
        _mail(now, fresh)
        return now
    _move(now, MinutesState.CIRCULATED, circulated_at=at, corrections_until=until)
    says = _("circulated the minutes for corrections")
    changes = [Change(_("corrections until"), None, until)]
    tell(now, by=by, says=says, changes=changes, event="minutes.circulated")
    _mail(now, now.meeting.invitees.standing().exclude(email=""))
    return now


def who_came(meeting: Meeting) -> list[Guest]:
    """Give those on the attendance list who left an address."""
    rows = meeting.attendances.filter(erased_at=None).exclude(email="")
    people = rows.select_related("organisation__record", "person")
    return [Guest(row.organisation, row.person, row.name, row.email) for row in people]


def _refuse_empty(whole: MinutesSheet) -> None:
    if not whole.points():
        raise NothingSaidError


def _move(minutes: Minutes, state: MinutesState, **values: date | datetime | str | None) -> None:
    minutes.state = state
    for name, value in values.items():
        setattr(minutes, name, value)
    minutes.revision += 1
    minutes.save()


def _mail(minutes: Minutes, invited: Iterable[Invitee]) -> None:
    """Write to each once for each circulation."""
    for invitee in invited:
        keys.renew(invitee)
        words = circulated(minutes, invitee)
        post(
            key=f"minutes-{minutes.pk}-{minutes.circulated_at:%Y%m%d%H%M%S}-{invitee.pk}",
            to=invitee.email,
            subject=words.subject,
            body=words.body,
            language=invitee.language,
        )


@transaction.atomic
def finalise(
    minutes: Minutes,
    *,
    by: User | None,
    reason: str = "",
    shown_numbers: Collection[str] = (),
) -> Edition:
    """Freeze the minutes as their next edition, and publish what the public may read of them.

    `shown_numbers` are the keys of personal numbers that somebody confirmed to publish. Each
    edition after the first says why; without a `reason` it is the one given at the reopening.
    Follow-ups count from now on. Minutes that are final already give their latest edition.
    """
    now = locked(minutes)
    if now.state == MinutesState.FINAL:
        return now.editions.latest("number")
    whole = sheet(now)
    _refuse_unready(now, whole, shown_numbers)
    number = now.editions.count() + 1
    reason = (reason.strip() or now.reopened_because) if number > 1 else ""
    if number > 1 and not reason:
        raise ReasonMissingError
    if number == 1:  # how each stood at the end of the meeting, not at that of a correction
        carrying.record_carrying(now.meeting)
    meetings.hold(now.meeting, by=by)
    now.points.filter(removed_at__isnull=False).delete()
    _move(now, MinutesState.FINAL, finalised_at=timezone.now(), reopened_because="")
    told = _veiling(now).over(reason)
    edition = Edition.objects.create(
        minutes=now,
        number=number,
        content=whole.content(),
        fingerprint=fingerprint(whole.content()),
        reason=reason,
        version=_publish(now, whole, by=by, reason=told),
        created_at=timezone.now(),
        by=by,
    )
    follow_ups.agree(meetings.locked(now.meeting), by=by)
    return edition


def _refuse_unready(minutes: Minutes, whole: MinutesSheet, shown: Collection[str]) -> None:
    _refuse_empty(whole)
    if minutes.corrections.filter(state=CorrectionState.OPEN).exists():
        raise CorrectionsOpenError
    if minutes.meeting.access == Access.SUMMARY and not minutes.meeting.summary:
        raise SummaryMissingError
    if places := veils.said_elsewhere(minutes, whole):
        raise SaidElsewhereError(places)
    if found := [each for each in unshown(minutes, whole) if each.key not in shown]:
        raise PersonalNumbersError(found)


def unshown(minutes: Minutes, whole: MinutesSheet) -> list[Found]:
    """Give the personal numbers that the public would read if the minutes were final now."""
    if minutes.meeting.access != Access.PUBLIC:
        return []
    return veils.undecided(whole, minutes.veils.all())


def _veiling(minutes: Minutes) -> Veiling:
    return Veiling(covers_of(minutes.veils.all()))


def _publish(
    minutes: Minutes, whole: MinutesSheet, *, by: User | None, reason: str
) -> Version | None:
    """Freeze and publish what the public reads; of a meeting for the invited alone, nothing."""
    meeting, access = minutes.meeting, Access(minutes.meeting.access)
    is_public, is_first = access != Access.INVITED, not minutes.editions.exists()
    version = None
    if is_public:
        shown = public(whole, minutes.veils.all(), access)
        version = register.freeze(meeting.record, shown.content(), by=by, reason=reason)
        closing.close_versions(minutes, by=by, keeping=version)
        meetings.publish(meeting, by=by)
        register.describe(meeting.record, words=words_to_find(meeting))
    register.record(
        "minutes.published",
        meeting.record,
        by=by,
        says=_("published the minutes") if is_first else _("published corrected minutes"),
        reason=reason,
        is_public=is_public,
    )
    return version


@transaction.atomic
def reopen(minutes: Minutes, *, by: User, reason: str) -> Minutes:
    """Make a draft of final minutes to correct them; everybody reads the last edition meanwhile."""
    if not reason.strip():
        raise ReasonMissingError
    now = locked(minutes)
    if now.state != MinutesState.FINAL:
        raise NotFinalError
    _move(
        now,
        MinutesState.DRAFT,
        circulated_at=None,
        corrections_until=None,
        reopened_because=reason.strip(),
    )
    says = _("reopened the minutes to correct them")
    tell(now, by=by, says=says, event="minutes.reopened", reason=reason)
    return now
