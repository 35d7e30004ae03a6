"""The register of reasoned responses: what was heard, what was decided, and how much and soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.models.responses import ResponseQuerySet
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.models import Author, Proposal
from kokreasi.proposals.queries.deciding import answerable
from kokreasi.proposals.queries.filtering import Filter, Option, described
from kokreasi.register.choices import FacetName
from kokreasi.register.models import Facet, Record
from kokreasi.register.search import matching

PLAN, LETTER, VERDICT, PROPOSER, WORDS = "rencana", "huruf", "putusan", "pengusul", "q"
NARROWING = (LETTER, VERDICT, PROPOSER, WORDS)


def public_responses(visitor: Visitor) -> ResponseQuerySet:
    """Give what everybody reads, in the order of the register, also to somebody who reads more."""
    rows = Response.objects.visible_to(visitor).public()
    return rows.order_by("plan__sort_key", "letter", "number")


def plans_with_answers(visitor: Visitor) -> list[Plan]:
    """Give the public plans that have a register, the latest first."""
    answered = public_responses(visitor).order_by().filter(plan=OuterRef("record"))
    public = Plan.objects.visible_to(visitor).filter(record__published_at__isnull=False)
    found = public.filter(Exists(answered)).select_related("record")
    return list(found.order_by("-starts_on", "-pk"))


def of_plan(plan: Plan, visitor: Visitor, asked: QueryDict) -> ResponseQuerySet:
    """Give the answers of a plan that fit every filter in the address, and the words searched."""
    return _narrowed(public_responses(visitor).filter(plan=plan.record), asked)


def of_all_plans(visitor: Visitor, asked: QueryDict) -> ResponseQuerySet:
    """Give the answers that fit, of every plan unless the address names one."""
    rows = public_responses(visitor)
    if plan := asked.get(PLAN):
        rows = rows.filter(plan__reference=plan)
    return _narrowed(rows, asked)


def _narrowed(rows: ResponseQuerySet, asked: QueryDict) -> ResponseQuerySet:
    if letter := asked.get(LETTER):
        rows = rows.filter(letter=letter)
    if asked.get(VERDICT) in Verdict.values:
        rows = rows.filter(verdict=asked[VERDICT])
    if body := asked.get(PROPOSER):
        proposed = Facet.objects.filter(name=FacetName.PROPOSER, value=body)
        rows = rows.filter(about__in=proposed.values("record"))
    if words := asked.get(WORDS, "").strip():
        rows = rows.filter(_saying(words))
    return rows


def _saying(words: str) -> Q:
    """Give the condition that the answer or the contribution says this."""
    found = Q(about__in=matching(Record.objects.public(), words).values("pk"))
    for field in ("heard", "reason"):
        for language in ("id", "en"):
            found |= Q(**{f"{field}__{language}__icontains": words})
    return found


def with_line(rows: ResponseQuerySet) -> ResponseQuerySet:
    """Read what a line of the register shows, with a fixed number of queries.

    One query for each kind of thing: joined in one, a dozen tables leave the planner of a database
    that does not know their sizes yet with nothing but guesses.
    """
    standing = Author.objects.filter(left_at=None).select_related(
        "organisation__record", "user", "correspondent"
    )
    proposals = Proposal.objects.select_related("commitment__record").prefetch_related(
        Prefetch("authors", standing, to_attr="standing_authors")
    )
    return rows.select_related("plan", "about").prefetch_related(
        Prefetch("about__proposal", proposals), "unit__record", "decided_in", "leads_to"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An answer with who is answered, as the register shows it."""

    response: Response
    proposers: tuple[str, ...]
    became: Record | None


def lines(responses: Iterable[Response]) -> list[Line]:
    """Give lines for answers that were read with `with_line`."""
    return [Line(one, _proposers(one), _became(one)) for one in responses]


def _proposal(response: Response) -> Proposal | None:
    return getattr(response.about, "proposal", None)


def _proposers(response: Response) -> tuple[str, ...]:
    proposal = _proposal(response)
    standing: list[Author] = proposal.standing_authors if proposal else []  # type: ignore[attr-defined]
    return tuple(author.public_name for author in standing)


def _became(response: Response) -> Record | None:
    """Give what the contribution leads to, as far as everybody may see it."""
    proposal = _proposal(response)
    commitment = proposal.commitment.record if proposal and proposal.commitment else None
    found = commitment or response.leads_to
    return found if found and found.is_public else None


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of what was submitted has an answer, and after how many days in the median."""

    submitted: int
    answered: int
    days: int | None

    @property
    def share(self) -> int | None:
        """Give the part that is answered, in whole per cent; never 100 while one is missing."""
        return self.answered * 100 // self.submitted if self.submitted else None


def figures(plan: Plan) -> Figures:
    """Count once until data change; withdrawn proposals are not waiting for an answer."""
    return kept_until_change(f"answers-{plan.pk}", lambda: _figures(plan))


def _figures(plan: Plan) -> Figures:
    submitted = answerable().public().filter(plan=plan)
    answered = Response.objects.public().filter(about__in=submitted.values("record"))
    moments = answered.values_list("about__proposal__submitted_at", "published_at")
    days = [_days(sent, published) for sent, published in moments if sent and published]
    middle = round(median(days)) if days else None
    return Figures(submitted.count(), len(days), middle)


def _days(sent: datetime, published: datetime) -> int:
    return (published.astimezone(WIB).date() - sent.astimezone(WIB).date()).days


def filters(plan: Plan, asked: QueryDict) -> list[Filter]:
    """Describe every filter; what each offers is read once until data change."""
    offered = kept_until_change(f"answer-options-{plan.pk}", lambda: _offered(plan))
    labels = ((LETTER, _("Theme")), (VERDICT, _("Decision")), (PROPOSER, _("Proposer")))
    return described(labels, offered, asked)


def _offered(plan: Plan) -> dict[str, list[Option]]:
    rows = Response.objects.public().filter(plan=plan.record).order_by()
    by_letter = rows.values_list("letter", "about__proposal__theme__title").distinct()
    themes = dict(by_letter)
    verdicts = set(rows.values_list("verdict", flat=True).distinct())
    bodies = Facet.objects.filter(name=FacetName.PROPOSER, record__in=rows.values("about"))
    proposers = Record.objects.public().filter(reference__in=bodies.values("value"))
    return {
        LETTER: [
            (letter, _titled(letter, themes[letter]))
            for letter in sorted(themes, key=lambda one: (len(one), one))
        ],
        VERDICT: [(one.value, one.label) for one in Verdict if one.value in verdicts],
        PROPOSER: [(one.reference, one.title) for one in proposers.order_by("sort_key")],
    }


def _titled(letter: str, title: Bilingual | None) -> Bilingual:
    words = title or Bilingual.of(_("without a theme"))
    return Bilingual(
        id=f"{letter}. {words.id or words.en}",
        en=f"{letter}. {words.en or words.id}",
    )
