"""What python-docx has no words for: rules, repeated heads, fields, bookmarks, languages."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT, CODE_FONT = "Cambria", "Consolas"
ACCENT, QUIET, INK = (RGBColor.from_string(each) for each in ("0B5A5D", "555555", "141414"))
MARGIN = Cm(2.6)
WIDTH = Length(Cm(21) - 2 * MARGIN)
PLACES = {"id": "id-ID", "en": "en-GB"}
SIZES = {"Normal": 10.5, "Heading 1": 22, "Heading 2": 16, "Heading 3": 12, "Heading 4": 10.5}
BEFORE = {"Heading 1": 0, "Heading 2": 18, "Heading 3": 16, "Heading 4": 8}
STRONG, THIN = ("8", "0B5A5D"), ("4", "C8C8C8")
BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def set_up(word: Word, *, language: str) -> None:
    """Set paper, margins, and the look of the styles that are used."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.9), Cm(2.7)
    for name, size in SIZES.items():
        _style(word.styles[name], size)
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(6), 1.15
    for name in ("Header", "Footer"):
        _tab_at_the_right(word.styles[name])
    _speaks(word.styles["Normal"].element.get_or_add_rPr(), language)


def _tab_at_the_right(style: Any) -> None:
    """Let a tab lead to the right margin; Word's own styles have two, for wider margins."""
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _style(style: Any, size: float) -> None:
    style.font.size = Pt(size)
    _font(style.element.get_or_add_rPr().get_or_add_rFonts(), FONT)
    if style.name in BEFORE:
        is_small = style.name == "Heading 4"
        style.font.color.rgb = INK if is_small else ACCENT
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(BEFORE[style.name])
        style.paragraph_format.space_after = Pt(8)


def _font(fonts: Any, name: str) -> None:
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _speaks(properties: Any, language: str) -> None:
    properties.append(_element("lang", val=PLACES[language]))


def _element(name: str, /, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def add(
    paragraph: Paragraph,
    text: str,
    *,
    size: Length | None = None,
    color: RGBColor | None = None,
    language: str = "",
    bold: bool | None = None,
    italic: bool | None = None,
    is_code: bool = False,
) -> Run:
    """Add words with their look; `language` where it is not the document's own."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic or None
    run.font.size = Pt(8) if is_code else size
    if color is not None:
        run.font.color.rgb = color
    if is_code:
        _font(run._element.get_or_add_rPr().get_or_add_rFonts(), CODE_FONT)
    if language:
        _speaks(run._element.get_or_add_rPr(), language)
    return run


def page_of_pages(paragraph: Paragraph, **look: Any) -> None:
    """Write "3 / 40"; Word and LibreOffice count by themselves."""
    _field(paragraph, "PAGE", **look)
    add(paragraph, " / ", **look)
    _field(paragraph, "NUMPAGES", **look)


def _field(paragraph: Paragraph, instruction: str, **look: Any) -> None:
    words, number = _element("instrText"), _element("t")
    words.text, number.text = instruction, "1"
    for part in (_mark("begin"), words, _mark("separate"), number, _mark("end")):
        add(paragraph, "", **look)._element.append(part)


def _mark(kind: str) -> Any:
    return _element("fldChar", fldCharType=kind)


def contents_field(lines: Sequence[Paragraph], *, depth: int) -> None:
    """Make a table of contents of these lines; Word adds page numbers when it is updated."""
    if not lines:
        return
    instruction = _element("instrText")
    instruction.text = f'TOC \\o "1-{depth}" \\h \\z \\u'
    opening = [_element("r") for _part in range(3)]
    for run, part in zip(opening, (_mark("begin"), instruction, _mark("separate")), strict=True):
        run.append(part)
    properties = lines[0]._element.get_or_add_pPr()
    for run in reversed(opening):
        properties.addnext(run)
    end = _element("r")
    end.append(_mark("end"))
    lines[-1]._element.append(end)


def link(paragraph: Paragraph, text: str, *, to: str, bold: bool) -> None:
    """Add words that lead to a bookmark of this document."""
    run = add(paragraph, text, bold=bold or None)
    anchor = _element("hyperlink", anchor=to, history="1")
    paragraph._element.append(anchor)
    anchor.append(run._element)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    paragraph._element.append(_element("bookmarkStart", id=str(number), name=name))
    paragraph._element.append(_element("bookmarkEnd", id=str(number)))


def rule(paragraph: Paragraph, side: str) -> None:
    """Draw the accent beside or below a paragraph."""
    borders = _element("pBdr")
    borders.append(_element(side, val="single", sz="18", space="8", color="0B5A5D"))
    paragraph._element.get_or_add_pPr().insert_element_before(borders, *BEHIND_BORDERS)


def table(word: Word, widths: Iterable[int]) -> Any:
    """Begin a table of fixed columns without rows."""
    columns = [Length(width) for width in widths]
    made = word.add_table(rows=0, cols=len(columns))
    made.autofit = False
    made._tbl.tblPr.append(_cell_margins())
    for column, width in zip(made.columns, columns, strict=True):
        column.width = width
    return made


def _cell_margins() -> Any:
    """Let the words of the first column stand under those of the text around the table."""
    margins = _element("tblCellMar")
    margins.append(_element("left", w="0", type="dxa"))
    margins.append(_element("right", w="140", type="dxa"))
    return margins


def add_row(made: Any, *, splits: bool = False) -> Any:
    """Add a row as wide as its columns; unless `splits`, no page ends within it."""
    row = made.add_row()
    for cell, column in zip(row.cells, made.columns, strict=True):
        cell.width = column.width
        cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    if not splits:
        row._tr.get_or_add_trPr().append(_element("cantSplit"))
    return row


def repeat(row: Any) -> None:
    """Say that this row is the head of its table, repeated on each page."""
    row._tr.get_or_add_trPr().append(_element("tblHeader"))


def rule_below(row: Any, *, is_strong: bool = False) -> None:
    size, color = STRONG if is_strong else THIN
    for cell in row.cells:
        borders = _element("tcBorders")
        borders.append(_element("bottom", val="single", sz=size, space="0", color=color))
        cell._element.get_or_add_tcPr().append(borders)
