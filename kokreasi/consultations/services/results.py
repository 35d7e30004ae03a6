"""Have results made, publish them, and let go of what they kept in secret."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations import tasks
from kokreasi.consultations.choices import UNMADE, Release, Work
from kokreasi.consultations.errors import (
    ResultNotReadyError,
    ResultOvertakenError,
    ResultTooEarlyError,
    ResultTooSimilarError,
    TooFewAnswersError,
)
from kokreasi.consultations.models import Consultation, Result
from kokreasi.consultations.models.consultations import GRACE
from kokreasi.consultations.queries.wording import smallest_group
from kokreasi.consultations.results.retelling import tells_new_words_only
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services.consultations import locked
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.core.page_cache import forget_pages
from kokreasi.insights.disclosure import Reason, is_due
from kokreasi.people.models import User
from kokreasi.register import services as register

PATIENCE = timedelta(minutes=10)
"""A result is made in seconds; one that takes longer lost its worker."""
REPORTS = 6
"""Documents of a result: three kinds in two languages."""
REFUSALS: dict[Reason, type[DomainError]] = {
    Reason.TOO_FEW_PEOPLE: TooFewAnswersError,
    Reason.TOO_FEW_MORE: ResultTooSimilarError,
}


@transaction.atomic
def ask(consultation: Consultation, *, by: User | None) -> Result:
    """Have everything counted as it stands now; one that waits or is being made is enough."""
    now = locked(consultation)
    waiting = now.results.filter(state__in=UNMADE).first()
    if waiting is not None:
        return waiting
    last = now.results.aggregate(last=Max("number"))["last"] or 0
    result = Result.objects.create(
        consultation=now, number=last + 1, asked_at=timezone.now(), asked_by=by
    )
    register.record(
        "consultation.result_asked",
        now.record,
        by=by,
        says=_("had the answers counted"),
        is_public=False,
    )
    _have_made(result)
    return result


def _have_made(result: Result) -> None:
    transaction.on_commit(partial(tasks.make_result.enqueue, result.pk))


@transaction.atomic
def conclude(consultation: Consultation, *, at: datetime) -> Result | None:
    """Have the result made once after closing; None where it was, or where sheets are out.

    Sheets that were handed in but not entered yet are waited for until `ENTRY_GRACE` is over.
    """
    now = locked(consultation)
    if now.concluded_at is not None or at < now.closes_at + GRACE:
        return None
    if now.takes_sheets_at(at) and now.sheets.out().exists():
        return None
    now.concluded_at = at
    now.save(update_fields=["concluded_at"])
    return ask(now, by=None)


def conclude_closed(at: datetime) -> int:
    """Have results made of what has closed since the last time; give how many."""
    closed = Consultation.objects.closed_at_moment(at - GRACE).filter(concluded_at=None)
    return sum(conclude(each, at=at) is not None for each in closed)


@transaction.atomic
def take_up(at: datetime) -> int:
    """Have made what waits for long: its worker was killed, or the order was lost."""
    rows = Result.objects.filter(state__in=UNMADE, asked_at__lt=at - PATIENCE)
    lost = list(rows.select_for_update(of=("self",), skip_locked=True))
    Result.objects.filter(pk__in=[row.pk for row in lost]).update(asked_at=at)
    for result in lost:
        _have_made(result)
    return len(lost)


def write_missing(at: datetime) -> int:
    """Have reports written that a killed worker left out; what fails for a day is left alone."""
    lately = Result.objects.filter(
        state=Work.READY, made_at__lt=at - PATIENCE, made_at__gt=at - timedelta(days=1)
    )
    reports = Count("files", filter=~Q(files__language=""))
    incomplete = lately.annotate(reports=reports).filter(reports__lt=REPORTS)
    keys = list(incomplete.values_list("pk", flat=True))
    for key in keys:
        transaction.on_commit(partial(tasks.write_documents.enqueue, key))
    return len(keys)


@transaction.atomic
def retry(result: Result) -> Result:
    """Have a result made again that could not be made."""
    Result.objects.filter(pk=result.pk, state=Work.FAILED).update(
        state=Work.WAITING, done=0, asked_at=timezone.now()
    )
    _have_made(result)
    return result


@transaction.atomic
def publish(result: Result, *, by: User, at: datetime) -> Result:
    """Show a result to everybody, for good.

    Refused while the consultation is open, unless its results are shown in batches; where fewer
    than k people answered since the last one, unless it has the same figures and new findings; and
    where another one was published since it was made, for it was not protected against that one.
    """
    consultation = locked(result.consultation)
    now = Result.objects.select_for_update().get(pk=result.pk)
    if now.published_at is not None:
        return now
    why_not = refusal(now, consultation, at=at)
    if why_not:
        raise why_not
    now.published_at = at
    now.save(update_fields=["published_at"])
    register.record(
        "consultation.result_published",
        consultation.record,
        by=by,
        says=_("published results of this consultation"),
        changes=[Change(_("result"), None, str(now.number))],
    )
    transaction.on_commit(forget_pages)
    return now


def refusal(result: Result, consultation: Consultation, *, at: datetime) -> DomainError | None:
    """Say why a result may not be published, or None where it may."""
    if result.state != Work.READY:
        return ResultNotReadyError()
    if consultation.release == Release.AT_CLOSE and at < consultation.closes_at:
        return ResultTooEarlyError()
    last = consultation.results.filter(published_at__isnull=False).order_by("number").last()
    if result.secret.get("after", 0) != (last.number if last else 0):
        return ResultOvertakenError()
    reason = _not_due(
        ResultSheet.read(result.content),
        ResultSheet.read(last.content) if last else None,
        k=smallest_group(consultation),
    )
    return REFUSALS[reason]() if reason else None


def _not_due(now: ResultSheet, before: ResultSheet | None, *, k: int) -> Reason | None:
    """Say why a difference would show a few people: of those who answered, or who voted."""
    if before and tells_new_words_only(now, before):
        return None
    told = (before.people, before.voters) if before else (None, None)
    pairs = [(n, b) for n, b in zip((now.people, now.voters), told, strict=True) if n != (b or 0)]
    if not pairs:
        return Reason.TOO_FEW_MORE if before else Reason.TOO_FEW_PEOPLE
    reasons = (is_due(people, told_before=told_before, k=k) for people, told_before in pairs)
    return next(filter(None, reasons), None)


def forget_secrets(at: datetime) -> int:
    """Let go of true counts once what people said about themselves is gone; give how many."""
    dropped = Result.objects.filter(consultation__dropped_at__lte=at, secret__memory__isnull=False)
    forgotten = 0
    for key, secret in dropped.values_list("pk", "secret"):
        kept = {name: value for name, value in secret.items() if name != "memory"}
        forgotten += Result.objects.filter(pk=key).update(secret=kept)
    return forgotten
