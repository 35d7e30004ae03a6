"""How a plan came about: its stages, and what was counted beside what sources state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kokreasi.plans.events import counts_asked
from kokreasi.plans.exports.blocks import Block, heading, quiet, said, table
from kokreasi.plans.exports.commitment_sheets import days
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.queries.counting import Counted, figures, plan_counts, stage_counts
from kokreasi.plans.queries.odd_dates import OddDate, odd_dates
from kokreasi.register.models import StatedFigure

Counts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Process:
    """How a plan came about, as everybody may know it on a day."""

    on: date
    stages: list[Stage]
    odd: list[OddDate]
    figures: list[Counted]
    stage_figures: Mapping[int, list[Counted]] = field(default_factory=dict)


def process_of(plan: Plan, *, on: date) -> Process:
    """Count what is public of a plan: its stages, and what the apps above know of them."""
    visible = Stage.objects.visible_to(AnonymousUser()).filter(record__published_at__isnull=False)
    rows = visible.filter(plan=plan).select_related("record", "kind")
    stages = list(rows.prefetch_related("record__stated_figures"))
    asked = _asked(plan)
    counts = {**plan_counts(plan), **asked.get(None, {})}
    by_stage = {stage.pk: _figures_of(stage, counts, asked.get(stage.pk, {})) for stage in stages}
    stated = plan.record.stated_figures.all()
    return Process(on, stages, odd_dates(plan, stages), figures(counts, stated), by_stage)


def _asked(plan: Plan) -> dict[int | None, dict[str, int | None]]:
    found: dict[int | None, dict[str, int | None]] = {}
    for _receiver, answer in counts_asked.send(Plan, plan=plan):
        told: Mapping[int | None, Counts] = answer  # type: ignore[assignment]
        for stage, counts in told.items():
            found.setdefault(stage, {}).update(counts)
    return found


def _figures_of(stage: Stage, counts: Counts, own: Counts) -> list[Counted]:
    return figures({**stage_counts(stage, counts), **own}, stage.record.stated_figures.all())


class Sources:
    """The sources of stated numbers, each with a sign by which it is named once."""

    def __init__(self) -> None:
        self._signs: dict[str, int] = {}

    def sign(self, stated: StatedFigure) -> str:
        return f"[{self._signs.setdefault(str(stated.source), len(self._signs) + 1)}]"

    def told(self) -> str:
        return "\n".join(f"[{number}] {source}" for source, number in self._signs.items())


def process_blocks(process: Process) -> list[Block]:
    """Write the chapter; sources of stated numbers stand at its end."""
    sources = Sources()
    day = date_format(process.on, "j F Y")
    counted = _(
        "Numbers are counted from what was public on %(day)s. Where a source states another "
        "number, or nothing is recorded here, what it states stands with the sign of the source."
    )
    return [
        heading(1, said(_("How this plan was made")), opens_page=True),
        *quiet(counted % {"day": day}),
        *_figures(process.figures, sources),
        *_stages(process, sources),
        *quiet(_odd(process)),
        *quiet(sources.told()),
    ]


def _figures(found: list[Counted], sources: Sources) -> list[Block]:
    items = [
        {
            "number": number_format(each.derived) if each.derived is not None else "",
            "label": str(each.label),
            "aside": _stated(each, sources),
        }
        for each in found
    ]
    return [{"kind": "figures", "items": items}] if items else []


def _stated(each: Counted, sources: Sources) -> str:
    """Say what a source states, where that is not what was counted."""
    if each.stated is None or each.stated.value == each.derived:
        return ""
    number = f"{number_format(each.stated.value.normalize())}{each.stated.unit}"
    return _("stated: %(number)s %(source)s") % {
        "number": number,
        "source": sources.sign(each.stated),
    }


def _stages(process: Process, sources: Sources) -> list[Block]:
    head = (_("Stage"), _("Dates"), _("What was counted"))
    rows = [
        (
            [said(stage.title), said(stage.summary), said(stage.place)],
            [said(days(stage.opens_on, stage.closes_on) or _("dates not recorded"))],
            [said(_line(each, sources)) for each in process.stage_figures[stage.pk]],
        )
        for stage in process.stages
    ]
    laid_out = table((4.4, 2.2, 2.8), head, rows)
    return [heading(2, said(_("Stages"))), *laid_out] if laid_out else []


def _line(each: Counted, sources: Sources) -> str:
    told = (
        number_format(each.derived) if each.derived is not None else "",
        _stated(each, sources),
    )
    return f"{each.label}: {', '.join(part for part in told if part)}"


def _odd(process: Process) -> str:
    if not process.odd:
        return ""
    told = "; ".join(f"{odd.stage.title} {odd.words}" for odd in process.odd)
    return _("Dates that may surprise are printed as they were recorded: %(dates)s.") % {
        "dates": told
    }
