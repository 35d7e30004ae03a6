"""The words of one Word paragraph, in the order in which they are read."""

import re
from dataclasses import dataclass, field

from kokreasi.reading.cleaning import clean
from kokreasi.reading.codes import Remark
from kokreasi.reading.documents.parts import Element, attribute, child, name_of, number
from kokreasi.reading.documents.wordstyles import Style, Styles, is_on

DELETED = frozenset({"del", "moveFrom", "delText", "delInstrText"})
SILENT = frozenset({"pPr", "rPr", "instrText", "sdtPr", "sdtEndPr", "annotationRef", "ruby"})
HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
PICTURE = frozenset({"pic", "imagedata"})
SYMBOLS = {0xF0A8: "☐", 0xF06F: "☐", 0xF0FE: "☒", 0xF052: "☑", 0xF0FC: "✓", 0xF0E0: "→"}
SYMBOL_FONT = range(0xE000, 0xF900)
CHARACTERS = {
    "tab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "-",
    "ptab": "\t",
}


@dataclass
class Words:
    """The text of a paragraph; tabs and soft line ends are kept."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes that hang on the paragraph."""
    warnings: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold."""
        return bool(self.bold) and all(self.bold)


def words_of(element: Element, styles: Styles, style: Style) -> Words:
    """Read a paragraph: what was inserted is kept, what was deleted or hidden is not."""
    words = Words()
    _read(element, words, styles, style)
    return words


def _read(element: Element, words: Words, styles: Styles, style: Style) -> None:
    for each in element:
        name = name_of(each)
        if name in DELETED:
            words.warnings |= {Remark.DELETED_TEXT} if _says_something(each) else set()
        elif name == "r":
            _read_run(each, words, styles, style)
        elif name == "AlternateContent":
            _read_alternative(each, words, styles, style)
        elif name not in SILENT:
            _read_other(each, words, styles, style)


def _read_other(element: Element, words: Words, styles: Styles, style: Style) -> None:
    name = name_of(element)
    if name == "txbxContent":
        words.boxes.append(element)
        return
    if name in PICTURE:
        words.warnings.add(Remark.PICTURES)
    _read(element, words, styles, style)


def _says_something(element: Element) -> bool:
    return any(name_of(each) in {"t", "delText"} and each.text for each in element.iter())


def _read_alternative(element: Element, words: Words, styles: Styles, style: Style) -> None:
    """Read only one of the forms in which the same thing is given."""
    chosen = child(element, "Choice")
    if chosen is None:
        chosen = child(element, "Fallback")
    if chosen is not None:
        _read(chosen, words, styles, style)


def _read_run(run: Element, words: Words, styles: Styles, style: Style) -> None:
    given = child(run, "rPr")
    own = styles.of(attribute(child(given, "rStyle"), "val") or "")
    if _switch(is_on(given, "vanish"), own.is_hidden, style.is_hidden):
        words.warnings |= {Remark.HIDDEN_TEXT} if _says_something(run) else set()
        return
    is_bold = _switch(is_on(given, "b"), own.is_bold, style.is_bold)
    for each in run:
        text = _text(each)
        if text is None:
            _read_inside(each, words, styles, style)
            continue
        words.pieces.append(text)
        if text.strip():
            words.bold.append(is_bold)


def _read_inside(element: Element, words: Words, styles: Styles, style: Style) -> None:
    name = name_of(element)
    if name == "AlternateContent":
        _read_alternative(element, words, styles, style)
    elif name not in DELETED and name not in SILENT:
        _read_other(element, words, styles, style)


def _switch(*said: bool | None) -> bool:
    """Take the first that says anything: the run, its style, the style of the paragraph."""
    return next((value for value in said if value is not None), False)


def _text(element: Element) -> str | None:
    """Give what an element of a run shows; None if it holds other elements."""
    name = name_of(element)
    if name == "t":
        return element.text or ""
    if name in CHARACTERS:
        return CHARACTERS[name]
    if name == "sym":
        return _symbol(attribute(element, "char") or "")
    if name in {"footnoteReference", "endnoteReference"}:
        return f"[{number(attribute(element, 'id'))}]"
    return None


def _symbol(char: str) -> str:
    code = int(char, 16) if HEXADECIMAL.fullmatch(char) else ord(" ")
    return SYMBOLS.get(code, "•" if code in SYMBOL_FONT else clean(chr(code)))
