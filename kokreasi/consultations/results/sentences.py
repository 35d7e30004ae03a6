"""One sentence for each chart that says what it shows."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.results import phrases
from kokreasi.consultations.results.phrases import Base
from kokreasi.consultations.results.sheets import QuestionOnSheet, Tally

MOST_NAMED = 3


def of_counts(question: QuestionOnSheet) -> str:
    """Say what was answered most often, or what lies in the middle."""
    tally = question.tally
    if not tally.answered:
        return _("Nobody answered this question.")
    if question.kind == QuestionKind.SCALE and tally.counts:
        return _of_scale(question)
    if tally.quartiles is not None:
        return _of_numbers(question)
    most = max(tally.counts)
    named = _named(question, most)
    values = {"answers": named, "share": phrases.share(most, tally.answered)}
    if question.kind == QuestionKind.MULTIPLE:
        values["choices"] = phrases.share(most, tally.made, Base.CHOICES)
        return _("Chosen most often: %(answers)s – %(choices)s, by %(share)s.") % values
    if question.kind == QuestionKind.RANKING:
        return _("Put first most often: %(answers)s – by %(share)s.") % values
    return _("Most frequent answer: %(answers)s – %(share)s.") % values


def _named(question: QuestionOnSheet, most: int) -> str:
    """Name the options with this count; of very many only how many they are."""
    named = [
        phrases.quoted(option.wording or option.key)
        for option, count in zip(question.options, question.tally.counts, strict=True)
        if count == most
    ]
    if len(named) > MOST_NAMED:
        return _("%(number)s answers equally often") % {"number": len(named)}
    return phrases.listed(named)


def _of_scale(question: QuestionOnSheet) -> str:
    tally = question.tally
    most = max(tally.counts)
    points = [
        option.key
        for option, count in zip(question.options, tally.counts, strict=True)
        if count == most
    ]
    return _("Most gave %(points)s: %(share)s. The median is %(median)s.") % {
        "points": phrases.listed(points),
        "share": phrases.share(most, tally.answered),
        "median": _median(tally),
    }


def _of_numbers(question: QuestionOnSheet) -> str:
    low, median, high = (phrases.number(each) for each in question.tally.quartiles or ("0",) * 3)
    return _("The median is %(median)s; half of the answers lie from %(low)s to %(high)s.") % {
        "median": median,
        "low": low,
        "high": high,
    }


def _median(tally: Tally) -> str:
    return phrases.number(Decimal(tally.quartiles[1])) if tally.quartiles else ""


def of_words(question: QuestionOnSheet) -> str:
    tally = question.tally
    if question.kind == QuestionKind.CONSENT:
        return _("%(people)s agreed.") % {"people": phrases.people(tally.answered)}
    return _(
        "%(people)s answered in their own words. Their words are not shown here; what they are "
        "about stands in the findings."
    ) % {"people": phrases.people(tally.answered)}


def of_matrix(question: QuestionOnSheet) -> str:
    """Say in which row the first answer was given most often, and in which the last."""
    if not any(tally.answered for tally in question.tallies):
        return _("Nobody answered this question.")
    ends = [
        _row_of(question, at, question.options[at].wording) for at in (0, len(question.options) - 1)
    ]
    return " ".join(dict.fromkeys(ends))


def _row_of(question: QuestionOnSheet, at: int, answer: object) -> str:
    pairs = list(zip(question.rows, question.tallies, strict=True))
    row, tally = max(pairs, key=lambda pair: pair[1].counts[at] / max(pair[1].answered, 1))
    return _("%(answer)s was answered most often to %(row)s: %(share)s.") % {
        "answer": phrases.quoted(answer),
        "row": phrases.quoted(row.wording),
        "share": phrases.share(tally.counts[at], tally.answered),
    }


def middle(question: QuestionOnSheet) -> str:
    """Say the median and the highest points of one commitment, or its most frequent answer."""
    tally = question.tally
    if not tally.answered:
        return _("no answer")
    if tally.quartiles is not None:
        return _("median %(median)s, of %(people)s") % {
            "median": _median(tally),
            "people": phrases.people(tally.answered),
        }
    most = max(tally.counts, default=0)
    return f"{_named(question, most)}: {phrases.share(most, tally.answered)}"


def of_items(items: Sequence[QuestionOnSheet]) -> str:
    """Name the commitments with the highest and the lowest median."""
    rated = [each for each in items if each.tally.quartiles and each.tally.answered]
    if not rated:
        return _("Asked for each commitment; the table holds all figures.")
    high = max(Decimal(_middle(each)) for each in rated)
    low = min(Decimal(_middle(each)) for each in rated)
    if high == low:
        return _("All commitments have the same median: %(median)s.") % {
            "median": phrases.number(high)
        }
    return _("Highest median: %(best)s (%(high)s). Lowest: %(worst)s (%(low)s).") % {
        "best": _commitments(rated, high),
        "high": phrases.number(high),
        "worst": _commitments(rated, low),
        "low": phrases.number(low),
    }


def _middle(question: QuestionOnSheet) -> str:
    return question.tally.quartiles[1] if question.tally.quartiles else "0"


def _commitments(rated: Sequence[QuestionOnSheet], median: Decimal) -> str:
    named = [
        phrases.quoted(each.item.wording)
        for each in rated
        if each.item and Decimal(_middle(each)) == median
    ]
    if len(named) > MOST_NAMED:
        return _("%(number)s commitments") % {"number": len(named)}
    return phrases.listed(named)
