"""A questionnaire that comes from outside: what was read, what could not be, what is refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kokreasi.consultations.definition.keys import is_key
from kokreasi.consultations.definition.wording import Asked, Definition
from kokreasi.consultations.models.building import HIGHEST, LOWEST
from kokreasi.consultations.services.building.whole import check_definition
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.register.revising import LONGEST_TEXT

MOST_SMALL = 32_767
"""What a small number of the database holds."""


class ForeignQuestionnaireError(DomainError):
    """A file that is no questionnaire, or one that cannot be asked; says why."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file that was read otherwise than it stands there; line 0 is none."""

    line: int
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Incoming:
    """A questionnaire that can be taken over, with what a reader should know before."""

    definition: Definition
    remarks: tuple[Remark, ...] = ()


def vet(definition: Definition) -> Definition:
    """Give a questionnaire from outside as it may be kept.

    Raises `ForeignQuestionnaireError` where a key, bound or text cannot be, and the errors of
    `check_definition`.
    """
    for problem in _problems(definition):
        raise ForeignQuestionnaireError(problem)
    check_definition(definition)
    return definition


def _problems(definition: Definition) -> Iterator[str]:
    questions = list(definition.questions())
    yield from _of_keys(screen.key for screen in definition.screens)
    yield from _of_keys(question.key for question in questions)
    characteristics = [one.characteristic for one in questions if one.characteristic]
    if len(set(characteristics)) != len(characteristics):
        yield _("Two questions ask for the same about the person.")
    for screen in definition.screens:
        yield from _of_texts(screen.key, (screen.title, screen.intro))
    for question in questions:
        yield from _of_question(question)


def _of_keys(keys: Iterable[str]) -> Iterator[str]:
    seen = set()
    for key in keys:
        try:
            is_key(key)
        except ValidationError as error:
            yield f"{key[:60]!r}: {error.message}"
        if key in seen:
            yield _("The key “%(key)s” stands twice.") % {"key": key}
        seen.add(key)


def _of_question(question: Asked) -> Iterator[str]:
    yield from _of_texts(question.key, (question.wording, question.hint))
    for lines in (question.choices, question.rows):
        yield from _of_keys(line.key for line in lines)
        yield from _of_texts(question.key, (line.wording for line in lines))
    if question.characteristic and question.is_required:
        yield _("“%(key)s” asks about the person and must not be required.") % {"key": question.key}
    yield from _of_bounds(question.key, question.lowest, question.highest, LOWEST, HIGHEST)
    yield from _of_bounds(question.key, question.fewest, question.most, 0, MOST_SMALL)


def _of_texts(key: str, texts: Iterable[Bilingual]) -> Iterator[str]:
    for words in texts:
        for text in (words.id, words.en):
            if len(text) > LONGEST_TEXT:
                yield _("A text of “%(key)s” is too long.") % {"key": key}
            if _is_no_text(text):
                yield _("A text of “%(key)s” holds signs that no text has.") % {"key": key}


def _is_no_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a sign
        return True
    return "\0" in text


def _of_bounds(
    key: str, low: int | None, high: int | None, least: int, greatest: int
) -> Iterator[str]:
    given = [bound for bound in (low, high) if bound is not None]
    if given != sorted(given) or any(not least <= bound <= greatest for bound in given):
        yield _("The bounds of “%(key)s” cannot be.") % {"key": key}


def remark(line: int, words: Any, **params: Any) -> Remark:
    """Say something about a line of a file."""
    return Remark(line, str(words) % params if params else words)
