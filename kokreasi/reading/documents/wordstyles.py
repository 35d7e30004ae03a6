"""What the styles of a Word document say of the paragraphs that use them."""

from dataclasses import dataclass, field, replace

from kokreasi.reading.documents.parts import Element, attribute, child, children, number

OFF = frozenset({"0", "false", "off", "none"})
BODY_TEXT = 9
"""The outline level of what is no heading."""
LONGEST_CHAIN = 30


@dataclass(frozen=True)
class Style:
    """Properties of a style, or of a paragraph after its style; None is not said."""

    based_on: str = ""
    list_id: str | None = None
    depth: int | None = None
    outline: int | None = None
    indent: int | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None


@dataclass
class Styles:
    """All styles by their id; `of` follows what each is based on."""

    own: dict[str, Style] = field(default_factory=dict)
    resolved: dict[str, Style] = field(default_factory=dict)
    usual: str = ""

    def of(self, name: str | None) -> Style:
        """Give a style with all it inherits; a chain that bites its tail ends there."""
        name = self.usual if name is None else name
        if name not in self.resolved:
            self.resolved[name] = self._resolve(name)
        return self.resolved[name]

    def _resolve(self, name: str) -> Style:
        style = Style()
        seen: set[str] = set()
        while name in self.own and name not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(name)
            style = over(self.own[name], style)
            name = self.own[name].based_on
        return style


def over(base: Style, style: Style) -> Style:
    """Put what `style` says over its base."""
    said = {
        name: value
        for name in ("list_id", "depth", "outline", "indent", "is_bold", "is_hidden")
        if (value := getattr(style, name)) is not None
    }
    return replace(base, **said)


def styles_of(root: Element | None) -> Styles:
    """Read word/styles.xml."""
    styles = Styles()
    for element in children(root, "style"):
        name = attribute(element, "styleId") or ""
        style = properties(child(element, "pPr"), child(element, "rPr"))
        title = attribute(child(element, "name"), "val") or ""
        if style.outline is None and title.casefold() == "title":
            style = replace(style, outline=0)
        based_on = attribute(child(element, "basedOn"), "val") or ""
        styles.own[name] = replace(style, based_on=based_on)
        is_paragraph = attribute(element, "type") == "paragraph"
        if is_paragraph and attribute(element, "default") in {"1", "true"}:
            styles.usual = name
    return styles


def properties(paragraph: Element | None, run: Element | None) -> Style:
    """Read the properties of a paragraph and of its letters."""
    lists = child(paragraph, "numPr")
    indent = child(paragraph, "ind")
    left = attribute(indent, "left") or attribute(indent, "start")
    outline = attribute(child(paragraph, "outlineLvl"), "val")
    depth = attribute(child(lists, "ilvl"), "val")
    return Style(
        list_id=attribute(child(lists, "numId"), "val"),
        depth=number(depth) if depth else None,
        outline=number(outline, BODY_TEXT) if outline else None,
        indent=number(left) if left else None,
        is_bold=is_on(run, "b"),
        is_hidden=is_on(run, "vanish"),
    )


def is_on(run: Element | None, name: str) -> bool | None:
    """Whether a switch such as bold is on; None where nothing is said."""
    switch = child(run, name)
    if switch is None:
        return None
    return (attribute(switch, "val") or "1").lower() not in OFF
