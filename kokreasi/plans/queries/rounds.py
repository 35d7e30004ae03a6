"""Who was asked to read drafts, what came back, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Remark
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import find
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Readers
from kokreasi.plans.events import draft_readers_sought
from kokreasi.plans.models import Commitment, Draft, Plan
from kokreasi.plans.sheets import read
from kokreasi.register.models import Record, Version


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in the list of those of a commitment, with whom it went to and what came back."""

    draft: Draft
    invited: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits for remarks of the bodies for which a person acts."""

    draft: Draft
    title: Bilingual


def suggested_readers(commitment: Commitment) -> list[Organisation]:
    """Give whom to invite: who has a part in it, who was invited before, whom apps above name."""
    answers: Any = draft_readers_sought.send(Commitment, commitment=commitment)
    named = [pk for _receiver, keys in answers for pk in keys]
    taking_part = Q(involvements__commitment=commitment)
    wanted = taking_part | Q(drafts_to_read__commitment=commitment) | Q(pk__in=named)
    bodies = Organisation.objects.standing().filter(wanted)
    return list(bodies.select_related("record").distinct().order_by("pk"))


def as_before(commitment: Commitment) -> dict[str, Any]:
    """Give who read the latest draft and until when, so that sending it again closes nothing."""
    latest = commitment.drafts.order_by("-number").first()
    if latest is None:
        return {"readers": Readers.INVITED}
    is_open = latest.closes_on is not None and latest.is_open_on(today_in_jakarta())
    return {"readers": latest.readers, "closes_on": latest.closes_on if is_open else None}


def drafts_open_to(visitor: Visitor, record: Record) -> list[Listed]:
    """List the drafts of a commitment that a visitor may read, with what came of the remarks."""
    rows = Draft.objects.visible_to(visitor).filter(commitment__record=record)
    return _listed(rows, record.pk)


def named(text: str) -> Organisation | None:
    """Give the organisation that a name or abbreviation surely means."""
    return find(text)


def inbox(plan: Plan, visitor: Visitor) -> QuerySet[Remark]:
    """Give what was remarked on the drafts of a plan that this person may read, and on versions.

    The text of a published version is commented on in a public consultation.
    """
    records = plan.commitments.values("record")
    drafts = Draft.objects.visible_to(visitor).filter(commitment__plan=plan)
    versions = Version.objects.filter(record__in=records)
    rows = Remark.objects.visible_to(visitor).filter(
        Q(fingerprint__in=drafts.values("fingerprint"))
        | Q(fingerprint__in=versions.values("fingerprint")),
        record__in=records,
        confirmed_at__isnull=False,
    )
    return rows.select_related("record", "organisation__record", "correspondent", "user")


def who_remarked(remarks: QuerySet[Remark]) -> QuerySet[Organisation]:
    """Give the organisations that made these remarks."""
    bodies = remarks.filter(organisation__isnull=False).values("organisation")
    return Organisation.objects.filter(pk__in=bodies).select_related("record").order_by("pk")


def waiting_for_bodies(person: User, day: date) -> list[Waiting]:
    """List the open drafts that a person's bodies were invited to and did not remark on yet."""
    if not person.bodies:
        return []
    rows = (
        Draft.objects.open_on(day)
        .newest()
        .filter(invited__record__reference__in=person.bodies, commitment__plan__finalised_at=None)
    )
    drafts = list(rows.select_related("commitment__record").distinct().order_by("closes_on", "pk"))
    said = Remark.objects.filter(
        organisation__record__reference__in=person.bodies,
        fingerprint__in=[draft.fingerprint for draft in drafts],
    )
    done = set(said.values_list("record", "fingerprint"))
    return [
        Waiting(draft, read(draft.content).title)
        for draft in drafts
        if (draft.commitment.record_id, draft.fingerprint) not in done
    ]


def waiting_by_plan(waiting: QuerySet[Remark]) -> list[tuple[str, Bilingual, int, datetime]]:
    """Count remarks that wait for somebody, by plan, with the day of the oldest."""
    plan = Commitment.objects.filter(record=OuterRef("record")).values("plan")
    counted_rows = waiting.order_by().annotate(of_plan=Subquery(plan)).values_list("of_plan")
    rows = counted_rows.annotate(count=Count("pk"), since=Min("made_at")).order_by("since")
    plans = Plan.objects.select_related("record").in_bulk([pk for pk, _n, _since in rows if pk])
    return [(plans[pk].code, plans[pk].title, n, since) for pk, n, since in rows if pk in plans]


def waiting_for(visitor: Visitor) -> QuerySet[Remark]:
    """Give the remarks that wait for this person: for an answer, or only to be let through."""
    if is_secretariat(visitor):
        return Remark.objects.waiting()
    readable = Draft.objects.visible_to(visitor).values("fingerprint")
    return Remark.objects.waiting().filter(state=RemarkState.HELD, fingerprint__in=readable)


def states(remarks: QuerySet[Remark]) -> dict[str, int]:
    """Count remarks by state."""
    rows = remarks.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def in_place(remarks: Iterable[Remark]) -> list[tuple[Remark, Draft | None]]:
    """Set beside each remark the latest draft on which it was made."""
    found = list(remarks)
    drafts = Draft.objects.filter(fingerprint__in={one.fingerprint for one in found})
    rows = drafts.select_related("commitment__record").order_by("number").defer("content")
    by_print = {(one.commitment.record_id, one.fingerprint): one for one in rows}
    return [(one, by_print.get((one.record_id, one.fingerprint))) for one in found]


def listed(commitment: Commitment) -> list[Listed]:
    """List the drafts of a commitment, the latest first, with how many were asked and spoke."""
    return _listed(Draft.objects.filter(commitment=commitment), commitment.record_id)


def _listed(drafts: QuerySet[Draft], record_id: int) -> list[Listed]:
    numbered: Any = drafts.annotate(asked=Count("invited", distinct=True)).order_by("-number")
    remarks = Remark.objects.filter(record=record_id, confirmed_at__isnull=False)
    counted_rows = remarks.order_by().values_list("fingerprint", "state").annotate(Count("pk"))
    by_print: dict[str, dict[str, int]] = {}
    for fingerprint, state, count in counted_rows:
        by_print.setdefault(fingerprint, {})[state] = count
    rows = numbered.defer("content")
    return [Listed(one, one.asked, by_print.get(one.fingerprint, {})) for one in rows]
