"""The numbers that Word counts by itself, as it shows them."""

from dataclasses import dataclass, field

from kokreasi.reading.documents.parts import Element, attribute, child, children, number

LETTERS = 26
MOST = 10_000
DEEPEST = 9
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(frozen=True)
class ListLevel:
    """One level of a list: how its number looks and where its text begins, in twips."""

    shape: str = "decimal"
    text: str = ""
    start: int = 1
    indent: int | None = None


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    """By abstract list."""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list behind each list."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def level(self, list_id: str, depth: int) -> ListLevel | None:
        return self.levels.get(self.lists.get(list_id, ""), {}).get(depth)

    def next_marker(self, list_id: str, depth: int) -> str:
        """Count one on and give the marker as Word shows it; "" where it shows none."""
        level = self.level(list_id, depth)
        if level is None:
            return ""
        counts = self._counts(list_id)
        counts[depth] = counts.get(depth, self._start(list_id, depth) - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.shape == "bullet":
            return bullet(level.text)
        return self._text(list_id, level, counts)

    def _counts(self, list_id: str) -> dict[int, int]:
        abstract = self.lists[list_id]
        if restart := self.restarts.pop(list_id, None):
            counts = self.counts.setdefault(abstract, {})
            counts.update({depth: start - 1 for depth, start in restart.items()})
        return self.counts.setdefault(abstract, {})

    def _start(self, list_id: str, depth: int) -> int:
        level = self.level(list_id, depth)
        return level.start if level else 1

    def _text(self, list_id: str, level: ListLevel, counts: dict[int, int]) -> str:
        text = level.text
        for depth in range(DEEPEST):
            if f"%{depth + 1}" in text:
                count = counts.get(depth, self._start(list_id, depth))
                shape = (self.level(list_id, depth) or level).shape
                text = text.replace(f"%{depth + 1}", shown(count, shape))
        return text.strip()


def bullet(text: str) -> str:
    """Give a bullet whatever symbol font it comes from."""
    text = text.strip()
    return text if text and text in "-–—*·◦○●■□▪➢►✓→[]☐" else "•"


def shown(count: int, shape: str) -> str:
    """Write a number in the way that Word calls decimal, lowerLetter, upperRoman, ..."""
    count = max(0, min(count, MOST))
    match shape:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % LETTERS) * ((count - 1) // LETTERS + 1)
            return letter.upper() if shape == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            return roman(count).upper() if shape == "upperRoman" else roman(count)
        case "decimalZero":
            return f"{count:02}"
        case "none" | "bullet":
            return ""
    return str(count)


def roman(count: int) -> str:
    digits = ""
    for value, digit in ROMAN:
        times, count = divmod(count, value)
        digits += digit * times
    return digits


def numbering_of(root: Element | None) -> Numbering:
    """Read word/numbering.xml; lists that only name a style take the levels of its list."""
    numbering = Numbering()
    styled: dict[str, str] = {}
    links: dict[str, str] = {}
    for each in children(root, "abstractNum"):
        name = attribute(each, "abstractNumId") or ""
        numbering.levels[name] = dict(map(_level, children(each, "lvl")))
        if style := attribute(child(each, "styleLink"), "val"):
            styled[style] = name
        if link := attribute(child(each, "numStyleLink"), "val"):
            links[name] = link
    for name, link in links.items():
        numbering.levels[name] = numbering.levels.get(styled.get(link, ""), {})
    for each in children(root, "num"):
        _add_list(numbering, each)
    return numbering


def _add_list(numbering: Numbering, element: Element) -> None:
    list_id = attribute(element, "numId") or ""
    numbering.lists[list_id] = attribute(child(element, "abstractNumId"), "val") or ""
    restarts = {
        number(attribute(each, "ilvl")): number(attribute(child(each, "startOverride"), "val"), 1)
        for each in children(element, "lvlOverride")
        if child(each, "startOverride") is not None
    }
    if restarts:
        numbering.restarts[list_id] = restarts


def _level(element: Element) -> tuple[int, ListLevel]:
    indent = child(element, "pPr", "ind")
    left = attribute(indent, "left") or attribute(indent, "start")
    return number(attribute(element, "ilvl")), ListLevel(
        shape=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        start=number(attribute(child(element, "start"), "val"), 1),
        indent=number(left) if left else None,
    )
