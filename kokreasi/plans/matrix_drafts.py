"""The drafts of a plan as a matrix can say them: looked up by reference, number or title."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.locking import hold
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.models import Commitment, Indicator, Involvement, Plan, Target, Theme

Lookup = dict[str, Commitment]


def folded(text: str) -> str:
    """Leave out what spreadsheets do to spaces: texts that differ in nothing else are the same."""
    return " ".join(text.split())


def written(words: Bilingual) -> str:
    """Give the words that a matrix shows: the Indonesian ones, or else the English ones."""
    return words.shown("id").text


def rows_of(plan: Plan, *, lock: bool = False) -> list[Commitment]:
    """Fetch the drafts with everything a matrix shows; `lock` holds them until the end."""
    involvements = Involvement.objects.select_related("organisation__record")
    measures = Indicator.objects.filter(is_measure_of_success=True).prefetch_related(
        Prefetch("targets", Target.objects.select_related("period"))
    )
    rows = plan.commitments.order_by("number").select_related("record", "theme")
    if lock:
        hold(rows, plan.commitments.values_list("pk", flat=True))
    return list(
        rows.prefetch_related(
            Prefetch("involvements", involvements),
            Prefetch("indicators", measures, to_attr="measures"),
        )
    )


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as the matrix shows it."""

    text: str
    words: Bilingual
    number: Decimal | None


def goals(commitment: Commitment) -> dict[Semester, Goal]:
    """Give the targets of the measure of success by semester; fetch with `rows_of`."""
    indicators: list[Indicator] = commitment.measures  # type: ignore[attr-defined]
    return {
        target.period.semester: Goal(
            written(target.words) or plain_number(target.number), target.words, target.number
        )
        for indicator in indicators
        for target in indicator.targets.all()
    }


def plain_number(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def taking_part(commitment: Commitment, part: Part) -> list[Organisation]:
    rows = [row for row in commitment.involvements.all() if row.part == part]
    return [row.organisation for row in sorted(rows, key=lambda row: (row.position, row.pk))]


class Drafts:
    """Finds the draft that a row of a matrix speaks of."""

    def __init__(self, rows: Iterable[Commitment]) -> None:
        self.rows = list(rows)
        self.by_reference: Lookup = {row.reference: row for row in self.rows}
        self.by_number = {row.number: row for row in self.rows}
        self.by_title: Lookup = {
            folded(written(row.title)).casefold(): row for row in reversed(self.rows)
        }

    def find(self, *, reference: str, number: int | None, title: str) -> Commitment | None:
        """Find by reference, else by number; a row with neither is found by its title."""
        if reference:
            return self.by_reference.get(reference)
        if number is not None:
            return self.by_number.get(number)
        return self.by_title.get(folded(title).casefold())


class Themes:
    """Finds a theme of the plan by the words of a cell, as `themes.add` would tell them apart."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._by_words: dict[str, Theme] = {}
        for theme in themes:
            for words in (theme.code, theme.title.en, theme.title.id):
                if words:
                    self._by_words[folded(words).casefold()] = theme

    def find(self, text: str) -> Theme | None:
        return self._by_words.get(folded(text).casefold())
