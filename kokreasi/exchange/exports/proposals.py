"""Open data of proposals: what everybody reads on their pages, as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.exchange.exports.describing import Described, address
from kokreasi.proposals.models import Author, Proposal
from kokreasi.proposals.queries.listing import public_proposals, support_of, with_line
from kokreasi.register.models import Record

CHUNK = 200
"""Rows in memory at a time."""
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A public proposal with who stands behind it, what is counted of it, and its answer."""

    proposal: Proposal
    authors: tuple[Author, ...]
    supporters: int
    response: Response | None


def public_proposal_rows() -> Iterator[ProposalRow]:
    """Give what everybody may read, whoever asks, the first reference first, some at a time."""
    rows = with_line(public_proposals(AnonymousUser())).select_related(
        "stage__record", "commitment__record"
    )
    ordered = rows.prefetch_related(
        "institutions__record", "values", "goals", "regions", "challenges__record"
    ).order_by("record__reference")
    for start in range(0, ordered.count(), CHUNK):
        yield from _rows(list(ordered[start : start + CHUNK]))


def _rows(some: list[Proposal]) -> Iterator[ProposalRow]:
    supported = support_of(some)
    answered = Response.objects.visible_to(AnonymousUser()).filter(
        about__in=[one.record_id for one in some]
    )
    responses = {one.about_id: one for one in answered.select_related("leads_to")}
    for one in some:
        authors: list[Author] = one.standing_authors  # type: ignore[attr-defined]
        response = responses.get(one.record_id)
        yield ProposalRow(one, tuple(authors), supported.get(one.pk, 0), response)


def _keys(records: Iterable[Record]) -> str:
    return BETWEEN.join(record.reference for record in records if record.is_public)


def _named_bodies(row: ProposalRow) -> list[Record]:
    return [author.organisation.record for author in row.authors if author.organisation]


def _key(record: Record | None) -> str:
    return record.reference if record and record.is_public else ""


def _plain(words: Bilingual) -> str:
    return words.id or words.en


PROPOSALS: tuple[Described, ...] = (
    Described(
        "reference", _("reference of the proposal; never changes"), lambda r: r.proposal.reference
    ),
    Described("plan", _("reference of the action plan"), lambda r: _key(r.proposal.plan.record)),
    Described(
        "stage",
        _("reference of the stage in which it was sent"),
        lambda r: _key(r.proposal.stage.record if r.proposal.stage else None),
    ),
    Described("title_id", _("title in Indonesian"), lambda r: r.proposal.title.id),
    Described("title_en", _("title in English"), lambda r: r.proposal.title.en),
    Described("problem", _("public problem"), lambda r: _plain(r.proposal.problem)),
    Described("causes", _("causes"), lambda r: _plain(r.proposal.causes)),
    Described("solution", _("proposed solution"), lambda r: _plain(r.proposal.solution)),
    Described("results", _("expected result"), lambda r: _plain(r.proposal.results)),
    Described("format", _("form: short, global"), lambda r: r.proposal.format),
    Described(
        "proposers",
        _("who stands behind it, separated by semicolons; a citizen only where that was wished"),
        lambda r: BETWEEN.join(author.public_name for author in r.authors),
    ),
    Described(
        "proposer_references",
        _("references of the organisations among them"),
        lambda r: _keys(_named_bodies(r)),
    ),
    Described(
        "theme",
        _("theme"),
        lambda r: _plain(r.proposal.theme.title) if r.proposal.theme else "",
    ),
    Described(
        "institutions",
        _("references of the institutions concerned"),
        lambda r: _keys(body.record for body in r.proposal.institutions.all()),
    ),
    Described(
        "institutions_words",
        _("further institutions concerned, as written"),
        lambda r: r.proposal.institutions_words,
    ),
    Described(
        "challenges",
        _("references of the challenges that it answers"),
        lambda r: _keys(one.record for one in r.proposal.challenges.all()),
    ),
    Described(
        "values",
        _("codes of the open-government values"),
        lambda r: BETWEEN.join(term.code for term in r.proposal.values.all()),
    ),
    Described(
        "goals",
        _("codes of the sustainable development goals"),
        lambda r: BETWEEN.join(term.code for term in r.proposal.goals.all()),
    ),
    Described(
        "regions",
        _("codes of the regions"),
        lambda r: BETWEEN.join(region.code for region in r.proposal.regions.all()),
    ),
    Described(
        "standing",
        _("where it stands: received, screened, discussed, decided, withdrawn"),
        lambda r: r.proposal.standing,
    ),
    Described(
        "submitted_on",
        _("day on which it was sent (year-month-day)"),
        lambda r: r.proposal.submitted_at.astimezone(WIB).date(),
    ),
    Described(
        "supporters", _("how many organisations and people support it"), lambda r: r.supporters
    ),
    Described(
        "verdict",
        _(
            "decision: accepted, partly, merged, split, absorbed, deferred, declined, "
            "out_of_scope; empty until it is published"
        ),
        lambda r: r.response.verdict if r.response else "",
    ),
    Described(
        "reason",
        _("reason of the decision"),
        lambda r: _plain(r.response.reason) if r.response else "",
    ),
    Described(
        "decided_on",
        _("day of the decision (year-month-day)"),
        lambda r: r.response.decided_on if r.response else None,
    ),
    Described(
        "leads_to",
        _("reference of what the decision names: a proposal or a commitment"),
        lambda r: _key(r.response.leads_to) if r.response else "",
    ),
    Described(
        "commitment",
        _("reference of the commitment that grew out of it"),
        lambda r: _key(r.proposal.commitment.record if r.proposal.commitment else None),
    ),
    Described("address", _("permanent link"), lambda r: address(r.proposal.record)),
)
