"""Reading about organisations: which one a text means, and what its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from kokreasi.organisations.finding import Index, Near, Why, current_index
from kokreasi.organisations.models import Organisation

MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An organisation that a text may mean; `score` is 1 where it has exactly this name."""

    organisation: Organisation
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class Match:
    """What a text says about an organisation.

    `organisation` is given only where exactly one is called so. Where several are, the text is
    ambiguous, and where none is, a person chooses among the suggestions or none of them.
    """

    text: str
    organisation: Organisation | None
    suggestions: tuple[Suggestion, ...]

    @property
    def is_ambiguous(self) -> bool:
        return sum(suggestion.why == Why.SAME for suggestion in self.suggestions) > 1


class Finder:
    """Matches many texts with three queries altogether; sees also what is not public yet."""

    def __init__(self) -> None:
        self._index: Index = current_index()
        standing = Organisation.objects.standing().with_record()
        self._organisations = {organisation.pk: organisation for organisation in standing}

    def find(self, text: str) -> Organisation | None:
        """Give the organisation of exactly this name; none where there are none or several."""
        return self._organisations[pk] if (pk := _only(self._index, text)) is not None else None

    def suggest(self, text: str, limit: int = MOST_SUGGESTED) -> list[Suggestion]:
        """Give the organisations that the text may mean, the nearest first."""
        return _suggestions(self._index.near(text, limit=limit), self._organisations)

    def match(self, text: str) -> Match:
        """Find the organisation, or suggest some where it is not certain."""
        organisation = self.find(text)
        near = () if organisation else tuple(self.suggest(text))
        return Match(text=text, organisation=organisation, suggestions=near)


def find(text: str) -> Organisation | None:
    """Give the organisation that has exactly this name, now or ever; nothing where it is unclear.

    Capitals, accents, spaces and punctuation make no difference, nor does "Kementerian" written
    as "Kemen". Sees also what is not public yet: for pages of the secretariat.
    """
    pk = _only(current_index(), text)
    return None if pk is None else Organisation.objects.with_record().get(pk=pk)


def suggest(text: str, limit: int = MOST_SUGGESTED) -> list[Suggestion]:
    """Give the organisations that a text may mean, the nearest first; see `find`."""
    near = current_index().near(text, limit=limit)
    organisations = Organisation.objects.with_record().in_bulk(one.organisation for one in near)
    return _suggestions(near, organisations)


def _only(index: Index, text: str) -> int | None:
    found = index.exact(text)
    return next(iter(found)) if len(found) == 1 else None


def _suggestions(near: Iterable[Near], organisations: dict[int, Organisation]) -> list[Suggestion]:
    return [
        Suggestion(organisations[one.organisation], round(one.score, 3), one.why) for one in near
    ]
