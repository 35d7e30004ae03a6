"""Reading the matrix: its rows with all their cells, whom a call reaches, what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant, User
from kokreasi.plans.models import Period, Plan
from kokreasi.proposals.matrix import step_name, texts_of
from kokreasi.proposals.models import MatrixCall, Row, RowBody, Step
from kokreasi.proposals.models.matrix import ASKED

EMPTY = "kosong"
_UNSHOWN = (
    *(f"proposal__{name}" for name in ("title", "problem", "causes", "solution", "results")),
    *(f"proposal__record__{name}" for name in ("title", "summary", "words")),
    *(f"commitment__record__{name}" for name in ("title", "summary", "words")),
)
"""Long texts that no cell shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the words of each cell by its name."""

    row: Row
    texts: Mapping[str, str]
    may_write: frozenset[str] = frozenset()


def whole(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Fetch rows with everything that their cells show but the semesters."""
    related = ("theme", "status", "proposal__status", "proposal__record", "commitment__record")
    return rows.select_related(*related).defer(*_UNSHOWN)


def texts_by_row(rows: Sequence[Row], periods: Iterable[Period]) -> dict[int, dict[str, str]]:
    """Give the words of all cells, with one query; fetch the rows with `whole`."""
    names = {period.pk: step_name(period.semester) for period in periods}
    blank = dict.fromkeys(names.values(), "")
    written: dict[int, dict[str, str]] = {row.pk: dict(blank) for row in rows}
    steps = Step.objects.filter(row__in=rows, period__in=names).order_by()
    for row, period, words in steps.values_list("row", "period", "words"):
        written[row][names[period]] = words
    return {row.pk: texts_of(row, written[row.pk]) for row in rows}


def narrowed(rows: QuerySet[Row], *, theme: str, body: str, status: str) -> QuerySet[Row]:
    """Keep the rows of a theme, of an organisation and of a status; "" keeps them all."""
    if theme:
        rows = rows.filter(theme=None) if theme == EMPTY else rows.filter(theme__code=theme)
    if body == EMPTY:
        rows = rows.exclude(pk__in=RowBody.objects.filter(part__in=ASKED).values("row"))
    elif body:
        named = RowBody.objects.filter(organisation__record__reference=body, part__in=ASKED)
        rows = rows.filter(pk__in=named.values("row"))
    if status:
        own = Q(proposal=None, status__code=status) | Q(proposal__status__code=status)
        rows = rows.filter(Q(proposal=None, status=None) if status == EMPTY else own)
    return rows


def unfilled(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Keep the rows in which the measures of some semester are not written yet."""
    written = Step.objects.filter(row=OuterRef(OuterRef("pk"))).exclude(words="")
    periods = Period.objects.filter(plan=OuterRef("plan"))
    return rows.filter(Exists(periods.exclude(pk__in=written.values("period"))))


def bodies_in(plan: Plan) -> list[Organisation]:
    """Give the leading and supporting institutions that the rows surely name."""
    named = RowBody.objects.filter(row__plan=plan, row__removed_at=None, part__in=ASKED).values(
        "organisation"
    )
    found = Organisation.objects.filter(pk__in=named).with_record()
    return sorted(found, key=lambda one: one.short_name.casefold())


def open_call(plan: Plan, day: date) -> MatrixCall | None:
    """Give the latest call if it is still open on that day."""
    call = plan.matrix_calls.first()
    return call if call and call.closes_on >= day else None


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody whom a call reaches: a focal point, or the mailbox of an institution without one."""

    organisation: Organisation
    rows: int
    name: str
    email: str
    language: str
    key: str


def reached_by_a_call(plan: Plan) -> tuple[list[Reached], list[Organisation]]:
    """Give whom a call would write to, and the institutions that nobody can be reached for."""
    counted = _rows_by_body(plan)
    bodies = Organisation.objects.filter(pk__in=counted).standing().with_record()
    people = _focal_points(bodies)
    reached: list[Reached] = []
    mute: list[Organisation] = []
    for body in sorted(bodies, key=lambda one: one.short_name.casefold()):
        found = _reached(body, len(counted[body.pk]), people.get(body.reference, []))
        reached += found
        mute += [] if found else [body]
    return reached, mute


def _rows_by_body(plan: Plan) -> dict[int, set[int]]:
    named = RowBody.objects.filter(row__plan=plan, row__removed_at=None, part__in=ASKED)
    counted: dict[int, set[int]] = {}
    for body, row in named.values_list("organisation", "row"):
        counted.setdefault(body, set()).add(row)
    return counted


def _focal_points(bodies: Iterable[Organisation]) -> dict[str, list[User]]:
    grants = RoleGrant.objects.held_on(today_in_jakarta()).filter(
        role=Role.FOCAL_POINT, body__in=[body.reference for body in bodies], user__is_active=True
    )
    people: dict[str, list[User]] = {}
    for grant in grants.select_related("user").order_by("pk"):
        people.setdefault(grant.body, []).append(grant.user)
    return people


def _reached(body: Organisation, rows: int, people: Iterable[User]) -> list[Reached]:
    found = [
        Reached(body, rows, str(user), user.email, user.language, f"{body.pk}-{user.pk}")
        for user in dict.fromkeys(people)
    ]
    if not found and body.mailbox:
        name = str(body.name)
        return [Reached(body, rows, name, body.mailbox, "id", str(body.pk))]
    return found


def waiting_rows(person: User, day: date) -> list[tuple[MatrixCall, int]]:
    """Count, by open call, the rows of a person's institutions in which a semester is empty."""
    open_ones = MatrixCall.objects.open_on(day).select_related("plan__record")
    latest = {call.plan_id: call for call in reversed(open_ones)}
    rows = Row.objects.asked_of(person, day).filter(plan__in=latest)
    counted = unfilled(rows).order_by().values_list("plan").annotate(Count("pk"))
    return [(latest[plan], count) for plan, count in counted]
