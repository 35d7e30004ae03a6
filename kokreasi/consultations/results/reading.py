"""The sheet in words: what pages and documents show of each question, in the active language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kokreasi.consultations.choices import TEXTS, QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Choice
from kokreasi.consultations.results import phrases, sentences
from kokreasi.consultations.results.charts import (
    Bar,
    Grid,
    Stack,
    joined,
    label_of,
    legend_of,
    length,
    point_of,
    stack_of,
)
from kokreasi.consultations.results.phrases import Base
from kokreasi.consultations.results.sheets import QuestionOnSheet, ResultSheet, Tally, WhyNot
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.tabulation.shares import Share, shares

AXES = (25, 50, 100)
"""Percent at the end of a chart: the shortest that holds its longest bar."""
SORTED = {QuestionKind.MULTIPLE, QuestionKind.RANKING, QuestionKind.REGION}
DRAWN = {QuestionKind.SCALE, QuestionKind.SINGLE, QuestionKind.MATRIX}
"""Kinds that are drawn as divided bars where they are asked for each commitment."""
MOST_COLUMNS = 11
TOP_POINTS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it is read: what was asked, of whom, one sentence, a chart, and its table."""

    number: int
    question: QuestionOnSheet
    base: str
    sentence: str
    bars: tuple[Bar, ...] = ()
    columns: tuple[Bar, ...] = ()
    stacks: tuple[Stack, ...] = ()
    legend: tuple[tuple[Bilingual, int], ...] = ()
    axis: int = 100
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    grid: Grid | None = None
    items: tuple[QuestionOnSheet, ...] = field(default=())

    @property
    def wording(self) -> Bilingual:
        return self.question.wording

    @property
    def anchor(self) -> str:
        return f"p-{self.number}"


def questions_of(sheet: ResultSheet) -> list[Shown]:
    """Give each question; one that was asked for each commitment once, with all of these."""
    together = dict(sheet.repeated())
    shown: list[Shown] = []
    for question in sheet.questions:
        items = together.get(question.key) if question.item else None
        if question.item and not question.why_not and (not items or question is not items[0]):
            continue
        shown.append(_shown(len(shown) + 1, question, items or []))
    return shown


def _shown(number: int, question: QuestionOnSheet, items: list[QuestionOnSheet]) -> Shown:
    if question.why_not:
        return Shown(number, question, base="", sentence=why_not(question.why_not))
    if items:
        return of_items(number, question, items)
    if question.kind == QuestionKind.MATRIX:
        return _of_matrix(number, question)
    if question.kind in TEXTS or question.kind == QuestionKind.CONSENT:
        return _of_words(number, question)
    return _of_counts(number, question)


def why_not(reason: WhyNot) -> str:
    return {
        WhyNot.ASKED_OF_A_GROUP: _(
            "Asked only of some groups of people. The answers are not shown, so that nobody can "
            "be recognised by them."
        ),
    }.get(reason, _("Not shown."))


def base_of(tally: Tally) -> str:
    """Say how many were asked, and how many answered."""
    return _("%(answered)s of %(asked)s people who were asked answered.") % {
        "answered": phrases.number(tally.answered),
        "asked": phrases.number(tally.asked),
    }


def _of_words(number: int, question: QuestionOnSheet) -> Shown:
    tally = question.tally
    return Shown(number, question, base_of(tally), sentences.of_words(question))


def _of_counts(number: int, question: QuestionOnSheet) -> Shown:
    tally, pairs = question.tally, _in_order(question)
    axis = _axis(tally)
    bars = tuple(_bar(question, option, count, axis) for option, count in pairs if count)
    has_columns = _has_columns(question)
    return Shown(
        number=number,
        question=question,
        base=base_of(tally),
        sentence=sentences.of_counts(question),
        bars=() if has_columns else bars,
        columns=_columns(question) if has_columns else (),
        axis=axis,
        facts=tuple(_facts(question)),
        notes=tuple(_notes(question)),
        grid=grid_of(question),
    )


def _has_columns(question: QuestionOnSheet) -> bool:
    """Tell whether a scale is drawn as columns beside each other: long, and without words."""
    is_long = len(question.options) <= MOST_COLUMNS
    labelled = sum(bool(option.wording) for option in question.options)
    return question.kind == QuestionKind.SCALE and is_long and labelled <= TOP_POINTS


def _in_order(question: QuestionOnSheet) -> list[tuple[Choice, int]]:
    """Give options with their counts; where order says nothing the most frequent come first."""
    pairs = list(zip(question.options, question.tally.counts, strict=True))
    if question.kind not in SORTED:
        return pairs
    return sorted(pairs, key=lambda pair: (pair[0].key == OTHER, -pair[1]))


def _label(question: QuestionOnSheet, option: Choice) -> Bilingual:
    return point_of(option) if question.kind == QuestionKind.SCALE else label_of(option)


def _axis(tally: Tally) -> int:
    longest = max((Share(n, tally.answered).percent or 0 for n in tally.counts), default=0)
    return next(end for end in AXES if end >= min(longest, AXES[-1]))


def _bar(question: QuestionOnSheet, option: Choice, count: int, axis: int) -> Bar:
    tally, is_several = question.tally, question.kind == QuestionKind.MULTIPLE
    of_people = phrases.share(count, tally.answered)
    return Bar(
        label=_label(question, option),
        figure=phrases.share(count, tally.made, Base.CHOICES) if is_several else of_people,
        length=length(count, tally.answered, axis),
        is_longest=count == max(tally.counts),
        beside=of_people if is_several else "",
    )


def _columns(question: QuestionOnSheet) -> tuple[Bar, ...]:
    tally = question.tally
    most = max(tally.counts, default=0)
    return tuple(
        Bar(
            label=Bilingual(option.key, option.key),
            figure=phrases.number(count),
            length=f"{100 * count / most if most else 0:.2f}",
            is_longest=bool(count) and count == most,
        )
        for option, count in zip(question.options, tally.counts, strict=True)
    )


def _facts(question: QuestionOnSheet) -> Iterator[tuple[str, str]]:
    tally = question.tally
    if tally.quartiles is None:
        return
    low, median, high = (phrases.number(each) for each in tally.quartiles)
    yield (
        _("Median"),
        _("%(median)s: half of the answers are at most this, half at least this.")
        % {"median": median},
    )
    yield (
        _("Middle half"),
        _("from %(low)s to %(high)s (a quarter of the answers lies below, a quarter above).")
        % {"low": low, "high": high},
    )
    top = top_of(question)
    if top is not None:
        yield _("The two highest points"), phrases.share(top, tally.answered)
    if tally.mean:
        yield _("Mean"), _mean(question)


def _mean(question: QuestionOnSheet) -> str:
    value = phrases.number(Decimal(question.tally.mean))
    if question.kind == QuestionKind.SCALE:
        note = _("%(mean)s – take it as a hint only: it supposes that all steps are equally far.")
    else:
        note = _("%(mean)s – take it as a hint only: a few very large numbers move it.")
    return note % {"mean": value}


def top_of(question: QuestionOnSheet) -> int | None:
    """Count those who gave one of the two highest points of a scale."""
    if question.kind != QuestionKind.SCALE or not question.tally.counts:
        return None
    return sum(question.tally.counts[-TOP_POINTS:])


def _notes(question: QuestionOnSheet) -> Iterator[str]:
    yield from _about_sums(question)
    if question.kind == QuestionKind.MULTIPLE:
        yield _(
            "Several choices were allowed: shares of people add up to more than 100%, shares of "
            "choices to 100%."
        )
    if question.kind == QuestionKind.RANKING:
        yield _("Bars show how often each was put in the first place.")
    if question.kind == QuestionKind.DAY:
        yield _("Days are counted by month or year.")
    yield from notes_on_wording(question)


def _about_sums(question: QuestionOnSheet) -> Iterator[str]:
    tally = question.tally
    base = tally.made if question.kind == QuestionKind.MULTIPLE else tally.answered
    rounded = shares(dict(enumerate(tally.counts)), base=base)
    if rounded.needs_note:
        yield _("Rounded percentages add up to %(sum)s, not to 100.") % {"sum": rounded.rounded_sum}


def notes_on_wording(question: QuestionOnSheet) -> Iterator[str]:
    """Say where not everybody read the same words."""
    if question.versions:
        numbers = phrases.listed(map(str, question.versions))
        yield _("Asked only in version %(numbers)s of the questionnaire.") % {"numbers": numbers}
    for each in question.earlier:
        yield _("Up to version %(number)s the question was: “%(wording)s”") % {
            "number": each.version,
            "wording": each.wording,
        }


def grid_of(question: QuestionOnSheet) -> Grid:
    """Give all figures of a question, also those of choices that nobody made."""
    tally, without = question.tally, question.without
    is_several = question.kind == QuestionKind.MULTIPLE
    is_ranking = question.kind == QuestionKind.RANKING
    head = [_("Answer"), _("First place") if is_ranking else _("Number")]
    head += [_("Of those who answered")] + ([_("Of all choices")] if is_several else [])
    head += [_("Ranked at all"), pgettext("ranking", "Points")] if is_ranking else []
    head += [_("Without suspicious answers")] if without else []
    rows = []
    for at, (option, count) in enumerate(zip(question.options, tally.counts, strict=True)):
        row: list[Bilingual | str] = [_label(question, option), phrases.number(count)]
        row.append(phrases.percent(Share(count, tally.answered)))
        row += [phrases.percent(Share(count, tally.made))] if is_several else []
        if is_ranking:
            placing = tally.placings[at]
            row += [phrases.number(placing.ranked), phrases.number(placing.points)]
        row += [phrases.number(without[0].counts[at])] if without else []
        rows.append(tuple(row))
    rows.append(_missing(tally, len(head)))
    return Grid(tuple(head), tuple(rows))


def _missing(tally: Tally, width: int) -> tuple[Bilingual | str, ...]:
    filled = (_("Asked, without an answer"), phrases.number(tally.missing))
    return (*filled, *[""] * (width - len(filled)))


def _of_matrix(number: int, question: QuestionOnSheet) -> Shown:
    stacks = tuple(
        stack_of(label_of(row), question.options, tally.counts, _most(question, tally))
        for row, tally in zip(question.rows, question.tallies, strict=True)
    )
    return Shown(
        number=number,
        question=question,
        base=_base_of_rows(question.tallies),
        sentence=sentences.of_matrix(question),
        stacks=stacks,
        legend=legend_of(question.options),
        notes=tuple(notes_on_wording(question)),
        grid=_grid_of_rows(
            [label_of(row) for row in question.rows], question.options, question.tallies
        ),
    )


def _base_of_rows(tallies: Sequence[Tally]) -> str:
    fewest = min(tally.answered for tally in tallies)
    most = max(tally.answered for tally in tallies)
    if fewest == most:
        return base_of(tallies[0])
    return _("%(fewest)s to %(most)s people answered, depending on the row.") % {
        "fewest": phrases.number(fewest),
        "most": phrases.number(most),
    }


def _most(question: QuestionOnSheet, tally: Tally) -> str:
    """Say the most frequent answer of a row."""
    if not tally.answered:
        return _("no answer")
    most = max(tally.counts)
    named = [
        str(label_of(option))
        for option, count in zip(question.options, tally.counts, strict=True)
        if count == most
    ]
    return f"{phrases.listed(named)}: {phrases.share(most, tally.answered)}"


def _grid_of_rows(
    labels: Sequence[Bilingual], options: Sequence[Choice], tallies: Sequence[Tally]
) -> Grid:
    head = ("", *(str(label_of(option)) for option in options), _("Answered"))
    rows = [
        _row(label, [*tally.counts, tally.answered])
        for label, tally in zip(labels, tallies, strict=True)
    ]
    return Grid(head, tuple(rows))


def _row(label: Bilingual, counts: Sequence[int]) -> tuple[Bilingual | str, ...]:
    return (label, *(phrases.number(count) for count in counts))


def of_items(number: int, question: QuestionOnSheet, items: Sequence[QuestionOnSheet]) -> Shown:
    """Show a question that was asked for each commitment: one bar for each, or each row of it."""
    lines = [line for each in items for line in _lines_of(each)]
    labels, tallies, _figures = (list(column) for column in zip(*lines, strict=True))
    options = question.options
    is_drawn = bool(options) and question.kind in DRAWN
    stacks = (stack_of(label, options, tally.counts, figure) for label, tally, figure in lines)
    return Shown(
        number=number,
        question=question,
        base=_base_of_rows(tallies),
        sentence=sentences.of_items(items),
        stacks=tuple(stacks) if is_drawn else (),
        legend=legend_of(options) if is_drawn else (),
        notes=tuple(notes_on_wording(question)),
        grid=_grid_of_rows(labels, options, tallies),
        items=tuple(items),
    )


def _lines_of(question: QuestionOnSheet) -> Iterator[tuple[Bilingual, Tally, str]]:
    """Give of one commitment, or of each row of it: its words, counts and a figure."""
    words = question.item.wording if question.item else Bilingual()
    if question.kind != QuestionKind.MATRIX:
        yield words, question.tally, sentences.middle(question)
        return
    for row, tally in zip(question.rows, question.tallies, strict=True):
        yield joined(words, label_of(row)), tally, _most(question, tally)
