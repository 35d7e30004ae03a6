"""What stands on the sheet besides counted answers: statements, themes, stated figures."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Prefetch

from kokreasi.consultations.models import Consultation, Finding, Quotation, Vote
from kokreasi.consultations.results.sheets import (
    Opinions,
    StatedOnSheet,
    StatementOnSheet,
    ThemeOnSheet,
)
from kokreasi.insights.opinions.results import Result as GroupsFound


def opinions_of(
    consultation: Consultation, previous: Mapping[str, Any] | None, *, k: int
) -> tuple[Opinions | None, dict[str, Any]]:
    """Group people by their votes on the statements that are shown.

    Gives what everybody may read, and what is kept so that groups keep their letters; `previous`
    is what was kept the last time. None where nobody voted.
    """
    shown = consultation.statements.shown().order_by("number")
    if not Vote.objects.filter(statement__in=shown).exists():
        return None, {}

    from kokreasi.consultations.queries.votes import votes_of  # noqa: PLC0415 - numpy, 20 MB
    from kokreasi.insights.opinions import grouping  # noqa: PLC0415 - 20 MB, only tasks group

    found = grouping.group(
        votes_of(consultation),
        previous=GroupsFound.from_json(previous) if previous else None,
        limits=grouping.Limits(k=k),
    )
    kept = found.as_json()
    statements = tuple(StatementOnSheet(each.number, each.text, each.is_seed) for each in shown)
    return Opinions(statements, kept | {"plane": None}), kept


def themes_of(consultation: Consultation) -> tuple[ThemeOnSheet, ...]:
    """Give the published findings of what people wrote, with the words that are shown."""
    shown = Prefetch("quotations", Quotation.objects.filter(is_shown=True))
    findings = Finding.objects.filter(consultation=consultation, record__published_at__isnull=False)
    coded = findings.values_list("pk").annotate(number=Count("codings__submission", distinct=True))
    answers = dict(coded.order_by())
    return tuple(
        ThemeOnSheet(
            reference=finding.reference,
            title=finding.title,
            summary=finding.summary,
            answers=answers[finding.pk],
            quotations=tuple(sorted(each.text for each in finding.quotations.all())),
        )
        for finding in findings.select_related("record").prefetch_related(shown)
    )


def stated_of(consultation: Consultation) -> tuple[StatedOnSheet, ...]:
    """Give what a source states about the consultation, as its own statement."""
    return tuple(
        StatedOnSheet(
            label=figure.label,
            value=f"{figure.value.normalize():f}",
            unit=figure.unit,
            source=figure.source,
            source_url=figure.source_url,
        )
        for figure in consultation.record.stated_figures.all()
    )
