"""Counts as they stand on the sheet of a result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.wording import Choice
from kokreasi.consultations.results.places import Place, number_column, options_of
from kokreasi.consultations.results.sheets import Placing, QuestionOnSheet, Tally
from kokreasi.consultations.results.values import bands_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights import tabulation as tab

MOST_MONTHS = 24
TENTH = Decimal("0.1")

Tallies = Mapping[str, tab.AnyTally]
"""What was counted of everybody, by column."""


def question_on_sheet(
    place: Place,
    everybody: Tallies,
    without: Tallies | None,
    *,
    alike: Iterable[Place],
    versions: Sequence[int],
    provinces: Mapping[str, str],
) -> QuestionOnSheet:
    """Put the results of a question together; `without` leaves out what looks suspicious.

    `alike` are the places of the same question for every commitment: they share their options.
    """
    question = place.question
    found = [everybody[column] for column, _answer in place.parts()]
    everywhere = [everybody[column] for each in alike for column, _answer in each.parts()]
    options = _options(place, everywhere, provinces)
    is_partial = set(place.versions) != set(versions)
    shown = QuestionOnSheet(
        key=question.key,
        kind=question.kind,
        wording=question.wording,
        options=options,
        rows=question.rows if question.kind == QuestionKind.MATRIX else (),
        item=place.item,
        tallies=tuple(_tally(each, options, place) for each in found),
        versions=tuple(sorted(place.versions)) if is_partial else (),
        earlier=place.earlier,
    )
    if without is None:
        return shown
    left = [without[column] for column, _answer in place.parts()]
    return replace(shown, without=tuple(_tally(each, options, place) for each in left))


def _options(
    place: Place, found: Sequence[tab.AnyTally], provinces: Mapping[str, str]
) -> tuple[Choice, ...]:
    numbers = [each for each in found if isinstance(each, tab.NumberTally)]
    if numbers:
        named = _bands(place)
        return tuple(_said_as_written(named[at]) for at in _filled(numbers))
    if any(isinstance(each, tab.FlagTally) for each in found):
        return ()
    if place.question.kind == QuestionKind.REGION:
        return tuple(
            Choice(code, Bilingual(name, name))
            for code, name in ((code, provinces.get(code, code)) for code in _given(found))
        )
    if place.question.kind == QuestionKind.DAY:
        return tuple(_said_as_written(key) for key in _periods(_given(found)))
    return options_of(place.question)


def _bands(place: Place) -> list[str]:
    return bands_of(number_column(place.question, place.column).edges)


def _said_as_written(key: str) -> Choice:
    return Choice(key, Bilingual(key, key))


def _filled(tallies: Iterable[tab.NumberTally]) -> range:
    """Give the places of the bands from the first to the last that is not empty everywhere."""
    bands = zip(*(each.bands for each in tallies), strict=True)
    filled = [at for at, numbers in enumerate(bands) if any(numbers)]
    return range(filled[0], filled[-1] + 1) if filled else range(0)


def _given(tallies: Iterable[tab.AnyTally]) -> list[str]:
    """Give the keys that anybody chose, in the order of the list, which is the same for all."""
    counts = [each.counts for each in tallies if isinstance(each, tab.ChoiceTally)]
    return [key for key in counts[0] if any(each[key] for each in counts)] if counts else []


def _periods(months: Sequence[str]) -> list[str]:
    """Give the months, or the years where there are many months."""
    if len(months) <= MOST_MONTHS:
        return list(months)
    return list(dict.fromkeys(month.split("-")[0] for month in months))


def _tally(found: tab.AnyTally, options: Sequence[Choice], place: Place) -> Tally:
    response = found.response
    plain = Tally(asked=response.asked, answered=response.answered)
    match found:
        case tab.ChoicesTally():
            counts = tuple(found.counts.get(option.key, 0) for option in options)
            return replace(plain, counts=counts, made=found.made)
        case tab.RankingTally():
            placings = _placings(found, options)
            first = tuple(placing.first for placing in placings)
            return replace(plain, counts=first, placings=placings)
        case tab.ScaleTally():
            counts = tuple(found.counts.get(int(option.key), 0) for option in options)
            mean = _decimal(tab.mean_of_scale(found))
            return replace(plain, counts=counts, quartiles=_quartiles(found), mean=mean)
        case tab.NumberTally():
            bands = dict(zip(_bands(place), found.bands, strict=True))
            counts = tuple(bands[option.key] for option in options)
            mean = _decimal(tab.mean_of_numbers(found))
            return replace(plain, counts=counts, quartiles=_quartiles(found), mean=mean)
        case tab.ChoiceTally():
            return replace(plain, counts=tuple(_of(found, option.key) for option in options))
    return plain


def _of(found: tab.ChoiceTally, key: str) -> int:
    """Count a key; or, where years are shown of months, all that begin with it."""
    if key in found.counts:
        return found.counts[key]
    return sum(number for month, number in found.counts.items() if month.startswith(f"{key}-"))


def _placings(found: tab.RankingTally, options: Sequence[Choice]) -> tuple[Placing, ...]:
    points = tab.borda(found)
    named = [(found.placings[option.key], points[option.key]) for option in options]
    return tuple(Placing(each.ranked, each.first, _plain(score)) for each, score in named)


def _quartiles(found: tab.ScaleTally | tab.NumberTally) -> tuple[str, str, str] | None:
    placed = found.quartiles if isinstance(found, tab.NumberTally) else tab.quartiles(found.counts)
    return (_plain(placed.lower), _plain(placed.median), _plain(placed.upper)) if placed else None


def _decimal(mean: tab.NotedMean | None) -> str:
    if mean is None:
        return ""
    exact = Decimal(mean.value.numerator) / Decimal(mean.value.denominator)
    return str(exact.quantize(TENTH, ROUND_HALF_UP))


def _plain(number: Fraction) -> str:
    """Write an exact number as a decimal in text, without zeros at its end."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{exact.normalize():f}"
