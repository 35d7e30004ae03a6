"""What meetings do every day."""

from datetime import datetime, timedelta

from django.conf import settings

from kokreasi.core.days import WIB
from kokreasi.meetings.services import attendance, corrections, invitations, reminders, retention
from kokreasi.outbox.schedule import daily


@daily(hour=8)
def remind_of_tomorrow(now: datetime) -> None:
    """Remind the invited in the morning of the day before a meeting."""
    invitations.remind(now.astimezone(WIB).date() + timedelta(days=1))


@daily(hour=7)
def remind_of_follow_ups(now: datetime) -> None:
    """Remind the responsible of what is due, in one mail each."""
    reminders.remind(now.astimezone(WIB).date(), now=now)


@daily(hour=6)
def tell_of_unanswered_corrections(now: datetime) -> None:
    """Tell the secretariat of minutes whose day for corrections ended with some unanswered."""
    corrections.tell_of_unanswered(now.astimezone(WIB).date())


@daily(hour=2)
def forget_old_names(now: datetime) -> None:
    """Forget who was invited and who came once that is long ago; the counts stay."""
    day = now.astimezone(WIB).date()
    attendance.forget_old_names(now, on=day, after=settings.ATTENDANCE_KEPT)


@daily(hour=3)
def forget_old_sources(now: datetime) -> None:
    """Delete notes as received and attendance lists once that is long ago; minutes stay."""
    retention.forget_old_sources(now, after=settings.SOURCES_KEPT)
