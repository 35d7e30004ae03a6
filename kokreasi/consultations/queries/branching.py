"""Who is asked a question, in words for those who read all of them: on paper and when entering."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.numbers import numbers
from kokreasi.consultations.definition.values import REGION
from kokreasi.consultations.definition.wording import Asked, Condition, Definition, Screen
from kokreasi.consultations.queries import regions


def only_if(conditions: Iterable[Condition], definition: Definition) -> str:
    """Say of whom something is asked; nothing where everybody is asked."""
    known = numbers(definition)
    return " ".join(_said(one, definition.question(one.question), known) for one in conditions)


def only_for(screen: Screen, definition: Definition) -> str:
    """Say of whom a page is asked, and for which commitments."""
    said = [only_if(screen.shown_if, definition)]
    if screen.repeats == Repeats.CHOSEN:
        known = numbers(definition)
        asking = [known[one.key] for one in definition.questions() if one.asks_commitments]
        listed = ", ".join(map(str, asking))
        said.append(
            _("Only for the commitments that you chose in question %(numbers)s.")
            % {"numbers": listed}
        )
    return " ".join(words for words in said if words)


def _said(condition: Condition, question: Asked | None, known: Mapping[str, int]) -> str:
    if question is None:
        return ""
    values = pgettext("between the last two", " or ").join(
        _value(question, value) for value in condition.values
    )
    words = SENTENCES[Comparison(condition.test)]()
    return words % {"number": known.get(question.key, ""), "values": values}


SENTENCES: Mapping[Comparison, Callable[[], str]] = {
    Comparison.ANY_OF: lambda: _("Only if your answer to question %(number)s is: %(values)s."),
    Comparison.NONE_OF: lambda: _("Not if your answer to question %(number)s is: %(values)s."),
    Comparison.AT_LEAST: lambda: _(
        "Only if your answer to question %(number)s is %(values)s or more."
    ),
    Comparison.AT_MOST: lambda: _(
        "Only if your answer to question %(number)s is %(values)s or less."
    ),
    Comparison.ANSWERED: lambda: _("Only if you answered question %(number)s."),
}


def _value(question: Asked, value: str) -> str:
    if value == OTHER and question.has_other:
        return _("something else")
    if question.kind == QuestionKind.REGION and REGION.fullmatch(value):
        return regions.name_of(value)
    if question.kind == QuestionKind.DAY:
        return _day(value)
    return f"“{question.wording_of(value)}”" if question.choices else value.replace(".", ",")


def _day(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except ValueError:
        return value
