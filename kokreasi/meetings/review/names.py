"""Which organisation a name in a note means: known, decided by a person, words only, or open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kokreasi.meetings.choices import Meant
from kokreasi.meetings.review.decisions import BODY
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import key
from kokreasi.organisations.kinds import kind_named
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder, Suggestion

LONGEST_NAME = 300
"""Characters; an alias holds no more."""

A_PERSON = re.compile(
    r"(?:pak|bapak|bpk|bu|ibu|sdr|sdri|saudara|saudari|mas|mbak|kang|gus|prof|dr|drs|dra|ir|h|hj"
    r"|mr|mrs|ms)\b\.?\s",
    re.IGNORECASE,
)
EVERYBODY = re.compile(
    r"(?:seluruh|semua|segenap|para|masing-masing|setiap|peserta|pihak|tim|panitia|all|every|each"
    r"|k/l(?:\s+(?:terkait|lain))?$|oms(?:\s+(?:terkait|lain))?$|instansi\s+terkait)\b",
    re.IGNORECASE,
)


class Standing(StrEnum):
    KNOWN = "known"
    NEW = "new"
    WORDS = "words"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a name."""

    meant: Meant
    reference: str = ""
    name: str = ""
    kind: str = ""
    remember: bool = False

    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = {"meant": self.meant.value}
        given = {"reference": self.reference, "name": self.name, "kind": self.kind}
        content |= {name: value for name, value in given.items() if value}
        return content | ({"remember": True} if self.remember else {})


@dataclass(frozen=True, slots=True)
class Body:
    """A name as the note writes it, and the organisation that it means, if any."""

    text: str
    standing: Standing
    organisation: Organisation | None = None
    choice: Choice | None = None

    @property
    def shown(self) -> str:
        if self.organisation:
            return self.organisation.short_name
        return self.choice.name if self.choice and self.choice.name else self.text


@dataclass(slots=True)
class Question:
    """A name that a person decides about, with every line where it stands."""

    text: str
    kind: Kind
    suggestions: list[Suggestion]
    is_ambiguous: bool
    choice: Choice | None
    lines: list[int] = field(default_factory=list)

    @property
    def key(self) -> str:
        return body_key(self.text)

    @property
    def is_open(self) -> bool:
        return self.choice is None


def body_key(text: str) -> str:
    """Give the key of the decision about a name, the same for every spelling of it."""
    return f"{BODY}.{key(text)}"


def is_asked_about(text: str) -> bool:
    """Tell whether words may name an organisation: not a person, nor "all ministries"."""
    return bool(key(text)) and not (A_PERSON.match(text) or EVERYBODY.match(text))


class Names:
    """Tells which organisation each name means, with three queries for a whole note.

    Whom a person is asked about is collected in `questions`. Nobody is asked about people, nor
    about "all ministries": those stay words.
    """

    def __init__(self, chosen: Mapping[str, Any], finder: Finder | None = None) -> None:
        self.questions: dict[str, Question] = {}
        self._finder = finder or Finder()
        self._choices = {
            name: choice_from(value) for name, value in chosen.items() if name.startswith(BODY)
        }
        self._chosen = self._organisations_of_choices()

    def _organisations_of_choices(self) -> dict[str, Organisation]:
        references = {choice.reference for choice in self._choices.values() if choice.reference}
        if not references:
            return {}
        found = Organisation.objects.standing().with_record()
        named = found.filter(record__reference__in=references)
        return {organisation.reference: organisation for organisation in named}

    def known(self, text: str) -> Organisation | None:
        """Give the organisation that is called exactly so, and ask nobody."""
        return self._finder.find(text) if text.strip() else None

    def body(self, text: str, line: int) -> Body:
        """Say what a name means; an unknown one becomes a question."""
        choice = self._choices.get(body_key(text))
        if choice is not None:
            self._ask(text, line, choice)
            return self._as_chosen(text, choice)
        if organisation := self._finder.find(text):
            return Body(text, Standing.KNOWN, organisation)
        if not is_asked_about(text):
            return Body(text, Standing.WORDS)
        self._ask(text, line, None)
        return Body(text, Standing.OPEN)

    def _as_chosen(self, text: str, choice: Choice) -> Body:
        if choice.meant == Meant.WORDS:
            return Body(text, Standing.WORDS, choice=choice)
        if choice.meant == Meant.CREATE:
            return Body(text, Standing.NEW, choice=choice)
        chosen = self._chosen.get(choice.reference)
        return Body(text, Standing.KNOWN if chosen else Standing.OPEN, chosen, choice)

    def _ask(self, text: str, line: int, choice: Choice | None) -> None:
        asked = self.questions.get(body_key(text))
        if asked is None:
            asked = self.questions[body_key(text)] = self._question(text, choice)
        asked.lines.append(line)

    def _question(self, text: str, choice: Choice | None) -> Question:
        match = self._finder.match(text)
        return Question(
            text=text[:LONGEST_NAME],
            kind=kind_named(text) or Kind.CSO,
            suggestions=list(match.suggestions),
            is_ambiguous=match.is_ambiguous,
            choice=choice if choice is None or self._stands(choice) else None,
        )

    def _stands(self, choice: Choice) -> bool:
        """Tell whether the chosen organisation is still there; a merged one is asked about anew."""
        return choice.meant != Meant.MATCH or choice.reference in self._chosen


def choice_from(content: Mapping[str, Any]) -> Choice:
    return Choice(**{**content, "meant": Meant(content["meant"])})
