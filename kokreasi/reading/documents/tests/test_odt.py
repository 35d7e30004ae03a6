"""OpenDocument texts: lists, tables, what was deleted."""

import pytest

from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import odt, rows, shapes, texts
from kokreasi.reading.errors import ReadingError

LIST = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="–"/></text:list-style>'
)
BOLD = (
    '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
)


def paragraph(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def listed(*items: str, style: str = ' text:style-name="L1"') -> str:
    inner = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    return f"<text:list{style}>{inner}</text:list>"


def test_lists_are_numbered_as_shown() -> None:
    deepest = listed(paragraph("D"), style="")
    inner = listed(paragraph("B") + deepest, paragraph("C"), style="")
    data = odt(listed(paragraph("A") + inner, paragraph("E")), LIST)

    assert shapes(data) == [
        ("item", "1.", "A", 0),
        ("item", "a)", "B", 1),
        ("item", "–", "D", 2),
        ("item", "b)", "C", 1),
        ("item", "2.", "E", 0),
    ]


def test_a_list_goes_on_only_where_it_says_so() -> None:
    on = ' text:style-name="L1" text:continue-numbering="true"'
    body = listed(paragraph("A")) + listed(paragraph("B"), style=on) + listed(paragraph("C"))

    assert [marker for _s, marker, _t, _l in shapes(odt(body, LIST))] == ["1.", "2.", "1."]


def test_headings_bold_lines_spaces_and_line_ends() -> None:
    body = (
        '<text:h text:outline-level="2">Pembahasan</text:h>'
        + paragraph("Tindak lanjut", "B")
        + paragraph("Tempat<text:s text:c='2'/>:<text:tab/>Zoom<text:line-break/>Waktu: 09.00")
    )

    assert shapes(odt(body, BOLD)) == [
        ("heading", "", "Pembahasan", 1),
        ("heading", "", "Tindak lanjut", 0),
        ("paragraph", "", "Tempat :\tZoom", 0),
        ("paragraph", "", "Waktu: 09.00", 0),
    ]


def test_tables_with_merged_cells() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell{more}>{paragraph(text)}</table:table-cell>"

    wide = cell("d", ' table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-row>"
        + cell("A", ' table:number-rows-spanned="2"')
        + cell("b")
        + f"</table:table-row><table:table-row>{covered}{cell('c')}</table:table-row>"
        + f"<table:table-row>{wide}{covered}</table:table-row></table:table>"
    )

    assert rows(odt(body)) == [["A", "b"], ["A", "c"], ["d", ""]]


def test_a_cell_repeated_a_million_times_is_not() -> None:
    repeated = 'table:number-columns-repeated="999999"'
    cell = f"<table:table-cell {repeated}>{paragraph('x')}</table:table-cell>"
    data = odt(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")

    assert len(rows(data)[0]) == 63


def test_deleted_and_hidden_text_comments_and_notes() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>lama</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Isi<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Catatan</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>komentar</text:p></office:annotation>"
        '<text:span text:style-name="H">rahasia</text:span></text:p>'
    )
    document = read_document(odt(body, BOLD))

    assert [block.text for block in document.blocks] == ["Isi[1]", "Catatan"]
    assert document.warnings == [Remark.DELETED_TEXT, Remark.HIDDEN_TEXT]


def test_headers_and_footers_are_margins() -> None:
    header = f"<style:header>{paragraph('KOP')}</style:header>"
    margins = header + f"<style:footer>{paragraph('Kaki')}</style:footer>"

    assert shapes(odt(paragraph("Isi"), margins=margins)) == [
        ("margin", "", "KOP", 0),
        ("paragraph", "", "Isi", 0),
        ("margin", "", "Kaki", 0),
    ]


@pytest.mark.parametrize("tag", ["text:section", "text:list><text:list-item"])
def test_what_is_nested_too_deeply_is_refused(tag) -> None:
    closing = "></".join(reversed(tag.split("><")))
    body = f"<{tag}>" * 100 + paragraph("x") + f"</{closing}>" * 100

    with pytest.raises(ReadingError) as refused:
        read_document(odt(body))

    assert refused.value.code in {Code.TOO_DEEP, Code.BROKEN}


def test_styles_that_are_based_on_each_other_end_somewhere() -> None:
    styles = (
        '<style:style style:name="A" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:parent-style-name="A"/>'
    )

    assert texts(odt(paragraph("Isi", "A"), styles)) == ["Isi"]
