"""The desk of the secretariat: what waits, with whom and how long, and how it was reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.models import Response
from kokreasi.core.days import WIB
from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import CLOSED
from kokreasi.proposals.models import Author, Proposal, Review, Status
from kokreasi.proposals.models.proposals import ProposalQuerySet
from kokreasi.proposals.queries.deciding import undecided, unpublished
from kokreasi.proposals.queries.filtering import Filter, Option, described
from kokreasi.proposals.queries.listing import with_line
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record
from kokreasi.register.search import matching

PLAN, STATUS, WAITS, DECISION, WORDS = "rencana", "status", "menunggu", "keputusan", "q"
LATE, REVIEWS = "terlambat", "telaah"
NONE, WRITTEN, PUBLISHED = "belum", "ditulis", "terbit"


def filters(asked: QueryDict, visitor: Visitor) -> list[Filter]:
    """Describe what the list can be narrowed by; plans and statuses are read once until change."""
    by_plan, by_status = kept_until_change("desk-options", lambda: _offered(visitor))
    waiting: list[Option] = [
        (LATE, _("longer than its status allows")),
        (REVIEWS, _("for reviews")),
    ]
    decided: list[Option] = [
        (NONE, _("nothing written yet")),
        (WRITTEN, _("written, not published")),
        (PUBLISHED, _("published")),
    ]
    labels = (
        (PLAN, _("Plan")),
        (STATUS, _("Status")),
        (WAITS, _("Waits")),
        (DECISION, _("Decision")),
    )
    offered = {PLAN: by_plan, STATUS: by_status, WAITS: waiting, DECISION: decided}
    return described(labels, offered, asked)


def _offered(visitor: Visitor) -> tuple[list[Option], list[Option]]:
    """Name the plans with proposals and the statuses; the secretariat sees all of them."""
    proposed = Proposal.objects.filter(plan=OuterRef("pk"))
    plans = Plan.objects.visible_to(visitor).filter(Exists(proposed)).select_related("record")
    statuses = Status.objects.all()
    return (
        [(plan.reference, plan.title) for plan in plans],
        [(one.code, one.name) for one in statuses],
    )


def on_the_desk(visitor: Visitor, asked: QueryDict, at: datetime) -> ProposalQuerySet:
    """Give what was submitted and fits every filter: what has waited longest first, closed last."""
    rows = Proposal.objects.visible_to(visitor).submitted()
    if plan := asked.get(PLAN):
        rows = rows.filter(plan__record__reference=plan)
    if status := asked.get(STATUS):
        rows = rows.filter(status__code=status)
    rows = _waiting(rows, asked.get(WAITS, ""), at)
    rows = _decided(rows, asked.get(DECISION, ""))
    if words := asked.get(WORDS, "").strip():
        found = matching(Record.objects.filter(kind=Kind.PROPOSAL), words)
        rows = rows.filter(record__in=found.values("pk"))
    is_closed = Case(When(standing__in=CLOSED, then=1), default=0)
    return rows.order_by(is_closed, "status_since", "pk")


def _waiting(rows: ProposalQuerySet, what: str, at: datetime) -> ProposalQuerySet:
    if what == LATE:
        return rows.filter(late(at))
    if what == REVIEWS:
        return rows.filter(pk__in=Review.objects.waiting().values("proposal"))
    return rows


def late(at: datetime) -> Q:
    """Give the condition that a proposal has been in its status for longer than that allows."""
    patient = Status.objects.exclude(patience=None).exclude(standing__in=CLOSED)
    since = [
        Q(status=one.pk, status_since__lt=at - timedelta(days=one.patience or 0)) for one in patient
    ]
    found = Q(pk__in=[])
    for one in since:
        found |= one
    return found


def _decided(rows: ProposalQuerySet, how: str) -> ProposalQuerySet:
    if how == NONE:
        return rows.filter(pk__in=undecided().values("pk"))
    if how == WRITTEN:
        return rows.filter(pk__in=unpublished().values("pk"))
    if how == PUBLISHED:
        answered = Response.objects.filter(published_at__isnull=False)
        return rows.filter(record__in=answered.values("about"))
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal as the desk shows it: since when it waits, for whom, and what is decided."""

    proposal: Proposal
    proposers: tuple[str, ...]
    days: int
    is_late: bool
    asked: int
    reviewed: int
    response: Response | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether anybody still has to do something about it."""
        return self.proposal.standing not in CLOSED


def for_desk(rows: ProposalQuerySet) -> ProposalQuerySet:
    return with_line(rows).select_related("stuck_with__record")


def lines(proposals: Iterable[Proposal], at: datetime) -> list[Line]:
    """Give lines for proposals that were read with `for_desk`, with two further queries."""
    shown = list(proposals)
    reviews = _reviews_of(shown)
    answers = Response.objects.filter(about__in=[one.record_id for one in shown])
    responses = {one.about_id: one for one in answers}
    return [
        Line(
            one,
            tuple(author.public_name for author in _authors(one)),
            days_between(one.status_since, at),
            is_late(one, at),
            *reviews.get(one.pk, (0, 0)),
            responses.get(one.record_id),
        )
        for one in shown
    ]


def _authors(proposal: Proposal) -> list[Author]:
    found: list[Author] = proposal.standing_authors  # type: ignore[attr-defined]
    return found


def days_between(since: datetime, at: datetime) -> int:
    """Count the days as people in Jakarta count them."""
    return (at.astimezone(WIB).date() - since.astimezone(WIB).date()).days


def is_late(proposal: Proposal, at: datetime) -> bool:
    """Tell whether a proposal waits for too long; the twin of `late`."""
    patience = proposal.status.patience
    if patience is None or proposal.standing in CLOSED:
        return False
    return at - proposal.status_since > timedelta(days=patience)


def _reviews_of(proposals: list[Proposal]) -> dict[int, tuple[int, int]]:
    done = Count("pk", filter=Q(done_at__isnull=False))
    counted = Review.objects.filter(proposal__in=proposals).order_by().values("proposal")
    rows = counted.annotate(asked=Count("pk"), reviewed=done)
    return {row["proposal"]: (row["asked"], row["reviewed"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All reviews of a proposal side by side: a column for each reviewer, a row a criterion."""

    reviews: list[Review]
    rows: list[dict[str, Any]]


def side_by_side(proposal: Proposal) -> Comparison:
    """Set the reviews beside each other, with the mean of each criterion."""
    reviews = list(
        proposal.reviews.select_related("reviewer").prefetch_related("scores__criterion")
    )
    scores = {
        (review.pk, score.criterion): score for review in reviews for score in review.scores.all()
    }
    criteria = sorted({criterion for _review, criterion in scores}, key=lambda one: one.position)
    return Comparison(
        reviews,
        [
            {
                "criterion": criterion,
                "scores": [scores.get((review.pk, criterion)) for review in reviews],
                "mean": _mean([s.score for (_r, c), s in scores.items() if c == criterion]),
            }
            for criterion in criteria
        ],
    )


def _mean(numbers: list[int]) -> float:
    return round(sum(numbers) / len(numbers), 1)
