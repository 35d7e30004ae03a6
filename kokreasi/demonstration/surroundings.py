"""What every part of the demonstration needs while it is loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kokreasi.demonstration.content import measures
from kokreasi.demonstration.figuretexts import Figure
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.models import Record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

Terms = Mapping[tuple[str, str], Term]


@dataclass(frozen=True)
class Surroundings:
    """Who loads, on which day, and what the short names and codes of the content stand for."""

    by: User
    day: date
    organisations: Mapping[str, Organisation]
    terms: Terms
    people: Mapping[str, User]

    def person(self, role: str) -> User:
        """Give who has this role; without one, whoever loads."""
        return self.people[role] if role else self.by

    def bodies(self, shorts: Iterable[str]) -> list[Organisation]:
        return [self.organisations[short] for short in shorts]

    def term(self, vocabulary: Vocabulary, code: str) -> Term:
        return self.terms[vocabulary.value, code]

    def maybe(self, vocabulary: Vocabulary, code: str) -> Term | None:
        return self.term(vocabulary, code) if code else None

    def listed(self, vocabulary: Vocabulary, codes: Iterable[str]) -> list[Term]:
        return [self.term(vocabulary, code) for code in codes]


def terms_by_code() -> Terms:
    return {(term.vocabulary, term.code): term for term in Term.objects.all()}


def state_figures(about: Record, figures: Iterable[Figure], *, by: User) -> None:
    for figure in figures:
        register.state(
            about,
            measure=figure.measure,
            label=measures()[figure.measure],
            value=figure.value,
            unit=figure.unit,
            source=figure.source,
            by=by,
        )
