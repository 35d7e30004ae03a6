"""Opinion groups and votes in words, as the sheet has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kokreasi.consultations.results import phrases
from kokreasi.consultations.results.charts import Grid, Segment, Stack
from kokreasi.consultations.results.sentences import MOST_NAMED
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.opinions.results import Leaning, Reason, Result, Statement, Way
from kokreasi.insights.tabulation.shares import Share

AGREE, PASS, DISAGREE = 1, 2, 3
"""Places of the three answers in a bar; the style sheet draws each in its own way."""


@dataclass(frozen=True, slots=True)
class Leaned:
    """A statement and how people lean on it."""

    text: Bilingual
    words: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    letter: str
    size: str
    stands_for: tuple[Leaned, ...]


@dataclass(frozen=True, slots=True)
class OpinionsShown:
    """Votes on statements: one sentence, a chart, its table; and groups where they are offered."""

    participants: str
    votes: str
    grouped: str
    why_not: str
    groups: tuple[GroupShown, ...]
    consensus: tuple[Leaned, ...]
    dividing: tuple[Bilingual, ...]
    statements: tuple[Stack, ...]
    sentence: str
    grid: Grid

    @property
    def legend(self) -> tuple[tuple[str, int], ...]:
        """Give the words of each part of a bar with its place."""
        return ((_("agree"), AGREE), (_("pass"), PASS), (_("disagree"), DISAGREE))


def opinions_shown(sheet: ResultSheet) -> OpinionsShown | None:
    """Give what was found in votes; None where nobody voted."""
    if sheet.opinions is None:
        return None
    result = Result.from_json(sheet.opinions.result)
    texts = {each.number: each.text for each in sheet.opinions.statements}
    statements = [each for each in result.statements if each.id in texts]
    return OpinionsShown(
        participants=phrases.people(result.participants),
        votes=phrases.number(result.votes),
        grouped=phrases.people(result.grouped),
        why_not=why_no_groups(result.reason) if result.reason else "",
        groups=tuple(
            GroupShown(
                group.letter,
                phrases.people(group.size),
                tuple(_leaned(each, texts) for each in group.stands_for),
            )
            for group in result.groups
        ),
        consensus=tuple(_leaned(each, texts) for each in result.consensus),
        dividing=tuple(texts[number] for number in result.dividing if number in texts),
        statements=tuple(_votes(each, texts[each.id]) for each in statements),
        sentence=sentence_of(statements, texts),
        grid=grid_of(statements, texts),
    )


def sentence_of(statements: Sequence[Statement], texts: Mapping[int, Bilingual]) -> str:
    """Say which statements most agree with, and which most disagree with."""
    voted = [each for each in statements if _total(each)]
    if not voted:
        return ""
    agreed = {each.id: Fraction(each.agrees, _total(each)) for each in voted}
    disagreed = {each.id: Fraction(each.disagrees, _total(each)) for each in voted}
    values = {
        "agreed": _first(agreed, texts),
        "most": _about(max(agreed.values())),
        "disagreed": _first(disagreed, texts),
        "least": _about(max(disagreed.values())),
    }
    return (
        _(
            "Agreed with most: %(agreed)s (%(most)s of its votes). "
            "Disagreed with most: %(disagreed)s (%(least)s)."
        )
        % values
    )


def _first(shares: Mapping[int, Fraction], texts: Mapping[int, Bilingual]) -> str:
    """Name the statements with the largest share; of very many only how many they are."""
    most = max(shares.values())
    named = [phrases.quoted(texts[number]) for number, share in shares.items() if share == most]
    if len(named) > MOST_NAMED:
        return _("%(number)s statements") % {"number": len(named)}
    return phrases.listed(named)


def _about(share: Fraction) -> str:
    return phrases.percent(Share(share.numerator, share.denominator))


def grid_of(statements: Sequence[Statement], texts: Mapping[int, Bilingual]) -> Grid:
    head = (_("Statement"), _("Agree"), _("Pass"), _("Disagree"), _("Votes"))
    return Grid(head, tuple(_row(each, texts[each.id]) for each in statements))


def _row(statement: Statement, text: Bilingual) -> tuple[Bilingual | str, ...]:
    counts = (statement.agrees, statement.passes, statement.disagrees, _total(statement))
    return (text, *(phrases.number(count) for count in counts))


def _total(statement: Statement) -> int:
    return statement.agrees + statement.passes + statement.disagrees


def why_no_groups(reason: Reason) -> str:
    """Say why no groups are offered."""
    return {
        Reason.TOO_FEW_STATEMENTS: _("Groups are formed from seven statements on."),
        Reason.TOO_MANY_STATEMENTS: _("There are too many statements to form groups."),
        Reason.TOO_FEW_PARTICIPANTS: _(
            "Groups are formed when at least 30 people have voted often enough: fewer would say "
            "nothing."
        ),
        Reason.NO_CLEAR_GROUPS: _("The votes show no groups that are clearer than chance."),
    }[reason]


def _leaned(leaning: Leaning, texts: Mapping[int, Bilingual]) -> Leaned:
    words = _("most agree") if leaning.way == Way.AGREE else _("most disagree")
    return Leaned(texts.get(leaning.statement, Bilingual()), words)


def _votes(statement: Statement, text: Bilingual) -> Stack:
    counts = (
        (AGREE, Bilingual("Setuju", "Agree"), statement.agrees),
        (PASS, Bilingual("Lewati", "Pass"), statement.passes),
        (DISAGREE, Bilingual("Tidak setuju", "Disagree"), statement.disagrees),
    )
    total = _total(statement)
    segments, before = [], 0
    for place, label, count in counts:
        if count:
            left, width = (f"{100 * each / total:.2f}%" for each in (before, count))
            segments.append(Segment(left, width, place, label, count))
        before += count
    figure = _("agree: %(share)s") % {"share": phrases.share(statement.agrees, total)}
    return Stack(text, tuple(segments), figure)
