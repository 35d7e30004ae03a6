"""What attendees would have changed in circulated minutes, and what they were answered."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.meetings.choices import CorrectionState
from kokreasi.meetings.models import Correction, Invitee, Minutes, Point
from kokreasi.meetings.notices.minutes import answered, overdue
from kokreasi.meetings.queries.minutes import unanswered_after
from kokreasi.meetings.services import points
from kokreasi.meetings.services.drafting import locked, tell, writable
from kokreasi.outbox.services import post
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant, User


class ClosedError(DomainError):
    message = _("Corrections of these minutes are no longer taken.")


class NothingProposedError(DomainError):
    message = _("Write how it should read.")


class AnswerMissingError(DomainError):
    message = _("Say why, in words that can be sent.")


class AnsweredError(DomainError):
    message = _("Somebody has answered this correction already.")


@transaction.atomic
def suggest(
    minutes: Minutes,
    *,
    point: Point | None,
    proposed: str,
    because: str = "",
    by: User | None = None,
    invitee: Invitee | None = None,
) -> Correction:
    """Suggest other words for a point, or something about the whole minutes.

    Who suggests is signed in (`by`) or came by a personal link (`invitee`). The same suggestion
    sent twice is one.
    """
    now, at = locked(minutes), timezone.now()
    if not now.is_open_to_corrections_on(at.astimezone(WIB).date()):
        raise ClosedError
    if point is not None and point.minutes_id != now.pk:
        raise points.ForeignRowError
    proposed, quoted = proposed.strip(), point.text if point else ""
    if not proposed or proposed == quoted:
        raise NothingProposedError
    correction, is_new = Correction.objects.get_or_create(
        minutes=now,
        point=point,
        proposed=proposed,
        by=by,
        invitee=invitee,
        state=CorrectionState.OPEN,
        defaults={
            "quoted": quoted,
            "because": because.strip(),
            "on_behalf_of": _body_of(by, invitee),
            "suggested_at": at,
        },
    )
    if is_new:
        changes = [Change(points.POINT, quoted, proposed)]
        tell(now, by=by, says=_("suggested a correction of the minutes"), changes=changes)
    return correction


def _body_of(by: User | None, invitee: Invitee | None) -> str:
    if by is not None and by.speaks_for:
        return by.speaks_for
    return str(invitee.organisation or "") if invitee else ""


@transaction.atomic
def answer(
    correction: Correction, *, state: CorrectionState, answer: str, by: User | None
) -> Correction:
    """Accept or decline a correction in words that are mailed; an accepted text takes its place."""
    minutes = writable(correction.minutes)
    now = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if now.state != CorrectionState.OPEN:
        raise AnsweredError
    if not answer.strip():
        raise AnswerMissingError
    if state == CorrectionState.ACCEPTED and now.point is not None:
        points.change(now.point, {"text": now.proposed}, seen=now.point.revision, by=by)
    now.state, now.answer, now.answered_by = state, answer.strip(), by
    now.answered_at = timezone.now()
    now.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    tell(minutes, by=by, says=_("answered a correction"), reason=now.answer)
    _mail(now)
    return now


def _mail(correction: Correction) -> None:
    """Tell whoever suggested it; who was erased meanwhile has no address."""
    whom = correction.by or correction.invitee
    if whom is None or not whom.email:
        return
    words = answered(correction, whom.language)
    post(
        key=f"correction-{correction.pk}",
        to=whom.email,
        subject=words.subject,
        body=words.body,
        language=whom.language,
    )


@transaction.atomic
def tell_of_unanswered(day: date) -> int:
    """Tell the secretariat, once, whose corrections wait although the day for them has passed."""
    waiting = unanswered_after(day)
    for each in waiting:
        for person in _editors(day):
            words = overdue(each.minutes, each.count, person.language)
            post(
                key=f"corrections-{each.minutes.pk}-{each.minutes.corrections_until}-{person.pk}",
                to=person.email,
                subject=words.subject,
                body=words.body,
                language=person.language,
            )
    return len(waiting)


def _editors(day: date) -> QuerySet[User]:
    grants = RoleGrant.objects.held_on(day).filter(role__in=(Role.EDITOR, Role.PUBLISHER))
    return User.objects.filter(is_active=True, pk__in=grants.values("user"))
