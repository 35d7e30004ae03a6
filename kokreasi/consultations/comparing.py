"""What differs between two sheets of a consultation, and what may not once somebody has answered.

The rule: after the first answer words may be corrected, choices and questions that need no answer
added, pages and questions moved. What would make answers mean something else is refused: a
question or choice taken away, another kind, other bounds, another condition, a smaller *k*.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kokreasi.consultations.choices import Characteristic, QuestionKind, Repeats
from kokreasi.consultations.definition.wording import Asked, Choice, Condition, Definition, Screen
from kokreasi.consultations.sheets import ConsultationSheet, PartOnSheet
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import in_words

NO_WORDS = Bilingual()


class Sort(StrEnum):
    """What happened to a part of the sheet."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `key` is that of the page or question; it is "" for the facts.

    `breaks` says that it would make answers that were given mean something else.
    """

    sort: Sort
    key: str
    label: str | Promise
    old: Bilingual = NO_WORDS
    new: Bilingual = NO_WORDS
    breaks: bool = False


FACTS: Mapping[str, Promise] = {
    "title": _("title"),
    "summary": _("why you are asked"),
    "promise": _("what happens with the answers"),
    "thanks": _("words of thanks at the end"),
    "opens_at": _("opens at"),
    "closes_at": _("closes at"),
    "smallest_group": _("smallest group that is shown"),
    "keeps_background_for": _(
        "days after closing until what people said about themselves is dropped"
    ),
}
ON_PAGE: Mapping[str, Promise] = {
    "title": _("title"),
    "intro": _("introduction"),
    "repeats": _("is asked"),
    "shown_if": _("is shown if"),
}
ON_QUESTION: Mapping[str, Promise] = {
    "kind": _("kind"),
    "wording": _("wording"),
    "hint": _("hint"),
    "is_required": _("must be answered"),
    "characteristic": _("says about the person"),
    "lowest": _("lowest"),
    "highest": _("highest"),
    "fewest": _("at least"),
    "most": _("at most"),
    "has_other": _("offers “other” with own words"),
    "asks_commitments": _("the choices are the commitments of the draft plan"),
    "is_quotable": _("asks whether one may be quoted"),
    "shown_if": _("is shown if"),
}
FIXED = frozenset({"kind", "characteristic", "lowest", "highest", "asks_commitments", "shown_if"})
"""What of a question stays as it was asked."""


def compare(before: ConsultationSheet, after: ConsultationSheet) -> list[Difference]:
    """List what differs, in the order in which people read it."""
    return [
        *_facts(before, after),
        *_parts(before.parts, after.parts),
        *_questionnaire(before.definition, after.definition),
    ]


def breaking(before: ConsultationSheet, after: ConsultationSheet) -> list[Difference]:
    """List what may not differ once somebody has answered."""
    return [difference for difference in compare(before, after) if difference.breaks]


def _facts(before: ConsultationSheet, after: ConsultationSheet) -> Iterator[Difference]:
    weaker = {
        "smallest_group": after.smallest_group < before.smallest_group,
        "keeps_background_for": after.keeps_background_for > before.keeps_background_for,
    }
    for name, old, new in _fields(before, after, FACTS):
        yield _changed("", FACTS[name], old, new, breaks=weaker.get(name, False))


def _fields(before: Any, after: Any, names: Iterable[str]) -> Iterator[tuple[str, Any, Any]]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return (pair for pair in pairs if pair[1] != pair[2])


def _changed(
    key: str, label: str | Promise, old: Any, new: Any, *, breaks: bool = False
) -> Difference:
    return Difference(Sort.CHANGED, key, label, _told(old), _told(new), breaks)


def _told(value: Any) -> Bilingual:
    match value:
        case QuestionKind() | Characteristic() | Repeats():
            return in_words(value.label)
        case tuple():
            return in_words([told_condition(one) for one in value])
    return in_words(value)


def told_condition(condition: Condition) -> str:
    """Write a condition short, by its keys."""
    values = ", ".join(condition.values)
    return f"{condition.question} {condition.test.label} {values}".strip()


def _parts(before: Iterable[PartOnSheet], after: Iterable[PartOnSheet]) -> Iterator[Difference]:
    old, new = ({part.kind: part for part in parts} for parts in (before, after))
    for kind in dict.fromkeys([*old, *new]):
        if kind not in new:
            yield Difference(Sort.REMOVED, "", kind.label, old[kind].title, breaks=True)
        elif kind not in old:
            yield Difference(Sort.ADDED, "", kind.label, new=new[kind].title)
        else:
            for _name, was, becomes in _fields(old[kind], new[kind], ("title", "intro")):
                yield _changed("", kind.label, was, becomes)


def _questionnaire(before: Definition, after: Definition) -> Iterator[Difference]:
    old, new = ({screen.key: screen for screen in one.screens} for one in (before, after))
    asked = {question.key: question for question in before.questions()}
    asks = {question.key: question for question in after.questions()}
    for key in dict.fromkeys([*new, *old]):
        yield from _page(key, old.get(key), new.get(key))
        for question in new[key].questions if key in new else ():
            yield from _question(question.key, asked.get(question.key), question)
        gone = [one for one in old[key].questions if one.key not in asks] if key in old else []
        for question in gone:
            yield from _question(question.key, question, None)
    yield from _way(before, after)


def _page(key: str, before: Screen | None, after: Screen | None) -> Iterator[Difference]:
    if before is None or after is None:
        page = pgettext_lazy("questionnaire", "page")
        sort = Sort.ADDED if before is None else Sort.REMOVED
        yield Difference(sort, key, page, _title(before), _title(after))
        return
    for name, old, new in _fields(before, after, ON_PAGE):
        breaks = name in {"repeats", "shown_if"} and bool(before.questions)
        yield _changed(key, ON_PAGE[name], old, new, breaks=breaks)


def _title(screen: Screen | None) -> Bilingual:
    return screen.title if screen else NO_WORDS


def _question(key: str, before: Asked | None, after: Asked | None) -> Iterator[Difference]:
    question = pgettext_lazy("questionnaire", "question")
    if before is None and after is not None:
        yield Difference(Sort.ADDED, key, question, new=after.wording, breaks=after.is_required)
    elif after is None and before is not None:
        is_answered = before.kind != QuestionKind.INFORMATION
        yield Difference(Sort.REMOVED, key, question, before.wording, breaks=is_answered)
    elif before is not None and after is not None:
        yield from _same_question(before, after)


def _same_question(before: Asked, after: Asked) -> Iterator[Difference]:
    for name, old, new in _fields(before, after, ON_QUESTION):
        breaks = name in FIXED or _is_stricter(name, old, new)
        yield _changed(after.key, ON_QUESTION[name], old, new, breaks=breaks)
    if not (before.asks_commitments and after.asks_commitments):
        yield from _choices(after.key, _("choice"), before.choices, after.choices)
    yield from _choices(after.key, _("row"), before.rows, after.rows)


def _is_stricter(name: str, old: Any, new: Any) -> bool:
    """Tell whether what was a right answer before could be refused now."""
    match name:
        case "is_required":
            return bool(new)
        case "has_other":
            return not new
        case "fewest":
            return new is not None and (old is None or new > old)
        case "most":
            return new is not None and (old is None or new < old)
    return False


def _choices(
    key: str, label: Promise, before: Iterable[Choice], after: Iterable[Choice]
) -> Iterator[Difference]:
    old, new = ({one.key: one.wording for one in choices} for choices in (before, after))
    for one in dict.fromkeys([*new, *old]):
        if one not in old:
            yield Difference(Sort.ADDED, key, label, new=new[one])
        elif one not in new:
            yield Difference(Sort.REMOVED, key, label, old[one], breaks=True)
        elif old[one] != new[one]:
            yield Difference(Sort.CHANGED, key, label, old[one], new[one])


def _way(before: Definition, after: Definition) -> Iterator[Difference]:
    """Say that questions come in another order, or on a page that asks another way."""
    both = {one.key for one in before.questions()} & {one.key for one in after.questions()}
    orders = [[one.key for one in each.questions() if one.key in both] for each in (before, after)]
    if orders[0] != orders[1]:
        old, new = (Bilingual(id=text, en=text) for text in map(", ".join, orders))
        yield Difference(Sort.CHANGED, "", _("order of the questions"), old, new)
    for key in sorted(both):
        pages = before.screen_of(key), after.screen_of(key)
        if pages[0] and pages[1] and pages[0].key != pages[1].key and _asks_otherwise(*pages):
            yield _changed(key, _("page on which it stands"), *map(_title, pages), breaks=True)


def _asks_otherwise(before: Screen | None, after: Screen | None) -> bool:
    if before is None or after is None:
        return True
    return (before.repeats, before.shown_if) != (after.repeats, after.shown_if)
