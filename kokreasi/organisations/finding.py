"""Which organisation a text means: exactly, or nearly.

An index holds every spelling of every organisation; it is kept in the process and built again when
the directory's edition says that a name has changed. 5,000 organisations take about a second to
index and a few milliseconds to ask.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import SHORT_MINISTRY, core, fold, key, parts
from kokreasi.organisations.models import Alias, Directory, OrganisationName

CANDIDATES = 40
LEAST_ALIKE = 0.7
PART_OF_A_NAME = 0.75
PART_OF_THE_TEXT = 0.9
WEIGHT_OF_CORE = 0.85
MOST_REMEMBERED = 2000
"""Texts whose nearest names are kept until the directory changes."""
GRAM = 3


class Why(TextChoices):
    """Why an organisation is suggested for a text."""

    SAME = "same", _("has this name")
    PART = "part", _("a part of the text is its name")
    WORDS = "words", _("its name contains these words")
    SPELLING = "spelling", _("is spelt nearly so")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write the name of one organisation."""

    organisation: int
    folded: str
    core: str


@dataclass(frozen=True, slots=True)
class Near:
    """An organisation that a text may mean, and how nearly: 1 is the same, 0 has nothing of it."""

    organisation: int
    score: float
    why: Why


@dataclass(slots=True)
class Index:
    """Every spelling of every organisation that stands, to be asked and never changed."""

    by_key: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_gram: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    spellings: list[Spelling] = field(default_factory=list)
    _remembered: dict[tuple[str, int], list[Near]] = field(default_factory=dict)

    def add(self, organisation: int, text: str) -> None:
        self._remembered.clear()
        if not key(text):
            return
        spelling = Spelling(organisation, fold(text), core(text))
        for gram in _grams(spelling.core):
            self.by_gram[gram].append(len(self.spellings))
        self.by_key[key(text)].add(organisation)
        self.spellings.append(spelling)

    def exact(self, text: str) -> frozenset[int]:
        """Give the organisations that are called exactly so; several where the name is shared."""
        return frozenset(self.by_key.get(key(text), ()))

    def near(self, text: str, *, limit: int) -> list[Near]:
        """Give the organisations that a text may mean, the nearest first; twice is quick."""
        asked = (text, limit)
        found = self._remembered.get(asked)
        if found is None:
            found = self._nearest(text, limit)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[asked] = found
        return list(found)

    def _nearest(self, text: str, limit: int) -> list[Near]:
        best: dict[int, Near] = {}
        for found in (*self._same(text), *self._partly(text), *self._alike(text)):
            known = best.get(found.organisation)
            if known is None or found.score > known.score:
                best[found.organisation] = found
        ranked = sorted(best.values(), key=lambda near: (-near.score, near.organisation))
        return ranked[:limit]

    def _same(self, text: str) -> list[Near]:
        return [Near(organisation, 1.0, Why.SAME) for organisation in self.exact(text)]

    def _partly(self, text: str) -> list[Near]:
        return [
            Near(organisation, PART_OF_THE_TEXT, Why.PART)
            for part in parts(text)
            for organisation in self.exact(part)
        ]

    def _alike(self, text: str) -> list[Near]:
        folded, stem = fold(text), core(text)
        shared = Counter[int]()
        for gram in _grams(stem):
            shared.update(self.by_gram.get(gram, ()))
        candidates = [self.spellings[place] for place, _count in shared.most_common(CANDIDATES)]
        nears = [_compare(folded, stem, spelling) for spelling in candidates]
        return [near for near in nears if near.score >= LEAST_ALIKE]


def _grams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[start : start + GRAM] for start in range(len(padded) - GRAM + 1)}


def _compare(folded: str, stem: str, spelling: Spelling) -> Near:
    """Weigh what tells names apart more than the words that many names share."""
    of_core = SequenceMatcher(None, stem, spelling.core, autojunk=False).ratio()
    of_all = SequenceMatcher(None, folded, spelling.folded, autojunk=False).ratio()
    score = WEIGHT_OF_CORE * of_core + (1 - WEIGHT_OF_CORE) * of_all
    if score < PART_OF_A_NAME and set(stem.split()) < set(spelling.core.split()):
        return Near(spelling.organisation, PART_OF_A_NAME, Why.WORDS)
    return Near(spelling.organisation, score, Why.SPELLING)


def current_index() -> Index:
    """Give the index of today's names; one query when nothing has changed since the last time."""
    edition = Directory.objects.values_list("edition", flat=True).first()
    return _index_of(edition or "")


@lru_cache(maxsize=1)
def _index_of(_edition: str) -> Index:
    index = Index()
    names = OrganisationName.objects.filter(organisation__merged_into=None)
    rows = names.values_list("organisation", "organisation__kind", "name", "abbreviation")
    for organisation, kind, name, abbreviation in rows:
        for text in {name.id, name.en, abbreviation, _with_ministry(kind, abbreviation)} - {""}:
            index.add(organisation, text)
    aliases = Alias.objects.filter(organisation__merged_into=None)
    for organisation, text in aliases.values_list("organisation", "text"):
        index.add(organisation, text)
    return index


def _with_ministry(kind: str, abbreviation: str) -> str:
    """Write "Kemen PUPR" for a ministry that shortens itself as PUPR."""
    is_bare = abbreviation and not key(abbreviation).startswith(SHORT_MINISTRY)
    return f"{SHORT_MINISTRY} {abbreviation}" if kind == Kind.MINISTRY and is_bare else ""
