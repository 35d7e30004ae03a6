"""What waits for a person about meetings; the number of queries never grows."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.days import WIB
from kokreasi.meetings.choices import CorrectionState, MinutesState, NoteState
from kokreasi.meetings.models import Correction, FollowUp, Invitee, Meeting, Minutes, Note
from kokreasi.meetings.queries.invitations import unanswered_by
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.workspace.waiting import Task

SHOWN = 10
LONGEST_WORDS = 120


def of_meetings(person: User, day: date) -> Iterator[Task]:
    """Tell of follow-ups, invitations and minutes, and the secretariat of its desk."""
    yield from _of_follow_ups(person)
    yield from _of_invitations(person, day)
    yield from _of_circulated_minutes(person, day)
    if is_secretariat(person):
        yield from _of_notes(person)
        yield from _of_corrections(person)
        yield from _of_missing_minutes(person, day)


def _on(moment: datetime | None) -> date | None:
    return moment.astimezone(WIB).date() if moment else None


def _shortened(words: str) -> str:
    fits = len(words) <= LONGEST_WORDS
    return words if fits else words[:LONGEST_WORDS].rpartition(" ")[0] + " …"


def _of_follow_ups(person: User) -> Iterator[Task]:
    """Name the most urgent ones, and count the others."""
    rows = FollowUp.objects.agreed().unfinished().waiting_for(person)
    urgent_first = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    found = list(urgent_first.select_related("record", "meeting")[: SHOWN + 1])
    for one in found[:SHOWN]:
        href = reverse("meetings:follow-up", args=[one.reference])
        words, about = _shortened(str(one.record.title)), one.meeting.title
        yield Task(words, about, href, _("Report on it"), one.due_on, _on(one.agreed_at))
    if len(found) > SHOWN:
        more = rows.count() - SHOWN
        words = ngettext("%(count)d more follow-up", "%(count)d more follow-ups", more)
        href = f"{reverse('meetings:follow-ups')}?keadaan=belum"
        yield Task(words % {"count": more}, _("Follow-ups"), href, _("See them"))


def _of_invitations(person: User, day: date) -> Iterator[Task]:
    for one in unanswered_by(person, day=day)[:SHOWN]:
        words = _("You are invited: %(meeting)s") % {"meeting": one.meeting.title}
        href = reverse("meetings:my-invitation", args=[one.pk])
        about = str(one.organisation or one.meeting.kind)
        yield Task(words, about, href, _("Answer it"), one.meeting.day, _on(one.invited_at))


def _of_circulated_minutes(person: User, day: date) -> Iterator[Task]:
    invited = Invitee.objects.standing().of(person)
    rows = Minutes.objects.open_to_corrections_on(day).filter(meeting__in=invited.values("meeting"))
    for one in rows.select_related("meeting__record").order_by("corrections_until", "pk")[:SHOWN]:
        href = reverse("circulated-minutes", args=[one.meeting.reference])
        words = _("Check the minutes and suggest corrections")
        until, since = one.corrections_until, _on(one.circulated_at)
        yield Task(words, one.meeting.title, href, _("Read them"), until, since)


# The secretariat's desk


def _of_notes(person: User) -> Iterator[Task]:
    rows = Note.objects.visible_to(person).filter(state=NoteState.READ)
    waiting = rows.aggregate(count=Count("pk"), since=Min("sent_at"))
    if count := waiting["count"]:
        words = ngettext(
            "%(count)d note was read and waits for review",
            "%(count)d notes were read and wait for review",
            count,
        )
        href = reverse("meetings:notes")
        since = _on(waiting["since"])
        yield Task(words % {"count": count}, _("Meetings"), href, _("Check them"), since=since)


def _of_corrections(person: User) -> Iterator[Task]:
    waiting = Correction.objects.filter(state=CorrectionState.OPEN).order_by()
    counted = waiting.values_list("minutes__meeting").annotate(
        Count("pk"), since=Min("suggested_at")
    )
    rows = list(counted.order_by("since")[:SHOWN])
    visible = Meeting.objects.visible_to(person).select_related("record")
    meetings = visible.in_bulk([meeting for meeting, _count, _since in rows])
    for meeting, count, since in rows:
        words = ngettext(
            "%(count)d correction waits for an answer",
            "%(count)d corrections wait for an answer",
            count,
        )
        about = meetings[meeting]
        href = reverse("meetings:corrections", args=[about.reference])
        yield Task(words % {"count": count}, about.title, href, _("Answer them"), since=_on(since))


def _of_missing_minutes(person: User, day: date) -> Iterator[Task]:
    """Name the meetings that are over and whose minutes wait to be written, the oldest first."""
    past = Q(day__lt=day, last_day=None) | Q(last_day__lt=day)
    in_hand = Q(state=MinutesState.FINAL) | Q(
        state=MinutesState.CIRCULATED, corrections_until__gte=day
    )
    rows = Meeting.objects.visible_to(person).not_cancelled().filter(past)
    written = Minutes.objects.filter(in_hand).values("meeting")
    unwritten = rows.exclude(pk__in=written).in_order()
    found = list(unwritten.select_related("record")[: SHOWN + 1])
    for one in found[:SHOWN]:
        href = reverse("meetings:minutes", args=[one.reference])
        words = _("Has no final minutes yet")
        yield Task(words, one.title, href, _("Write them"), since=one.last_day or one.day)
    if len(found) > SHOWN:
        more = unwritten.count() - SHOWN
        words = ngettext(
            "%(count)d more meeting without final minutes",
            "%(count)d more meetings without final minutes",
            more,
        )
        told = words % {"count": more}
        yield Task(told, _("Meetings"), reverse("meetings:index"), _("See them"))
