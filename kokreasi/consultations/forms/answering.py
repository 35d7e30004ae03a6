"""What a page of a questionnaire sends, as values of answers (`definition.values`).

The frozen definition is the form: nothing is built from it anew for each person. What cannot be
read as a value is kept as it was typed, so that nothing is lost by a mistake; `definition.judging`
says what is wrong with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from kokreasi.consultations.choices import UNANSWERED, QuestionKind
from kokreasi.consultations.definition.judging import parts_of
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key
from kokreasi.consultations.definition.wording import Asked
from kokreasi.consultations.queries import regions

MATCH = "match"
"""`<question>.match` is the region that somebody chose among those with the name typed."""
MOST_DIGITS = 18
WHOLE = re.compile(rf"[+-]?\d{{1,{MOST_DIGITS}}}")
DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
WITH_POINT = re.compile(r"[+-]?\d+\.\d+")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")

Values = dict[str, Any]


def read(questions: Iterable[Asked], item: str, sent: QueryDict, *, on: date) -> Values:
    """Give what was sent for these questions by the keys of answers; None where nothing was."""
    values: Values = {}
    for question in questions:
        if question.kind not in UNANSWERED:
            values |= _read(question, item, sent, on)
    return values


def keys_of(question: Asked, item: str) -> Iterator[str]:
    """Name every answer that belongs to a question."""
    if question.kind in UNANSWERED:
        return
    if question.kind != QuestionKind.MATRIX:
        yield answer_key(question.key, item)
    for of in parts_of(question):
        yield answer_key(question.key, item, of=of)


def _read(question: Asked, item: str, sent: QueryDict, on: date) -> Values:
    key = answer_key(question.key, item)
    if question.kind == QuestionKind.MATRIX:
        names = [answer_key(question.key, item, of=row.key) for row in question.rows]
        values: Values = {name: _text(sent.get(name)) for name in names}
    elif question.kind == QuestionKind.RANKING:
        values = {key: _ranking(question, item, sent)}
    elif question.kind == QuestionKind.REGION:
        values = {key: _region(question, item, sent, on)}
    else:
        values = {key: READERS.get(question.kind, _first)(question, sent.getlist(key))}
    return values | _beside(question, item, sent, values.get(key))


def _beside(question: Asked, item: str, sent: QueryDict, chosen: Any) -> Values:
    """Read the words for “other”, which also choose it, and the leave to quote."""
    values: Values = {}
    if question.has_other:
        name = answer_key(question.key, item, of=OTHER)
        values[name] = _text(sent.get(name))
        if values[name] and question.kind == QuestionKind.MULTIPLE:
            given = [*(chosen or ()), OTHER]
            values[answer_key(question.key, item)] = list(dict.fromkeys(given))
        elif values[name] and chosen is None:
            values[answer_key(question.key, item)] = OTHER
    if question.is_quotable:
        name = answer_key(question.key, item, of=MAY_QUOTE)
        values[name] = True if sent.get(name) else None
    return values


def _text(given: str | None) -> str | None:
    """Tidy a text: line ends as everywhere, no space around it; nothing where it is empty."""
    return (given or "").replace("\r\n", "\n").strip() or None


def _first(_question: Asked, given: list[str]) -> str | None:
    return _text(given[0]) if given else None


def _several(question: Asked, given: list[str]) -> list[str] | None:
    """Give what was ticked in the order of the choices, and unknown keys behind."""
    order = {choice.key: place for place, choice in enumerate(question.choices)}
    ticked = [one for one in dict.fromkeys(given) if one]
    return sorted(ticked, key=lambda one: order.get(one, len(order))) or None


def _point(_question: Asked, given: list[str]) -> int | str | None:
    text = _first(_question, given)
    return int(text) if text and WHOLE.fullmatch(text) else text


def _number(question: Asked, given: list[str]) -> int | str | None:
    """Read a number as Indonesians write it, "1.234,5", or with a decimal point."""
    typed = _first(question, given) or ""
    text = re.sub(r"\s", "", typed).replace("\N{MINUS SIGN}", "-")
    found = DECIMAL.fullmatch(text)
    if found:
        sign, whole, part = found.groups()
        text = sign + whole.replace(".", "") + (f".{part}" if part else "")
    elif not WITH_POINT.fullmatch(text):
        return typed or None
    return int(text) if WHOLE.fullmatch(text) else text


def _day(question: Asked, given: list[str]) -> str | None:
    """Read a day from the browser's calendar (2026-11-30), or as people write it (30/11/2026)."""
    text = _first(question, given) or ""
    found = DAY_FIRST.fullmatch(text)
    if found:
        day, month, year = found.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    return text or None


def _agreed(_question: Asked, given: list[str]) -> bool | None:
    return True if any(given) else None


def _ranking(question: Asked, item: str, sent: QueryDict) -> list[str] | None:
    """Give the options by the place that each was given; the same place twice keeps both."""
    places = [
        (place, choice.key)
        for choice in question.choices
        if (place := _place(sent.get(answer_key(question.key, item, of=choice.key))))
    ]
    return [key for _place, key in sorted(places, key=lambda one: one[0])] or None


def _place(given: str | None) -> int:
    text = _text(given) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _region(question: Asked, item: str, sent: QueryDict, on: date) -> str | None:
    """Give the code of the region that was named or chosen, or the name while it is not clear."""
    chosen = _text(sent.get(answer_key(question.key, item, of=MATCH)))
    typed = _text(sent.get(answer_key(question.key, item)))
    text = (chosen or typed or "")[: regions.LONGEST_NAME]
    return (regions.code_of(text, on=on) or typed or text) if text else None


READERS: Mapping[QuestionKind, Callable[[Asked, list[str]], Any]] = {
    QuestionKind.MULTIPLE: _several,
    QuestionKind.SCALE: _point,
    QuestionKind.NUMBER: _number,
    QuestionKind.DAY: _day,
    QuestionKind.CONSENT: _agreed,
}
