"""Organisations as a table. The same columns come in again by `imports`."""

from collections.abc import Iterable, Sequence

from kokreasi.core.tabular import Column
from kokreasi.organisations.models import Organisation, OrganisationName, OrganisationQuerySet
from kokreasi.people.visitors import Visitor
from kokreasi.vocabularies.choices import Scheme
from kokreasi.vocabularies.models import Region

BETWEEN = "; "
IN_TURNS = 500
"""Organisations that are fetched at once, so that memory does not grow with the table."""


def _joined(texts: Iterable[str]) -> str:
    return BETWEEN.join(texts)


def _present(organisation: Organisation) -> OrganisationName:
    return next(name for name in organisation.names.all() if name.valid_to is None)


def region_code(region: Region) -> str:
    """Give the code of the ministry of home affairs as it is, any other with its scheme."""
    return region.code if region.scheme == Scheme.KEMENDAGRI else f"{region.scheme}:{region.code}"


COLUMNS: tuple[Column[Organisation], ...] = (
    Column("reference", lambda o: o.reference),
    Column("kind", lambda o: o.kind),
    Column("name_id", lambda o: o.name.id),
    Column("name_en", lambda o: o.name.en),
    Column("abbreviation", lambda o: o.abbreviation),
    Column("name_from", lambda o: _present(o).valid_from),
    Column("aliases", lambda o: _joined(alias.text for alias in o.aliases.all())),
    Column("parent", lambda o: o.parent.reference if o.parent else ""),
    Column("regions", lambda o: _joined(region_code(region) for region in o.regions.all())),
    Column("goals", lambda o: _joined(goal.code for goal in o.goals.all())),
    Column("mailbox", lambda o: o.mailbox),
    Column("website", lambda o: o.website),
    Column("founded_year", lambda o: o.founded_year),
    Column("focus_id", lambda o: o.focus.id),
    Column("focus_en", lambda o: o.focus.en),
    Column("network_id", lambda o: o.network.id),
    Column("network_en", lambda o: o.network.en),
    Column("programmes_id", lambda o: o.programmes.id),
    Column("programmes_en", lambda o: o.programmes.en),
)
NAMES: Sequence[str] = [column.name for column in COLUMNS]


def rows_for(visitor: Visitor) -> Iterable[Organisation]:
    """Give the organisations that a visitor may see and that were not merged, by reference."""
    organisations = Organisation.objects.visible_to(visitor).standing()
    return with_cells(organisations).iterator(chunk_size=IN_TURNS)


def with_cells(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """Fetch what the columns need, with as many queries for one row as for all."""
    return organisations.select_related("record", "parent__record").prefetch_related(
        "names", "aliases", "regions", "goals"
    )
