"""Write the Word template of minutes, with which offices start their own.

Run from the root of the project: .venv/bin/python -m scripts.make_minutes_template
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

TARGET = Path("kokreasi/writing/layouts/notula.docx")
FONT = "Times New Roman"
LABEL, COLON, VALUE = Cm(4.2), Cm(0.5), Cm(11.6)
NUMBER = Cm(0.6)
TEXT_WIDTH = Cm(16.4)
TASKS = (Cm(1.1), Cm(7.2), Cm(4.4), Cm(3.6))
INDENTS = (Cm(0.75), Cm(1.5), Cm(2.25))


def main() -> None:
    word = Document()
    _page(word)
    _letterhead(word)
    _title(word)
    _facts(word)
    _body(word)
    _tasks(word)
    _withheld(word)
    _signatures(word)
    _footer(word)
    word.save(str(TARGET))


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(11)
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    word.styles["Heading 1"].font.size = Pt(15)
    word.core_properties.title = "{{ title }}"
    word.core_properties.author = "Kokreasi"


def _line(word: Word, text: str, *, size: int = 11, bold: bool = False) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _letterhead(word: Word) -> None:
    word.add_paragraph("{%p for line in letterhead %}")
    for condition, size, bold in (("loop.first", 13, True), ("not loop.first", 10, False)):
        word.add_paragraph(f"{{%p if {condition} %}}")
        _line(word, "{{ line }}", size=size, bold=bold)
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    _rule(_line(word, ""))
    word.add_paragraph("{%p if is_draft %}")
    _line(word, "{{ words.draft|upper }}", bold=True)
    word.add_paragraph("{%p endif %}")


def _rule(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _title(word: Word) -> None:
    heading = word.add_heading("{{ words.minutes|upper }}", level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(word, "{{ title }}", size=12).paragraph_format.space_after = Pt(10)


def _facts(word: Word) -> None:
    table = word.add_table(rows=3, cols=3)
    _widths(table, (LABEL, COLON, VALUE))
    table.cell(0, 0).text = "{%tr for fact in facts %}"
    _put(table.cell(1, 0), "{{ fact.label }}", bold=True)
    _put(table.cell(1, 1), ":")
    _put(table.cell(1, 2), "{%p for line in fact.lines %}")
    table.cell(1, 2).add_paragraph("{%p if fact.lines|length > 1 %}")
    several = table.cell(1, 2).add_paragraph("{{ loop.index }}.\t{{ line }}")
    several.paragraph_format.left_indent = NUMBER
    several.paragraph_format.first_line_indent = -NUMBER
    several.paragraph_format.tab_stops.add_tab_stop(NUMBER)
    several.paragraph_format.space_after = Pt(1)
    table.cell(1, 2).add_paragraph("{%p else %}")
    table.cell(1, 2).add_paragraph("{{ line }}").paragraph_format.space_after = Pt(1)
    table.cell(1, 2).add_paragraph("{%p endif %}")
    table.cell(1, 2).add_paragraph("{%p endfor %}")
    table.cell(2, 0).text = "{%tr endfor %}"


def _put(cell: _Cell, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold = bold


def _widths(table: Table, widths: tuple[int, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _body(word: Word) -> None:
    word.add_paragraph("{%p if summary %}")
    word.add_heading("{{ words.summary }}", level=2)
    word.add_paragraph("{{ summary }}")
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p for section in sections %}")
    word.add_paragraph("{%p if section.title %}")
    word.add_heading("{{ section.title }}", level=2)
    word.add_paragraph("{%p endif %}")
    _points(word, "section.points")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p if agreements %}")
    word.add_heading("{{ words.agreements }}", level=2)
    _points(word, "agreements")
    word.add_paragraph("{%p endif %}")


def _points(word: Word, name: str) -> None:
    """Write the three levels as three paragraphs, of which each point uses one."""
    word.add_paragraph(f"{{%p for point in {name} %}}")
    for level, indent in enumerate(INDENTS):
        word.add_paragraph(f"{{%p if point.level == {level} %}}")
        paragraph = word.add_paragraph("{{ point.number }}\t")
        paragraph.add_run("{% if point.by %}{{ point.by }}: {% endif %}").bold = True
        paragraph.add_run("{{ point.text }}")
        paragraph.paragraph_format.left_indent = indent
        paragraph.paragraph_format.first_line_indent = -INDENTS[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(indent)
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")


def _tasks(word: Word) -> None:
    word.add_paragraph("{%p if follow_ups %}")
    word.add_heading("{{ words.follow_ups }}", level=2)
    table = word.add_table(rows=4, cols=4, style="Table Grid")
    _widths(table, TASKS)
    labels = ("number", "action", "responsible", "deadline")
    for column, label in enumerate(labels):
        _put(table.cell(0, column), f"{{{{ words.{label} }}}}", bold=True)
        table.cell(2, column).text = f"{{{{ each.{label} }}}}"
    table.cell(1, 0).text = "{%tr for each in follow_ups %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    _keep_whole(table.rows[0])
    _keep_whole(table.rows[2])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph("{%p endif %}")


def _keep_whole(row: _Row) -> None:
    """Let no page break divide a row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _withheld(word: Word) -> None:
    word.add_paragraph("{%p if withheld %}")
    word.add_heading("{{ words.withheld }}", level=2)
    word.add_paragraph("{%p for each in withheld %}")
    entry = word.add_paragraph("{{ each }}", style="List Bullet")
    entry.paragraph_format.keep_with_next = True
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endif %}")


def _signatures(word: Word) -> None:
    word.add_paragraph("{%p if signatures %}")
    word.add_paragraph().paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=3)
    _keep_whole(table.rows[0])
    _put(table.cell(0, 0), "{%tc for each in signatures %}")
    _put(table.cell(0, 1), "{{ each.role }},")
    for _blank in range(3):
        table.cell(0, 1).add_paragraph()
    table.cell(0, 1).add_paragraph("{{ each.name }}")
    _put(table.cell(0, 2), "{%tc endfor %}")
    word.add_paragraph("{%p endif %}")


def _footer(word: Word) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.style = word.styles["Normal"]  # that of footers has other tab stops
    shown = "{% if fingerprint %} · {{ words.fingerprint }} {{ fingerprint[:16] }}{% endif %}"
    run = paragraph.add_run("{{ reference }}" + shown)
    run.font.size = Pt(8.5)
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    for text, code in (("\t", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(text).font.size = Pt(8.5)
        _field(paragraph, code)


def _field(paragraph: Paragraph, code: str) -> None:
    """Add what Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size = Pt(8.5)
    field.append(run._r)
    paragraph._p.append(field)


if __name__ == "__main__":
    main()
