"""Charts as they are drawn: lengths in per cent, so that they fit any screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from kokreasi.consultations.definition.wording import Choice
from kokreasi.core.bilingual import Bilingual

SHADES = 7
"""From amber for the first option to teal for the last; the style sheet and documents know them."""
SHORTEST = 0.6
"""Per cent: what is not nothing can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: its words, its figures in words, and how long it is, in percent.

    `beside` says the figure on the other base, where several choices were allowed.
    """

    label: Bilingual | str
    figure: str
    length: str
    is_longest: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how long it is, in percent, and its place in order."""

    left: str
    width: str
    place: int
    label: Bilingual
    count: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar that is divided: a row of a matrix, or a commitment."""

    label: Bilingual
    segments: tuple[Segment, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a chart; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[Bilingual | str, ...], ...]


def label_of(option: Choice) -> Bilingual:
    """Give the words of an option; a point of a scale without words is its number."""
    return option.wording or Bilingual(option.key, option.key)


def joined(first: Bilingual, second: Bilingual) -> Bilingual:
    """Put words of a commitment before those of what belongs to it."""
    english = f"{first.en} – {second.en}" if first.en and second.en else ""
    return Bilingual(f"{first.shown('id').text} – {second.shown('id').text}", english)


def point_of(option: Choice) -> Bilingual:
    """Give the number of a point and its words: "1 – not clear"."""
    if not option.wording or option.wording.id == option.key:
        return label_of(option)
    return Bilingual(
        *(
            f"{option.key} – {words}" if words else ""
            for words in (option.wording.id, option.wording.en)
        )
    )


def length(count: int, base: int, axis: int = 100) -> str:
    """Give the length of a bar as SVG reads it; what is not nothing can be seen."""
    exact = 100 * count / base * 100 / axis if base else 0.0
    return f"{max(exact, SHORTEST) if count else 0:.2f}%"


def stack_of(
    label: Bilingual, options: Sequence[Choice], counts: Sequence[int], figure: str
) -> Stack:
    total = sum(counts)
    segments, before = [], 0
    for place, (option, count) in enumerate(zip(options, counts, strict=True)):
        if count:
            segments.append(
                Segment(
                    left=f"{100 * before / total:.2f}%",
                    width=f"{100 * count / total:.2f}%",
                    place=_shade(place, len(options)),
                    label=label_of(option),
                    count=count,
                )
            )
        before += count
    return Stack(label, tuple(segments), figure)


def _shade(place: int, number: int) -> int:
    """Give one of seven shades, spread from the first option to the last."""
    return place + 1 if number == 1 else 1 + round(place * (SHADES - 1) / max(number - 1, 1))


def legend_of(options: Sequence[Choice]) -> tuple[tuple[Bilingual, int], ...]:
    """Give the words of each part of a bar with its shade."""
    return tuple(
        (label_of(option), _shade(place, len(options))) for place, option in enumerate(options)
    )
