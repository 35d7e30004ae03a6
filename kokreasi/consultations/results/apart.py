"""Whether results without suspicious answers may stand beside those that were published before.

Whoever has two results with and without them subtracts twice: what is left are the answers of those
who were marked, or came unmarked, in between. They may be shown where these are k or more, or where
the marked answers are the same as before, so that nothing is left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kokreasi.consultations.results.sheets import Marked, QuestionOnSheet, ResultSheet, Tally

Counts = Mapping[tuple[str, int, str], int]
"""How often marked answers gave an answer: by question, row and option."""


def told_apart(
    questions: Sequence[QuestionOnSheet],
    found: Marked,
    earlier: Iterable[ResultSheet],
    *,
    people: int,
    k: int,
) -> tuple[tuple[QuestionOnSheet, ...], Marked]:
    """Give the questions with the results without suspicious answers, or without these results."""
    compared = [sheet for sheet in earlier if sheet.marked.is_compared]
    if all(
        _is_far(found, people, sheet, k) or _of_marked(questions) == _of_marked(sheet.questions)
        for sheet in compared
    ):
        return tuple(questions), found
    plain = tuple(replace(question, without=()) for question in questions)
    return plain, replace(found, is_compared=False)


def _is_far(found: Marked, people: int, sheet: ResultSheet, k: int) -> bool:
    more = found.total - sheet.marked.total
    more_unmarked = people - sheet.people - more
    return abs(more) >= k and abs(more_unmarked) >= k


def _of_marked(questions: Iterable[QuestionOnSheet]) -> Counts:
    return {
        (question.place, row, answer): number
        for question in questions
        for row, (all_of_them, rest) in enumerate(
            zip(question.tallies, question.without, strict=False)
        )
        for answer, number in _less(question, all_of_them, rest).items()
        if number
    }


def _less(question: QuestionOnSheet, all_of_them: Tally, rest: Tally) -> dict[str, int]:
    keys = [option.key for option in question.options]
    counts = {
        key: one - other
        for key, one, other in zip(keys, all_of_them.counts, rest.counts, strict=True)
    }
    return counts | {"": all_of_them.asked - rest.asked, "?": all_of_them.missing - rest.missing}
