"""Which organisation a cell means: known for certain, decided by a person, or still unclear."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from kokreasi.exchange.choices import Action
from kokreasi.exchange.matrix.decisions import Choice, Decisions
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import key
from kokreasi.organisations.kinds import kind_named
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder, Suggestion
from kokreasi.plans.choices import Part

REFERENCE = re.compile(r"ORG-\d{4,9}")
LONGEST_NAME = 300
"""Characters; an alias holds no more."""


class Certainty(StrEnum):
    KNOWN = "known"
    NEW = "new"
    LEFT_OUT = "left_out"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as a cell writes it, and what becomes of it."""

    text: str
    certainty: Certainty
    organisation: Organisation | None = None
    choice: Choice | None = None

    @property
    def shown(self) -> str:
        """The name under which the plan will show it."""
        if self.organisation:
            return self.organisation.short_name
        return self.choice.name if self.choice and self.choice.name else self.text

    @property
    def identity(self) -> str:
        """Tell two bodies apart, whatever the cell writes."""
        if self.organisation:
            return self.organisation.reference
        return f"{self.certainty}:{key(self.shown)}"


@dataclass(slots=True)
class Question:
    """A name that a person must decide about, with every place where it stands."""

    text: str
    kind: Kind
    suggestions: list[Suggestion]
    is_ambiguous: bool
    choice: Choice | None = None
    lines: list[int] = field(default_factory=list)
    parts: set[Part] = field(default_factory=set)

    @property
    def key(self) -> str:
        return key(self.text)

    @property
    def is_open(self) -> bool:
        return self.choice is None

    @property
    def chosen_kind(self) -> str | Promise:
        """The kind of the organisation that the decision creates."""
        kind = self.choice.kind if self.choice and self.choice.kind else self.kind
        return Kind(kind).label

    @property
    def part_labels(self) -> list[str | Promise]:
        return [part.label for part in Part if part in self.parts]


class NameBook:
    """Resolves the names of one matrix, and gathers what it cannot resolve as questions.

    A reference such as ORG-0007 is understood like a name. The number of queries does not depend
    on the number of names.
    """

    def __init__(self, texts: Iterable[str], decisions: Decisions) -> None:
        self.decisions = decisions
        self.questions: dict[str, Question] = {}
        self._finder = Finder()
        wanted = {text for text in texts if REFERENCE.fullmatch(text)}
        wanted |= {choice.reference for choice in decisions.organisations.values()} - {""}
        standing = Organisation.objects.standing().with_record()
        found = standing.filter(record__reference__in=wanted) if wanted else standing.none()
        self._by_reference = {organisation.reference: organisation for organisation in found}
        self._bodies: dict[str, Body] = {}

    def body(self, text: str, *, part: Part, line: int) -> Body:
        """Say what becomes of a name in a cell of this part."""
        if text not in self._bodies:
            self._bodies[text] = self._resolve(text, part)
        if question := self.questions.get(key(text)):
            question.parts.add(part)
            question.lines = sorted({*question.lines, line})
        return self._bodies[text]

    def _resolve(self, text: str, part: Part) -> Body:
        known = self._by_reference.get(text) or self._finder.find(text)
        if known:
            return Body(text, Certainty.KNOWN, known)
        choice = self.decisions.organisations.get(key(text))
        body = self._decided(text, choice) if choice else Body(text, Certainty.UNCLEAR)
        self._ask(text, part, choice if body.certainty != Certainty.UNCLEAR else None)
        return body

    def _decided(self, text: str, choice: Choice) -> Body:
        """Follow a decision; one about an organisation that is gone is open again.

        Nobody creates what exists under the same name: then the name is matched instead.
        """
        match choice.action:
            case Action.CREATE:
                known = self._finder.find(choice.name or text)
                certainty = Certainty.KNOWN if known else Certainty.NEW
                return Body(text, certainty, known, choice)
            case Action.REFUSE:
                return Body(text, Certainty.LEFT_OUT)
        chosen = self._by_reference.get(choice.reference)
        return Body(text, Certainty.KNOWN if chosen else Certainty.UNCLEAR, chosen)

    def _ask(self, text: str, part: Part, choice: Choice | None) -> None:
        if key(text) in self.questions:
            return
        match = self._finder.match(text)
        self.questions[key(text)] = Question(
            text=text,
            kind=guessed_kind(text, part),
            suggestions=list(match.suggestions),
            is_ambiguous=match.is_ambiguous,
            choice=choice,
        )


def guessed_kind(text: str, part: Part) -> Kind:
    """Guess what a new organisation is from its name, else from its column; a person may change it.

    Whoever proposes is civil society, whoever leads or supports is a government agency.
    """
    if kind := kind_named(text):
        return kind
    return Kind.CSO if part == Part.PARTNER else Kind.AGENCY
