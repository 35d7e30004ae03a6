"""A questionnaire as a message to paste into a chat, in the active language.

Questions have numbers and options letters; people answer with "1b", "4: 8", and in words. What is
repeated for each commitment is asked once, for the commitments about which somebody has something
to say.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kokreasi.consultations.choices import QuestionKind, Repeats
from kokreasi.consultations.definition.numbers import letter, numbers
from kokreasi.consultations.definition.wording import Asked, Definition, Screen
from kokreasi.consultations.exports.paper_questions import notes_on
from kokreasi.consultations.queries.branching import only_for, only_if
from kokreasi.consultations.sheets import ConsultationSheet


def message(sheet: ConsultationSheet) -> str:
    """Give the whole questionnaire as plain text with the few marks that chats make bold."""
    lines = [f"*{sheet.title}*", ""]
    if sheet.summary:
        lines += [str(sheet.summary), ""]
    lines += [*_how(sheet), ""]
    for screen in sheet.definition.screens:
        lines += [*_screen(screen, sheet.definition), ""]
    return "\n".join([*lines, _("Thank you.")])


def _how(sheet: ConsultationSheet) -> Iterator[str]:
    yield _("Answer with the number of the question and the letter, for example: 1b, 2a.")
    yield _("Leave out what you do not want to answer. Do not write your name.")
    yield _(
        "A facilitator types in your answers; what you say about yourself is kept apart and "
        "deleted %(days)s days after closing. Delete this chat afterwards if you like."
    ) % {"days": sheet.keeps_background_for}


def _screen(screen: Screen, definition: Definition) -> Iterator[str]:
    if screen.title:
        yield f"*{screen.title}*"
    for words in (only_for(screen, definition), str(screen.intro)):
        if words:
            yield words
    if screen.repeats != Repeats.ONCE:
        yield _("Write the number of the commitment before your answer, for example: K2 5a.")
        for place, item in enumerate(definition.items, start=1):
            yield f"K{place} {item.wording} ({item.key.upper()})"
    for question in screen.questions:
        yield from _question(question, definition)


def _question(question: Asked, definition: Definition) -> Iterator[str]:
    number = numbers(definition).get(question.key)
    yield ""
    yield f"{number}. {question.wording}" if number else str(question.wording)
    for words in (only_if(question.shown_if, definition), str(question.hint)):
        if words:
            yield f"_{words}_"
    yield from _notes(question)
    options = [str(one.wording) for one in question.choices]
    if question.has_other:
        options.append(_("something else (write it in words)"))
    if question.kind == QuestionKind.SCALE:
        yield from (f"{one.key} = {one.wording}" for one in question.choices if one.wording)
        return
    for place, row in enumerate(question.rows):
        yield f"  {number}{letter(place).upper()} {row.wording}"
    for place, words in enumerate(options):
        yield f"  {letter(place)}. {words}"


def _notes(question: Asked) -> Iterator[str]:
    """Say how it is answered in a chat, where there is nothing to circle or to tick."""
    if question.kind == QuestionKind.SCALE:
        ends = {"low": question.lowest, "high": question.highest}
        yield _("Write a number from %(low)s to %(high)s.") % ends
    elif question.kind == QuestionKind.RANKING:
        yield _("Write the letters in your order, the most important first.")
    elif question.kind == QuestionKind.MATRIX:
        yield _("Write a letter for each line.")
    elif question.kind == QuestionKind.CONSENT:
        yield _("Write “yes” if you agree.")
    else:
        yield from notes_on(question)
