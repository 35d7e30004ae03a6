"""How long it takes to answer, so that somebody can decide whether to begin.

The seconds a question are rounded from what questionnaires of this kind take on a phone; they are
an estimate, and the page says so.
"""

import math
from collections.abc import Mapping

from kokreasi.consultations.choices import QuestionKind, Repeats
from kokreasi.consultations.definition.wording import Asked, Definition, Screen

SECONDS: Mapping[QuestionKind, int] = {
    QuestionKind.SINGLE: 12,
    QuestionKind.MULTIPLE: 20,
    QuestionKind.SCALE: 8,
    QuestionKind.RANKING: 30,
    QuestionKind.MATRIX: 8,
    QuestionKind.NUMBER: 12,
    QuestionKind.DAY: 12,
    QuestionKind.REGION: 15,
    QuestionKind.SHORT_TEXT: 20,
    QuestionKind.LONG_TEXT: 60,
    QuestionKind.CONSENT: 15,
    QuestionKind.INFORMATION: 15,
}
"""Of a matrix: for each of its rows."""
MOST_CHOSEN = 3
"""For how many of the commitments somebody is thought to answer who chooses them."""
A_MINUTE = 60


def minutes(definition: Definition) -> int:
    """Estimate the whole minutes that the questionnaire takes; at least 1."""
    seconds = sum(_times(screen, definition) * _seconds(screen) for screen in definition.screens)
    return max(1, math.ceil(seconds / A_MINUTE))


def count(definition: Definition) -> int:
    """Count the questions that somebody is asked at most, without what is only read."""
    return sum(
        _times(screen, definition)
        * sum(one.kind != QuestionKind.INFORMATION for one in screen.questions)
        for screen in definition.screens
    )


def _times(screen: Screen, definition: Definition) -> int:
    if screen.repeats == Repeats.ONCE:
        return 1
    items = len(definition.items)
    return items if screen.repeats == Repeats.COMMITMENTS else min(items, MOST_CHOSEN)


def _seconds(screen: Screen) -> int:
    return sum(_of(question) for question in screen.questions)


def _of(question: Asked) -> int:
    return SECONDS[question.kind] * (len(question.rows) or 1)
