"""Themes that a machine suggests in free-text answers, for people to judge, name and code.

For tasks and commands: imports numpy. What it gives is in `suggestions`, which does not.

The number of themes follows from the texts: of 3 to 12, and at most one for every five different
texts, the number with which two halves of the texts lead to the most alike themes, the larger
where two are equally steady. The same texts in the same order always give the same themes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from kokreasi.insights.free_text import set_aside, written
from kokreasi.insights.gathering import gather_sets
from kokreasi.insights.similarity import weight
from kokreasi.insights.suggestions import (
    Gathered,
    Membership,
    NoThemes,
    SuggestedTheme,
    SuggestedThemes,
)
from kokreasi.insights.theme_model import (
    Matrix,
    Row,
    Vector,
    closeness,
    first_guess,
    loads,
    parts,
    steadiness,
)

FEWEST_TEXTS = 20
"""Different texts, copies counted once under which people read them all rather than themes."""

FEWEST_THEMES, MOST_THEMES, TEXTS_A_THEME = 3, 12, 5
FEWEST_IN_A_THEME = 3
LEAST_STEADY = 0.25
"""Words without any theme stay under it: measured 0.20 at 40 texts, 0.06 at 100, 0.02 at 400."""

TEXTS_A_ROOT, MOST_SHARE, MOST_ROOTS = 3, 0.5, 1_000
TRIAL_TEXTS, TRIAL_ROOTS = 1_000, 500
FAINT = 0.15
"""The weight under which a text is of no theme."""

ALSO = 0.8
"""The part of its largest weight with which a text is of a second theme as well."""

WORDS, TYPICAL = 10, 3

Written = list[tuple[str, str]]
"""The roots of a text, each with the word as it was written."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts as rows of the roots that are looked at, and what each root weighs."""

    roots: list[str]
    weights: Vector
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class _Model:
    """How much a root is of each theme, how much a text is of it, and how steady that is."""

    split: Matrix
    told: Matrix
    steady: float


def suggest(texts: Sequence[str]) -> SuggestedThemes:
    """Suggest themes in the answers to one question; see `SuggestedThemes`.

    Copies are looked at once and counted each, so that a campaign is one voice in what the themes
    are and many in how large they are.
    """
    aside = {place: why for place, text in enumerate(texts) if (why := set_aside(text))}
    said = {place: written(text) for place, text in enumerate(texts) if place not in aside}
    gathered = _gathered(said)
    different = [said[copies.first] for copies in gathered]
    with threadpool_limits(1, user_api="blas"):  # many small products: threads only wait
        texts_known = _looked_at(different)
        model = _model(texts_known, number=sum(map(bool, different)))
    themes: list[SuggestedTheme] = []
    if isinstance(model, _Model):
        themes = _themes(texts_known, model, gathered, said)
    placed = {each.place for theme in themes for each in theme.members}
    return SuggestedThemes(
        themes=tuple(themes),
        unplaced=tuple(place for place in said if place not in placed),
        set_aside=aside,
        gathered=tuple(copies for copies in gathered if copies.number > 1),
        steadiness=model.steady if isinstance(model, _Model) else None,
        none_because=model if isinstance(model, NoThemes) else None,
    )


def _gathered(said: Mapping[int, Written]) -> list[Gathered]:
    places = list(said)
    sets = [frozenset(root for root, _word in pairs) for pairs in said.values()]
    return [
        Gathered(places[copies.first], tuple(places[number] for number in copies.places))
        for copies in gather_sets(sets)
    ]


def _looked_at(different: Sequence[Written]) -> _Texts:
    """Take the roots that several texts have, but not most of them, the most frequent first."""
    sets = [{root for root, _word in pairs} for pairs in different]
    counts = Counter(root for found in sets for root in found)
    most = MOST_SHARE * len(sets)
    known = [root for root, number in counts.items() if TEXTS_A_ROOT <= number <= most]
    roots = sorted(known, key=lambda root: (-counts[root], root))[:MOST_ROOTS]
    number_of = {root: number for number, root in enumerate(roots)}
    return _Texts(
        roots=roots,
        weights=np.array([weight(counts[root], among=len(sets)) for root in roots]),
        rows=[np.array(sorted(number_of[r] for r in s & number_of.keys()), int) for s in sets],
    )


def _model(texts: _Texts, *, number: int) -> _Model | NoThemes:
    if number < FEWEST_TEXTS:
        return NoThemes.TOO_FEW
    if len(texts.roots) < 2 * FEWEST_THEMES:
        return NoThemes.NOTHING_SHARED
    steady, themes = _steadiest(texts)
    if steady < LEAST_STEADY:
        return NoThemes.NOTHING_STEADY
    close = closeness(texts.rows, len(texts.roots))
    split = parts(close, first_guess(close, themes))
    return _Model(split, loads(texts.rows, texts.weights, split), steady)


def _steadiest(texts: _Texts) -> tuple[float, int]:
    """Give the steadiness and the number of themes, by a part of the texts and roots if many."""
    filled = [row for row in texts.rows if row.size]
    step = -(-len(filled) // TRIAL_TEXTS)
    rows = [row[row < TRIAL_ROOTS] for row in filled[::step]]
    most = max(FEWEST_THEMES, min(MOST_THEMES, len(rows) // TEXTS_A_THEME))
    numbers = range(FEWEST_THEMES, most + 1)
    steady = steadiness(rows, texts.weights[:TRIAL_ROOTS], numbers)
    return max((alike, number) for number, alike in steady.items())


def _themes(
    texts: _Texts, model: _Model, gathered: Sequence[Gathered], said: Mapping[int, Written]
) -> list[SuggestedTheme]:
    best = model.told.max(axis=1, keepdims=True)
    belongs = (model.told >= ALSO * best) & (best >= FAINT)
    themes = []
    for part in range(model.split.shape[1]):
        inside = np.flatnonzero(belongs[:, part]).tolist()
        if len(inside) >= FEWEST_IN_A_THEME:
            weights = {gathered[number]: float(model.told[number, part]) for number in inside}
            telling = _telling(texts, inside, model.split[:, part])
            themes.append(_theme(weights, telling, said))
    return sorted(themes, key=lambda theme: (-len(theme.members), theme.words))


def _telling(texts: _Texts, inside: Iterable[int], part: Vector) -> list[str]:
    """Give the roots that say most of a theme: those of its texts, rare ones and its own first."""
    found = np.concatenate([texts.rows[number] for number in inside])
    number = np.bincount(found, minlength=len(texts.roots))
    order = np.argsort(-number * texts.weights * part, kind="stable")
    return [texts.roots[place] for place in order[:WORDS].tolist() if number[place]]


def _theme(
    weights: Mapping[Gathered, float], roots: Iterable[str], said: Mapping[int, Written]
) -> SuggestedTheme:
    heaviest = sorted(weights, key=lambda copies: (-weights[copies], copies.first))
    members = [Membership(place, weights[each]) for each in heaviest for place in each.places]
    return SuggestedTheme(
        words=_as_written(roots, [said[each.place] for each in members]),
        members=tuple(members),
        typical=tuple(each.first for each in heaviest[:TYPICAL]),
    )


def _as_written(roots: Iterable[str], texts: Iterable[Written]) -> tuple[str, ...]:
    """Give for each root the word that stands for it most often in these texts."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for root, word in (pair for said in texts for pair in said):
        forms[root][word] += 1
    return tuple(min(forms[r], key=lambda word: (-forms[r][word], word)) for r in roots)
