"""What the styles of an OpenDocument text say: bold, hidden, and how lists are numbered."""

from dataclasses import dataclass, field

from kokreasi.reading.documents.numbering import bullet, shown
from kokreasi.reading.documents.parts import Element, attribute, child, name_of, number

SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
BOLD = frozenset({"bold", "600", "700", "800", "900"})
LONGEST_CHAIN = 30
DEEPEST = 10


@dataclass(frozen=True)
class LetterStyle:
    parent: str = ""
    is_bold: bool | None = None
    is_hidden: bool | None = None
    list_style: str = ""


@dataclass(frozen=True)
class ListLevel:
    """How one level of a list shows its number; no shape is a bullet."""

    shape: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    levels_shown: int = 1
    sign: str = "•"


@dataclass
class OdtStyles:
    letters: dict[str, LetterStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def chain(self, name: str | None) -> list[LetterStyle]:
        """Give a style and those it is based on, as far as they do not come round again."""
        found: list[LetterStyle] = []
        seen: set[str] = set()
        while name and name in self.letters and name not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(name)
            found.append(self.letters[name])
            name = self.letters[name].parent
        return found

    def is_bold(self, name: str | None, *, otherwise: bool) -> bool:
        said = (style.is_bold for style in self.chain(name))
        return next((bold for bold in said if bold is not None), otherwise)

    def is_hidden(self, name: str | None) -> bool:
        return any(style.is_hidden for style in self.chain(name))

    def list_style(self, name: str | None) -> str:
        return next((style.list_style for style in self.chain(name) if style.list_style), "")

    def marker(self, style: str, counts: dict[int, int], depth: int) -> str:
        """Write the number of an item whose level, and those above it, have counted so far."""
        level = self.level(style, depth)
        if not level.shape:
            return level.sign
        first = max(0, depth + 1 - level.levels_shown)
        digits = [
            shown(counts.get(at, 1), self.level(style, at).shape) for at in range(first, depth + 1)
        ]
        text = ".".join(digit for digit in digits if digit)
        return f"{level.before}{text}{level.after}".strip() if text else ""

    def level(self, style: str, depth: int) -> ListLevel:
        return self.lists.get(style, {}).get(depth, ListLevel())


def styles_of(parts: list[Element | None]) -> OdtStyles:
    """Read the styles of content.xml and styles.xml, the automatic ones included."""
    styles = OdtStyles()
    for root in parts:
        for group in ("styles", "automatic-styles"):
            found = child(root, group)
            for element in [] if found is None else found:
                _add(styles, element)
    return styles


def _add(styles: OdtStyles, element: Element) -> None:
    name = attribute(element, "name") or ""
    if name_of(element) == "list-style":
        styles.lists[name] = dict(map(_level, element))
    elif name_of(element) == "style":
        styles.letters[name] = _letters(element)


def _letters(element: Element) -> LetterStyle:
    given = child(element, "text-properties")
    weight = attribute(given, "font-weight")
    display = attribute(given, "display")
    return LetterStyle(
        parent=attribute(element, "parent-style-name") or "",
        is_bold=None if weight is None else weight in BOLD,
        is_hidden=None if display is None else display == "none",
        list_style=attribute(element, "list-style-name") or "",
    )


def _level(element: Element) -> tuple[int, ListLevel]:
    depth = number(attribute(element, "level"), 1) - 1
    if name_of(element) != "list-level-style-number":
        return depth, ListLevel(sign=bullet(attribute(element, "bullet-char") or ""))
    return depth, ListLevel(
        shape=SHAPES.get(attribute(element, "num-format") or "", "decimal"),
        before=attribute(element, "num-prefix") or "",
        after=attribute(element, "num-suffix") or "",
        start=number(attribute(element, "start-value"), 1),
        levels_shown=min(number(attribute(element, "display-levels"), 1), DEEPEST),
    )
