"""What is missing before a consultation can be answered, and what is not translated yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import WITH_OPTIONS, PartKind, QuestionKind, Repeats
from kokreasi.consultations.definition.conditions import broken
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked, Definition, Screen
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.core.bilingual import Bilingual

MOST_POINTS = 101
"""A scale from 0 to 100 is the longest that a page shows."""
LONG = 40
QUESTIONS, STATEMENTS = "/questions", "/statements"
"""Places of what no single page or question lacks; no key begins with a stroke."""
FEWEST_CHOICES = 2
FEWER = frozenset({QuestionKind.SINGLE, QuestionKind.RANKING, QuestionKind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: `place` is the key of a page or question, or one of the places
    above, "" for the facts.

    Nobody can be asked while a blocking one is open; the others are advice.
    """

    words: str | Promise
    place: str = ""
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Words that are missing in a language; `words` are those of the other one."""

    place: str
    label: str | Promise
    words: str
    language: str


def gaps(sheet: ConsultationSheet, *, has_statements: bool = False) -> list[Gap]:
    """List what is missing, the facts first, then question by question."""
    return [
        *_of_facts(sheet),
        *_of_parts(sheet, has_statements=has_statements),
        *_of_conditions(sheet.definition),
        *_of_pages(sheet.definition),
    ]


def _of_facts(sheet: ConsultationSheet) -> Iterator[Gap]:
    if not sheet.summary:
        yield Gap(_("People are not told why they are asked."), is_blocking=False)
    if not sheet.promise:
        yield Gap(_("People are not told what happens with their answers."), is_blocking=False)
    if not sheet.thanks:
        yield Gap(_("There are no closing words."), is_blocking=False)


def _of_parts(sheet: ConsultationSheet, *, has_statements: bool) -> Iterator[Gap]:
    questions = list(sheet.definition.questions())
    if sheet.part(PartKind.QUESTIONNAIRE) and not questions:
        yield Gap(_("There is no question yet."), QUESTIONS)
    if not sheet.part(PartKind.QUESTIONNAIRE) and questions:
        yield Gap(_("Questions are written, but the part with questions is not chosen."))
    if sheet.part(PartKind.STATEMENTS) and not has_statements:
        yield Gap(_("There is no statement to vote on yet."), STATEMENTS, is_blocking=False)
    if not sheet.parts:
        yield Gap(_("No part is chosen."))
    if len(questions) > LONG:
        yield Gap(
            _("There are more than 40 questions: few will finish."), QUESTIONS, is_blocking=False
        )


def _of_conditions(definition: Definition) -> Iterator[Gap]:
    for found in broken(definition):
        yield Gap(found.flaw.label, found.key)


def _of_pages(definition: Definition) -> Iterator[Gap]:
    offers = False
    for screen in definition.screens:
        yield from _of_page(screen, definition, offers=offers)
        for question in screen.questions:
            yield from _of_question(question)
        offers = offers or any(one.asks_commitments for one in screen.questions)


def _of_page(screen: Screen, definition: Definition, *, offers: bool) -> Iterator[Gap]:
    if not screen.questions and not screen.intro:
        yield Gap(_("This page is empty."), screen.key, is_blocking=False)
    if screen.repeats and not definition.items:
        yield Gap(_("The plan has no commitment for which this page could be asked."), screen.key)
    if screen.repeats == Repeats.CHOSEN and not offers:
        words = _("No earlier question lets people choose the commitments for this page.")
        yield Gap(words, screen.key)


def _of_question(question: Asked) -> Iterator[Gap]:
    if not question.wording:
        yield Gap(_("This question has no words."), question.key)
    if question.kind in WITH_OPTIONS:
        yield from _of_choices(question)
    if question.kind == QuestionKind.MATRIX and not question.rows:
        yield Gap(_("This matrix has no rows."), question.key)
    if question.kind == QuestionKind.SCALE:
        yield from _of_scale(question)
    if question.characteristic and not question.hint:
        words = _("It does not explain why people are asked this about themselves.")
        yield Gap(words, question.key, is_blocking=False)


def _of_choices(question: Asked) -> Iterator[Gap]:
    number = len(question.choices) + question.has_other
    if not question.choices:
        words = _("There is nothing to choose from.")
        if question.asks_commitments:
            words = _("The plan has no commitment to choose from.")
        yield Gap(words, question.key)
    elif number < FEWEST_CHOICES and question.kind in FEWER:
        yield Gap(_("There is only one choice."), question.key, is_blocking=False)
    if any(not choice.wording for choice in (*question.choices, *question.rows)):
        yield Gap(_("A choice has no words."), question.key)
    if question.has_other and any(choice.key == OTHER for choice in question.choices):
        yield Gap(_("“Other” is offered twice."), question.key)
    if question.fewest is not None and question.fewest > number and question.choices:
        yield Gap(_("More choices are asked for than there are."), question.key)


def _of_scale(question: Asked) -> Iterator[Gap]:
    if question.lowest is None or question.highest is None:
        yield Gap(_("This scale does not say from where to where it goes."), question.key)
    elif question.highest - question.lowest >= MOST_POINTS:
        yield Gap(_("A scale has at most 101 points; ask for a number instead."), question.key)
    elif any(not _is_point(choice.key, question) for choice in question.choices):
        yield Gap(_("A label names a point that the scale has not."), question.key)


def _is_point(key: str, question: Asked) -> bool:
    points = range(question.lowest or 0, (question.highest or 0) + 1)
    return key in {str(point) for point in points}


def untranslated(sheet: ConsultationSheet) -> list[Untranslated]:
    """List what is written in one language only, in the order in which people read it."""
    return [
        Untranslated(place, label, words.shown().text, language)
        for place, label, words in _all_words(sheet)
        for language in words.missing()
    ]


def _all_words(sheet: ConsultationSheet) -> Iterator[tuple[str, str | Promise, Bilingual]]:
    yield "", _("title"), sheet.title
    yield "", _("why you are asked"), sheet.summary
    yield "", _("what happens with the answers"), sheet.promise
    yield "", _("words of thanks at the end"), sheet.thanks
    for part in sheet.parts:
        yield "", part.kind.label, part.title
        yield "", part.kind.label, part.intro
    yield from _words_of(sheet.definition.screens)


def _words_of(screens: Iterable[Screen]) -> Iterator[tuple[str, str | Promise, Bilingual]]:
    for screen in screens:
        yield screen.key, _("title"), screen.title
        yield screen.key, _("introduction"), screen.intro
        for question in screen.questions:
            yield question.key, _("wording"), question.wording
            yield question.key, _("hint"), question.hint
            if not question.asks_commitments:
                for choice in (*question.choices, *question.rows):
                    yield question.key, _("choice"), choice.wording
