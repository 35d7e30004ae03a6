"""The report of a result as a document, in the language that is active."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kokreasi.consultations.results import overview
from kokreasi.consultations.results.by_group import (
    Characterised,
    GroupTable,
    characterised,
    has_channel_tables,
    name_of,
    tables_by,
)
from kokreasi.consultations.results.charts import Bar, Grid, Stack
from kokreasi.consultations.results.comparing import comparison_of
from kokreasi.consultations.results.groups import BY_CHANNEL
from kokreasi.consultations.results.opinions import Leaned, OpinionsShown, opinions_shown
from kokreasi.consultations.results.reading import Shown, questions_of
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.plans.exports.blocks import (
    Block,
    Sayable,
    code,
    fact,
    facts,
    heading,
    lead,
    plain,
    prose,
    quiet,
    said,
    table,
)
from kokreasi.plans.exports.booklets import Booklet, Cover
from kokreasi.writing.booklets import Values

LONGEST = 7
"""The shade of a bar that is not divided."""
WIDEST_TABLE = 9
"""Columns beyond which a table does not fit a page; the spreadsheet has it."""


def report_of(sheet: ResultSheet, *, fingerprint: str) -> Values:
    """Write everything that the page of a result shows."""
    title = _("Results: %(title)s") % {"title": sheet.title}
    booklet = Booklet(
        title=title,
        running=str(sheet.title),
        standing=f"{sheet.reference} · {_('result %(number)s') % {'number': sheet.number}}",
        fingerprint=fingerprint,
        contents_depth=2,
        cover=_cover(sheet, fingerprint),
    )
    return booklet.values(
        [
            *_beginning(sheet),
            *_people(sheet),
            *_compared(sheet),
            *_questions(sheet),
            *_opinions(opinions_shown(sheet)),
            *_themes(sheet),
            *_marked(sheet),
            *_groups(sheet),
        ]
    )


def _cover(sheet: ResultSheet, fingerprint: str) -> Cover:
    day = date_format(sheet.made_at.astimezone(WIB), "j F Y")
    return Cover(
        eyebrow=_("Results of a public consultation"),
        title=said(sheet.title),
        period=overview.period(sheet),
        facts=plain(
            [
                fact(_("Reference"), f"{sheet.reference} · {sheet.number}"),
                fact(_("Answers"), overview.people(sheet)),
                fact(_("Counted at"), day),
                fact(_("Fingerprint"), code(fingerprint)),
            ]
        ),
    )


def _beginning(sheet: ResultSheet) -> list[Block]:
    return [
        heading(1, said(_("Before you read the figures")), opens_page=True),
        *lead(overview.lead(sheet)),
        *facts(*(fact(label, words) for label, words in overview.facts(sheet))),
        *_stated(sheet),
    ]


def _stated(sheet: ResultSheet) -> list[Block]:
    if not sheet.stated:
        return []
    rows = [
        fact(str(each.label), f"{each.value}{each.unit}", said(each.source, before="– "))
        for each in sheet.stated
    ]
    words = _(
        "Figures that a source published about this consultation. They are its own statement and "
        "were not counted here."
    )
    return [heading(2, said(_("What a source states"))), *quiet(words), *facts(*rows)]


def _people(sheet: ResultSheet) -> list[Block]:
    asked = characterised(sheet)
    if not asked:
        return []
    return [
        heading(1, said(_("Who answered")), opens_page=True),
        *(block for each in asked for block in _characteristic(each)),
    ]


def _characteristic(each: Characterised) -> list[Block]:
    start = [heading(2, said(each.name)), *(quiet(each.wording) if each.has_own_words else [])]
    if each.why_not:
        return [*start, *prose(_("Not shown.") + " " + each.why_not)]
    told = [*lead(each.sentence), _bars(each.bars), *(_grid(each.grid) if each.grid else [])]
    return [*start, *told, *_told_together(each.together)]


def _told_together(groups: Sequence[Sayable]) -> list[Block]:
    if not groups:
        return []
    named = ", ".join(str(group) for group in groups)
    return quiet(_("Smaller groups that are shown together:") + f" {named}.")


def _bars(bars: Iterable[Bar]) -> Block:
    return {"kind": "bars", "rows": [_bar(bar) for bar in bars]}


def _bar(bar: Bar) -> dict[str, Any]:
    share = min(float(bar.length.rstrip("%")) / 100, 1)
    value = " · ".join(filter(None, (bar.figure, bar.beside)))
    return {"label": said(bar.label), "value": value, "parts": [[share, LONGEST]]}


def _stacks(stacks: Iterable[Stack]) -> Block:
    rows = [
        {
            "label": said(stack.label),
            "value": stack.figure,
            "parts": [[float(part.width.rstrip("%")) / 100, part.place] for part in stack.segments],
        }
        for stack in stacks
    ]
    return {"kind": "bars", "rows": rows}


def _compared(sheet: ResultSheet) -> list[Block]:
    comparison = comparison_of(sheet)
    if comparison is None:
        return []
    head = [_("Commitment"), *(str(words) for words in comparison.questions)]
    rows = [
        [[said(words)], *([said(f"{cell.median} ({cell.answered})")] for cell in cells)]
        for words, cells in comparison.rows
    ]
    note = _(
        "The median of each commitment: half of those who answered gave at most this, half at "
        "least. In brackets: how many answered."
    )
    return [
        heading(1, said(_("Commitments compared")), opens_page=True),
        *quiet(note),
        *table([3, *[1.4] * (len(head) - 1)], head, rows),
    ]


def _questions(sheet: ResultSheet) -> list[Block]:
    if not sheet.questions:
        return []
    return [
        heading(1, said(_("The questions, one by one")), opens_page=True),
        *(block for shown in questions_of(sheet) for block in _question(shown)),
    ]


def _question(shown: Shown) -> list[Block]:
    blocks = [heading(2, said(shown.wording, before=f"{shown.number}. ")), *quiet(shown.base)]
    blocks += lead(shown.sentence)
    if shown.bars:
        blocks.append(_bars(shown.bars))
    if shown.columns:
        blocks.append(_columns(shown))
    if shown.stacks:
        blocks += [*quiet(_legend(shown)), _stacks(shown.stacks)]
    blocks += facts(*(fact(label, words) for label, words in shown.facts))
    blocks += [block for note in shown.notes for block in quiet(note)]
    return blocks + (_grid(shown.grid) if shown.grid else [])


def _columns(shown: Shown) -> Block:
    """Lay the columns of a scale down: the longest is a full line."""
    return _bars(replace(each, length=f"{each.length}%") for each in shown.columns)


def _legend(shown: Shown) -> str:
    words = [str(words) for words, _shade in shown.legend]
    return _("From left to right: %(answers)s.") % {"answers": ", ".join(words)}


def _grid(grid: Grid) -> list[Block]:
    if len(grid.head) > WIDEST_TABLE:
        return quiet(_("The table of all figures is in the spreadsheet and on the page."))
    rows = [[[said(cell)] for cell in row] for row in grid.rows]
    return table([3, *[1.1] * (len(grid.head) - 1)], grid.head, rows)


def _opinions(opinions: OpinionsShown | None) -> list[Block]:
    if opinions is None:
        return []
    voted = _("%(people)s voted, %(votes)s votes in all.") % {
        "people": opinions.participants,
        "votes": opinions.votes,
    }
    blocks = [heading(1, said(_("Statements and opinion groups")), opens_page=True), *lead(voted)]
    blocks += prose(opinions.why_not) if opinions.why_not else _opinion_groups(opinions)
    order = ", ".join((_("agree"), _("pass"), _("disagree")))
    blocks += [
        heading(2, said(_("All statements"))),
        *lead(opinions.sentence),
        *quiet(_("From left to right: %(answers)s.") % {"answers": order}),
        _stacks(_as_shades(opinions.statements)),
        *_grid(opinions.grid),
    ]
    return blocks


def _as_shades(stacks: Iterable[Stack]) -> list[Stack]:
    """Give votes the shades of a scale: teal for those who agree, amber for those who do not."""
    shades = {1: 7, 2: 4, 3: 1}
    return [
        Stack(
            stack.label,
            tuple(
                type(part)(part.left, part.width, shades[part.place], part.label, part.count)
                for part in stack.segments
            ),
            stack.figure,
        )
        for stack in stacks
    ]


def _opinion_groups(opinions: OpinionsShown) -> list[Block]:
    words = _(
        "Opinion groups are people who voted alike; they say nothing about who these people are. "
        "%(grouped)s voted on enough statements to be placed."
    ) % {"grouped": opinions.grouped}
    blocks = prose(words)
    for group in opinions.groups:
        title = _("Group %(letter)s") % {"letter": group.letter}
        blocks += [heading(2, said(title)), *quiet(group.size), *_leanings(group.stands_for)]
    if opinions.consensus:
        blocks += [
            heading(2, said(_("What all groups agree on"))),
            *_leanings(opinions.consensus),
        ]
    if opinions.dividing:
        blocks.append(heading(2, said(_("What divides the groups"))))
        blocks += [block for each in opinions.dividing for block in prose(each)]
    return blocks


def _leanings(leaned: Sequence[Leaned]) -> list[Block]:
    if not leaned:
        return prose(_("No statement sets this group apart."))
    return facts(*(fact(each.words, each.text) for each in leaned))


def _themes(sheet: ResultSheet) -> list[Block]:
    if not sheet.themes:
        return []
    blocks = [heading(1, said(_("What people wrote")), opens_page=True)]
    for theme in sheet.themes:
        blocks += [
            heading(2, said(theme.title)),
            *quiet(overview.contributions(theme.answers)),
            *prose(theme.summary),
            *(block for words in theme.quotations for block in lead(words)),
        ]
    return blocks


def _marked(sheet: ResultSheet) -> list[Block]:
    words = _(
        "They are marked by the rules below and counted like all others. Nobody decides which of "
        "them count."
    )
    return [
        heading(1, said(_("Answers that look suspicious"))),
        *prose(words),
        *facts(*(fact(rule, number) for rule, number in overview.marks(sheet))),
    ]


def _groups(sheet: ResultSheet) -> list[Block]:
    names = [each.key for each in characterised(sheet) if each.tables]
    names += [BY_CHANNEL] if has_channel_tables(sheet) else []
    if not names:
        return []
    words = _(
        "A count of fewer than %(k)s people is not shown, nor anything from which it could be "
        "worked out: such cells hold *."
    ) % {"k": sheet.smallest_group}
    return [
        heading(1, said(_("Answers by group")), opens_page=True),
        *lead(words),
        *(block for name in names for block in _by(sheet, name)),
    ]


def _by(sheet: ResultSheet, key: str) -> list[Block]:
    name = name_of(key)
    return [
        heading(2, said(_("Answers by: %(name)s") % {"name": name})),
        *(block for each in tables_by(sheet, key) for block in _group_table(each, name)),
    ]


def _group_table(each: GroupTable, name: str) -> list[Block]:
    if len(each.head) + 2 > WIDEST_TABLE:
        return []
    part = f" – {each.part}" if each.part else ""
    title = said(Bilingual(*(_titled(each, part, words) for words in _both(each.wording))))
    head = [name, _("Asked"), *(str(words) for words in each.head)]
    rows = [
        [[said(row.label)], [said(row.size)], *([said(cell)] for cell in row.cells)]
        for row in each.rows
    ]
    widths = [2, 0.9, *[1.2] * len(each.head)]
    return [heading(3, title), *table(widths, head, rows), *_told_together(each.together)]


def _both(words: Bilingual) -> tuple[str, str]:
    return words.id, words.en


def _titled(each: GroupTable, part: str, words: str) -> str:
    return f"{each.number}. {words}{part}" if words else ""
