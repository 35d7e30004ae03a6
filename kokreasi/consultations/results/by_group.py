"""Who answered, and what they answered, by characteristics: only what the release tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kokreasi.consultations.choices import Channel, Characteristic, QuestionKind
from kokreasi.consultations.results import phrases
from kokreasi.consultations.results.charts import Bar, Grid, joined, label_of, length
from kokreasi.consultations.results.following import UNSAID, YES
from kokreasi.consultations.results.groups import BY_CHANNEL, bands_of_options, chosen
from kokreasi.consultations.results.reading import questions_of
from kokreasi.consultations.results.sheets import QuestionOnSheet, ResultSheet, WhyNot
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.disclosure import TOGETHER, Groups, Reason, Told
from kokreasi.insights.tabulation.shares import Share

HIDDEN = "*"
"""Stands for a count that is not shown."""
NO_GROUPS = {UNSAID, TOGETHER}
Words = Bilingual | str


@dataclass(frozen=True, slots=True)
class Characterised:
    """Who answered, by one characteristic; without bars where it is not told, and why."""

    key: str
    name: str
    wording: Words
    bars: tuple[Bar, ...] = ()
    together: tuple[Words, ...] = ()
    sentence: str = ""
    grid: Grid | None = None
    why_not: str = ""
    tables: int = 0

    @property
    def has_own_words(self) -> bool:
        """Tell whether the question says more than the name of the characteristic."""
        return str(self.wording) != self.name


@dataclass(frozen=True, slots=True)
class GroupRow:
    label: Words
    size: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A question by the groups of a characteristic; a cell that is not shown holds `HIDDEN`."""

    number: int
    wording: Bilingual
    part: Words
    head: tuple[Words, ...]
    rows: tuple[GroupRow, ...]
    is_of_choices: bool
    together: tuple[Words, ...]

    @property
    def hides(self) -> bool:
        return any(HIDDEN in row.cells for row in self.rows)


def reason_in_words(reason: Reason | WhyNot) -> str:
    """Say why something is not told."""
    return {
        Reason.TOO_FEW_PEOPLE: _("Too few people answered."),
        Reason.TOO_FEW_MORE: _(
            "Too few people have answered since it was last shown; that result still holds."
        ),
        Reason.SMALL_GROUPS: _("The groups are so small that most people would have to be hidden."),
        Reason.MOSTLY_WITHHELD: _(
            "So many small counts would have to be hidden that little is left."
        ),
        Reason.COUNTS_FELL: _("Answers were withdrawn: the difference would show a few people."),
        Reason.NEEDS_ANOTHER: _("The question before it is not shown by group."),
        WhyNot.DROPPED: _("What people said about themselves has been dropped, as announced."),
        WhyNot.ASKED_OF_SOME: _("Not everybody was asked this question."),
        WhyNot.ASKED_OF_A_GROUP: _("Asked only of some groups of people."),
        WhyNot.ROWS_ARE_OUT: _(
            "They were given with an earlier result: a second file would show who came in between."
        ),
        WhyNot.GROUPS_ARE_OUT: _(
            "So much is shown of groups that single rows would lead to people."
        ),
        WhyNot.STILL_OPEN: _("Rows are given once, after the consultation has closed."),
        WhyNot.TOO_FEW_PEOPLE: _("Too few people answered."),
        WhyNot.TOO_LARGE: _("There are more rows than one file can hold."),
    }.get(reason, _("Not shown."))


def name_of(characteristic: str) -> str:
    if characteristic == BY_CHANNEL:
        return _("Channel")
    return str(Characteristic(characteristic).label)


def characterised(sheet: ResultSheet) -> list[Characterised]:
    """Give every characteristic that was asked for, told or not, and the channels."""
    told = sheet.told
    reasons = told.withheld_characteristics
    found = []
    for asking in sheet.asked_about:
        key = str(asking.characteristic)
        reason = asking.why_not or reasons.get(key)
        if reason:
            why_not = reason_in_words(reason)
            found.append(Characterised(key, name_of(key), asking.wording, why_not=why_not))
        else:
            found.append(_told(sheet, key, asking.wording))
    return found


def _told(sheet: ResultSheet, key: str, wording: Words) -> Characterised:
    groups = sheet.told.groups[key]
    return Characterised(
        key=key,
        name=name_of(key),
        wording=wording,
        bars=_bars(sheet, key, groups),
        together=_together(sheet, key, groups.together),
        sentence=_sentence(sheet, key, groups),
        grid=_grid(sheet, key, groups),
        tables=sum(1 for name, _question in sheet.told.tables if name == key),
    )


def _sentence(sheet: ResultSheet, key: str, groups: Groups) -> str:
    """Name the largest of the groups that are told apart."""
    apart = {group: size for group, size in groups.sizes.items() if size and group not in NO_GROUPS}
    if not apart:
        return ""
    most = max(apart.values())
    named = [
        phrases.quoted(_group(sheet, key, group)) for group, size in apart.items() if size == most
    ]
    share = phrases.share(most, sheet.people)
    if len(named) > 1:
        values = {"groups": phrases.listed(named), "share": share}
        return _("Largest groups: %(groups)s – each %(share)s.") % values
    return _("Largest group: %(group)s – %(share)s.") % {"group": named[0], "share": share}


def _grid(sheet: ResultSheet, key: str, groups: Groups) -> Grid:
    rows = [
        (
            _group(sheet, key, group),
            phrases.number(size),
            phrases.percent(Share(size, sheet.people)),
        )
        for group, size in _told_apart_first(groups.sizes)
        if size
    ]
    return Grid((name_of(key), _("People"), _("Of those who answered")), tuple(rows))


def has_channel_tables(sheet: ResultSheet) -> bool:
    """Tell whether answers are shown by channel, of which there must be two for that."""
    told = sheet.told
    is_told = any(name == BY_CHANNEL for name, _question in told.tables)
    return is_told and len(sheet.channels) > 1


def _bars(sheet: ResultSheet, key: str, groups: Groups) -> tuple[Bar, ...]:
    sizes = {group: size for group, size in groups.sizes.items() if size}
    most = max(sizes.values(), default=0)
    return tuple(
        Bar(
            label=_group(sheet, key, group),
            figure=phrases.share(size, sheet.people),
            length=length(size, sheet.people),
            is_longest=size == most,
        )
        for group, size in _told_apart_first(sizes)
    )


def _told_apart_first(sizes: Mapping[str, int]) -> list[tuple[str, int]]:
    """Put those who said nothing, and the groups that are told together, last."""
    last = {UNSAID: 1, TOGETHER: 2}
    return sorted(sizes.items(), key=lambda each: last.get(each[0], 0))


def _group(sheet: ResultSheet, key: str, group: str) -> Words:
    if group == TOGETHER:
        return _("Smaller groups together")
    if group == UNSAID:
        return _("Did not say")
    if key == BY_CHANNEL:
        return str(Channel(group).label)
    named = {
        each.key: each.wording
        for asking in sheet.asked_about
        if asking.characteristic == key
        for each in asking.groups
    }
    return named.get(group) or group


def _together(sheet: ResultSheet, key: str, groups: Sequence[str]) -> tuple[Words, ...]:
    return tuple(_group(sheet, key, group) for group in groups)


def tables_by(sheet: ResultSheet, characteristic: str) -> list[GroupTable]:
    """Give every table by one characteristic, in the order of the questions."""
    told = {
        question: table
        for (name, question), table in sheet.told.tables.items()
        if name == characteristic
    }
    tables = _Tables(sheet, characteristic, told)
    return [
        table
        for shown in questions_of(sheet)
        for question in (shown.items or (shown.question,))
        for table in tables.of(shown.number, question)
    ]


@dataclass(frozen=True, slots=True)
class _Tables:
    """What a release tells by one characteristic, by question."""

    sheet: ResultSheet
    characteristic: str
    told: Mapping[str, Told]

    def of(self, number: int, question: QuestionOnSheet) -> Iterator[GroupTable]:
        """Give the tables of one question: one, or one for each row of a matrix."""
        item = question.item.wording if question.item else Bilingual()
        if question.kind == QuestionKind.MULTIPLE:
            yield from self._of_choices(number, question)
        elif question.kind == QuestionKind.MATRIX:
            for row in question.rows:
                table = self.told.get(f"{question.place}/{row.key}")
                if table:
                    part = joined(item, label_of(row)) if item else label_of(row)
                    yield self._plain(number, question, table, part)
        elif question.place in self.told:
            yield self._plain(number, question, self.told[question.place], item)

    def _plain(
        self, number: int, question: QuestionOnSheet, table: Told, part: Words
    ) -> GroupTable:
        answers = list(_answers(question))
        return GroupTable(
            number=number,
            wording=question.wording,
            part=part,
            head=tuple(words for _key, words in answers),
            rows=tuple(
                self._row(group, size, [table.cells[group].get(key) for key, _words in answers])
                for group, size in _told_apart_first(table.sizes)
                if size
            ),
            is_of_choices=False,
            together=_together(self.sheet, self.characteristic, table.groups_together),
        )

    def _row(self, group: str, size: int, counts: Iterable[int | None]) -> GroupRow:
        return GroupRow(
            label=_group(self.sheet, self.characteristic, group),
            size=phrases.number(size),
            cells=tuple(_cell(count, size) for count in counts),
        )

    def _of_choices(self, number: int, question: QuestionOnSheet) -> Iterator[GroupTable]:
        """Put the tables of several choices beside each other: each says who chose it."""
        found = [
            (option, self.told[chosen(question.place, option.key)])
            for option in question.options
            if chosen(question.place, option.key) in self.told
        ]
        if not found:
            return
        sizes = _sizes_of_all([table for _option, table in found])
        yield GroupTable(
            number=number,
            wording=question.wording,
            part=question.item.wording if question.item else "",
            head=tuple(label_of(option) for option, _table in found),
            rows=tuple(
                self._row(group, size, [_chosen_by(table, group) for _option, table in found])
                for group, size in _told_apart_first(sizes)
                if size
            ),
            is_of_choices=True,
            together=(),
        )


def _answers(question: QuestionOnSheet) -> Iterator[tuple[str, Words]]:
    """Give the answers in order, as a table by groups has them: long scales in bands."""
    if question.kind == QuestionKind.SCALE:
        for band in bands_of_options(question.options):
            yield band, band.replace("-", "–")
    else:
        yield from ((option.key, label_of(option)) for option in question.options)
    yield UNSAID, _("No answer")


def _cell(count: int | None, size: int) -> str:
    return HIDDEN if count is None else phrases.brief(count, size)


def _sizes_of_all(tables: Sequence[Told]) -> dict[str, int]:
    """Give the groups that have rows of their own in some of the tables."""
    return {
        group: size for table in tables for group, size in table.sizes.items() if group != TOGETHER
    }


def _chosen_by(table: Told, group: str) -> int | None:
    return table.cells[group].get(YES) if group in table.cells else None
