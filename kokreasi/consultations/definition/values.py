"""Which value answers which kind of question, as it is kept in `Submission.answers`.

    single        the key of a choice, or "other" (own words in `<question>.other`)
    multiple      keys in the order of the choices, perhaps with "other"
    scale         a whole number
    ranking       keys, the first place first; need not name all
    matrix        each row its own answer: `<question>.<row>` is the key of a choice
    number        a whole number, or a decimal one as text ("12.5")
    day           "2026-11-30"
    region        a code of the Ministry of Home Affairs ("33.71")
    short_text, long_text   the text, tidied; never empty
    consent       true; not agreeing is no answer

What is not answered is not there. `check` is the one place that says whether a value answers a
question; forms, imports and entered sheets all ask it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked

LONGEST_SHORT, LONGEST_LONG = 300, 5_000
LONGEST_NUMBER = 30
REGION = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Python reads more as numbers and days (1_000, 1e400, 2026-W48-1) than can be counted."""


class Fault(StrEnum):
    """Why a value does not answer a question."""

    UNKNOWN_CHOICE = "unknown_choice"
    TWICE = "twice"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NO_DAY = "no_day"
    NO_REGION = "no_region"
    MISSING = "missing"


def check(question: Asked, value: Any) -> Fault | None:
    """Say why a value does not answer a question, or None where it does.

    For a matrix the value is that of one row.
    """
    checked = CHECKS.get(question.kind)
    return checked(question, value) if checked else None


def _one(question: Asked, value: Any) -> Fault | None:
    keys = {choice.key for choice in question.choices} | ({OTHER} if question.has_other else set())
    return None if isinstance(value, str) and value in keys else Fault.UNKNOWN_CHOICE


def _several(question: Asked, value: Any) -> Fault | None:
    if not isinstance(value, list | tuple) or any(_one(question, one) for one in value):
        return Fault.UNKNOWN_CHOICE
    if len(set(value)) != len(value):
        return Fault.TWICE
    if question.fewest is not None and len(value) < question.fewest:
        return Fault.TOO_FEW
    if question.most is not None and len(value) > question.most:
        return Fault.TOO_MANY
    return None


def _point(question: Asked, value: Any) -> Fault | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return Fault.NO_NUMBER
    return _bounds(question, Decimal(value))


def _number(question: Asked, value: Any) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return Fault.NO_NUMBER
    if isinstance(value, str) and len(value) > LONGEST_NUMBER:
        return Fault.TOO_LONG
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        return Fault.NO_NUMBER
    return _bounds(question, Decimal(value))


def _bounds(question: Asked, number: Decimal) -> Fault | None:
    if question.lowest is not None and number < question.lowest:
        return Fault.TOO_LOW
    if question.highest is not None and number > question.highest:
        return Fault.TOO_HIGH
    return None


def _day(_question: Asked, value: Any) -> Fault | None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return Fault.NO_DAY
    return None if DAY.fullmatch(value) else Fault.NO_DAY


def _region(_question: Asked, value: Any) -> Fault | None:
    is_code = isinstance(value, str) and REGION.fullmatch(value)
    return None if is_code else Fault.NO_REGION


def _text(question: Asked, value: Any) -> Fault | None:
    is_short = question.kind == QuestionKind.SHORT_TEXT
    most = question.most or (LONGEST_SHORT if is_short else LONGEST_LONG)
    if not isinstance(value, str) or not value.strip():
        return Fault.MISSING
    return Fault.TOO_LONG if len(value) > most else None


def _agreed(_question: Asked, value: Any) -> Fault | None:
    return None if value is True else Fault.MISSING


CHECKS: Mapping[QuestionKind, Callable[[Asked, Any], Fault | None]] = {
    QuestionKind.SINGLE: _one,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.SCALE: _point,
    QuestionKind.RANKING: _several,
    QuestionKind.MATRIX: _one,
    QuestionKind.NUMBER: _number,
    QuestionKind.DAY: _day,
    QuestionKind.REGION: _region,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.CONSENT: _agreed,
}
