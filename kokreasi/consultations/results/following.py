"""Who is asked a question: everybody, or those who answered another one in a certain way.

Tables by characteristics need to know, for a follow-up by groups tells of the question before it.
Where it is not as simple as that, there are no such tables. Who is asked because of *who they are*
is a group of its own: what they answered is not told at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.definition.wording import Asked, Condition, Definition, Screen
from kokreasi.consultations.results.places import Place, options_of
from kokreasi.consultations.results.sheets import WhyNot

Parent = tuple[str | None, frozenset[str]]
"""The table that a question follows up, and the answers after which it is asked."""
EVERYBODY: Parent = (None, frozenset())
UNSAID, YES = "?", "yes"


@dataclass(frozen=True, slots=True)
class Follows:
    """What each place follows up, by its column."""

    parents: Mapping[str, Parent] = field(default_factory=dict)
    reasons: Mapping[str, WhyNot] = field(default_factory=dict)
    depths: Mapping[str, int] = field(default_factory=dict)

    def parent(self, column: str) -> Parent:
        return self.parents.get(column, EVERYBODY)

    def why_untabled(self, column: str) -> WhyNot | None:
        return self.reasons.get(column)

    def depth(self, column: str) -> int:
        return self.depths.get(column, 0)


def follows_of(places: Sequence[Place], definitions: Mapping[int, Definition]) -> Follows:
    """Find out who is asked what, over all versions of the wording."""
    finding = _Finding(places, definitions)
    for place in places:
        finding.look_at(place)
    return Follows(finding.parents, finding.reasons, finding.depths)


@dataclass(slots=True)
class _Finding:
    places: Sequence[Place]
    definitions: Mapping[int, Definition]
    parents: dict[str, Parent] = field(default_factory=dict)
    reasons: dict[str, WhyNot] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    by_key: dict[str, Place] = field(init=False)
    of_groups: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {place.column: place for place in self.places}
        self.of_groups = {
            question
            for definition in self.definitions.values()
            for question in _asked_of_groups(definition)
        }

    def look_at(self, place: Place) -> None:
        """Follow a place back; it stands in the order of the form, after what it follows up."""
        if place.question.key in self.of_groups:
            self.reasons[place.column] = WhyNot.ASKED_OF_A_GROUP
            return
        if set(place.versions) != set(self.definitions):
            self.reasons[place.column] = WhyNot.ASKED_OF_SOME
            return
        parent, before = self._parent(place)
        if parent is None or (before and before.column in self.reasons):
            self.reasons[place.column] = WhyNot.ASKED_OF_SOME
            return
        self.parents[place.column] = parent
        self.depths[place.column] = self.depths.get(before.column, 0) + 1 if before else 0

    def _parent(self, place: Place) -> tuple[Parent | None, Place | None]:
        conditions = (*place.screen.shown_if, *place.question.shown_if)
        is_chosen = place.screen.repeats == Repeats.CHOSEN
        if not conditions:
            return self._of_chosen(place) if is_chosen else (EVERYBODY, None)
        if len(conditions) > 1 or is_chosen:
            return None, None
        before = self._asked_before(conditions[0], place)
        return (_after(conditions[0], before), before) if before else (None, None)

    def _asked_before(self, condition: Condition, place: Place) -> Place | None:
        own = self.by_key.get(answer_key(condition.question, place.item_key))
        return own or self.by_key.get(condition.question)

    def _of_chosen(self, place: Place) -> tuple[Parent | None, Place | None]:
        """Find the one question in which the commitment was chosen."""
        asking = [each for each in self.places if each.question.asks_commitments]
        if len(asking) != 1 or asking[0].item:
            return None, None
        (before,) = asking
        if before.question.kind == QuestionKind.SINGLE:
            return (before.column, frozenset({place.item_key})), before
        if before.question.kind == QuestionKind.MULTIPLE:
            return (f"{before.column}:{place.item_key}", frozenset({YES})), before
        return None, None


def _after(condition: Condition, before: Place) -> Parent | None:
    """Say after which answers the condition holds; None where a table does not tell."""
    keys = {option.key for option in options_of(before.question)}
    named = keys & set(condition.values)
    if before.question.kind == QuestionKind.MULTIPLE:
        return _after_several(condition, before, named)
    if before.question.kind != QuestionKind.SINGLE:
        return None
    if condition.test == Comparison.ANY_OF:
        return before.column, frozenset(named)
    if condition.test == Comparison.ANSWERED:
        return before.column, frozenset(keys)
    return None


def _after_several(condition: Condition, before: Place, named: set[str]) -> Parent | None:
    if condition.test != Comparison.ANY_OF or len(named) != 1:
        return None
    (option,) = named
    return f"{before.column}:{option}", frozenset({YES})


def _asked_of_groups(definition: Definition) -> set[str]:
    """Name the questions that are shown because of a characteristic, also by a way round."""
    about_people = {each.key for each in definition.questions() if each.characteristic}
    found: set[str] = set()
    for screen in definition.screens:
        for question in screen.questions:
            named = _named(definition, screen, question)
            if named & (about_people | found) and not question.characteristic:
                found.add(question.key)
    return found


def _named(definition: Definition, screen: Screen, question: Asked) -> set[str]:
    """Name the questions on which it depends whether a question is asked."""
    named = {condition.question for condition in (*screen.shown_if, *question.shown_if)}
    if screen.repeats == Repeats.CHOSEN:
        named |= {each.key for each in definition.questions() if each.asks_commitments}
    return named
