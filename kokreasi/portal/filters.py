"""Ways to narrow the list of commitments, each a plain parameter in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.plans.models import Theme
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Facet, Record, RecordQuerySet
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term


class Way(NamedTuple):
    """A parameter, its label, the facets it looks at, and the vocabulary of its values."""

    parameter: str
    label: Promise
    facets: tuple[FacetName, ...]
    vocabulary: Vocabulary | None = None


WAYS = (
    Way("rencana", _("Plan"), (FacetName.PLAN,)),
    Way("tema", _("Theme"), (FacetName.THEME,)),
    Way("lembaga", _("Institution"), (FacetName.LEAD, FacetName.SUPPORT)),
    Way("mitra", _("Civil-society partner"), (FacetName.PARTNER,)),
    Way("tpb", _("Sustainable development goal"), (FacetName.GOAL,), Vocabulary.SDG_GOAL),
    Way("nilai", _("Value"), (FacetName.VALUE,), Vocabulary.OGP_VALUE),
    Way("bidang", _("Policy area"), (FacetName.AREA,), Vocabulary.POLICY_AREA),
)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    name: Bilingual
    count: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter as the page shows it: what it offers, what is chosen, and how to drop that.

    The options are written as HTML once for each language until data change: there may be
    hundreds, and writing them in a template would cost more than the list itself.
    """

    parameter: str
    label: str | Promise
    written_options: SafeString
    value: str
    name: Bilingual | str
    without: str


def chosen(parameters: QueryDict) -> list[Chosen]:
    """Read every filter from the parameters of an address."""
    written = kept_until_change(f"commitment-options-{get_language()}", written_options)
    return [
        Chosen(
            parameter=way.parameter,
            label=way.label,
            written_options=written[way.parameter],
            value=(value := parameters.get(way.parameter, "")),
            name=_name(way, value) if value else "",
            without=_without(parameters, way.parameter),
        )
        for way in WAYS
    ]


def written_options() -> dict[str, SafeString]:
    """Write what each filter offers, in the reader's language."""
    return {parameter: _written(offered) for parameter, offered in options().items()}


def _written(offered: Iterable[Option]) -> SafeString:
    rows = ((option.value, option.name, option.count) for option in offered)
    return format_html_join("", '<option value="{}">{} ({})</option>', rows)


def _name(way: Way, value: str) -> Bilingual | str:
    """Name what is chosen; its raw value where nothing is called so."""
    return _names(way, [value]).get(value, value)


def _without(parameters: QueryDict, parameter: str) -> str:
    """Give the address of the list with every other filter kept, on its first page."""
    kept = [(k, v) for k, v in parameters.items() if v and k not in {parameter, "page"}]
    return f"?{urlencode(kept)}"


def narrowed(records: RecordQuerySet, parameters: QueryDict) -> RecordQuerySet:
    """Keep the records that carry every facet asked for."""
    for way in WAYS:
        if value := parameters.get(way.parameter):
            carrying = Facet.objects.filter(name__in=way.facets, value=value).values("record")
            records = records.filter(pk__in=carrying)
    return records


def options() -> dict[str, list[Option]]:
    """List what each filter offers, with the number of published commitments behind it."""
    public = Q(record__published_at__isnull=False, record__kind=Kind.COMMITMENT)
    return {way.parameter: _options(way, public) for way in WAYS}


def _options(way: Way, public: Q) -> list[Option]:
    rows = Facet.objects.filter(public, name__in=way.facets)
    counts = dict(
        rows.values("value")
        .annotate(count=Count("record", distinct=True))
        .values_list("value", "count")
    )
    names = _names(way, counts)
    found = [Option(value, names[value], counts[value]) for value in counts if value in names]
    return sorted(found, key=lambda option: list(names).index(option.value))


def _names(way: Way, values: Iterable[str]) -> Mapping[str, Bilingual]:
    """Name the values, in the order in which a reader expects them."""
    if way.vocabulary:
        terms = Term.objects.of(way.vocabulary).filter(code__in=values)
        return {term.code: term.name for term in terms}
    if FacetName.THEME in way.facets:
        return {theme.code: theme.title for theme in _public_themes(values)}
    records = Record.objects.filter(reference__in=values).order_by("sort_key")
    return {record.reference: record.title for record in records}


def _public_themes(codes: Iterable[str]) -> QuerySet[Theme]:
    """Read themes of public plans, by code and the latest plan last.

    A plan that is copied takes the codes along: the words of its draft are nobody's business yet.
    """
    public = Theme.objects.filter(code__in=codes, plan__record__published_at__isnull=False)
    return public.order_by("code", "plan__starts_on")
