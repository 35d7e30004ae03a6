"""Word documents: what Word shows is what is read."""

import docx
import pytest

from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.numbering import roman, shown
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import (
    item,
    main_part,
    numbering,
    p,
    rows,
    saved,
    shapes,
    table,
    texts,
    with_parts,
    word,
)
from kokreasi.reading.errors import TooLargeError, UnreadableError, WrongKindError

DECIMAL = [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3)")]
TALL = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
GOES_ON = "<w:tcPr><w:vMerge/></w:tcPr>"


def test_numbers_are_shown_as_word_counts_them() -> None:
    body = [(0, "A"), (1, "B"), (1, "C"), (2, "D"), (0, "E"), (1, "F")]
    data = word("".join(item(text, 1, depth) for depth, text in body), numbering=numbering(DECIMAL))

    assert shapes(data) == [
        ("item", "1.", "A", 0),
        ("item", "a.", "B", 1),
        ("item", "b.", "C", 1),
        ("item", "i)", "D", 2),
        ("item", "2.", "E", 0),
        ("item", "a.", "F", 1),
    ]


def test_a_list_begins_anew_where_it_is_told_to() -> None:
    restart = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    lists = numbering([("decimal", "%1.")]).replace("</w:numbering>", restart)
    data = word(item("A", 1) + item("B", 1) + item("C", 2) + item("D", 2), numbering=lists)

    assert [marker for _shape, marker, _text, _level in shapes(data)] == ["1.", "2.", "1.", "2."]


def test_numbers_of_several_levels_and_bullets() -> None:
    lists = numbering([("decimal", "%1."), ("decimal", "%1.%2.")], [("bullet", "\uf0b7")])
    data = word(item("A", 1) + item("B", 1, 1) + item("C", 2), numbering=lists)

    assert [marker for _shape, marker, _text, _level in shapes(data)] == ["1.", "1.1.", "•"]


@pytest.mark.parametrize(
    ("count", "shape", "expected"),
    [
        (1, "decimal", "1"),
        (3, "lowerLetter", "c"),
        (27, "upperLetter", "AA"),
        (4, "upperRoman", "IV"),
        (14, "lowerRoman", "xiv"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (-5, "decimal", "0"),
    ],
)
def test_a_number_in_the_shapes_of_word(count, shape, expected) -> None:
    assert shown(count, shape) == expected


def test_roman_numbers() -> None:
    assert [roman(count) for count in (1, 9, 40, 1999)] == ["i", "ix", "xl", "mcmxcix"]


def test_headings_by_style_by_looks_and_by_number() -> None:
    document = docx.Document()
    document.add_heading("Notula Rapat", 0)
    document.add_heading("Pembahasan", 2)
    document.add_paragraph("II. KESEPAKATAN")
    document.add_paragraph().add_run("Tindak lanjut").bold = True
    document.add_paragraph("Tempat: Zoom")

    assert shapes(saved(document)) == [
        ("heading", "", "Notula Rapat", 0),
        ("heading", "", "Pembahasan", 1),
        ("heading", "II.", "KESEPAKATAN", 0),
        ("heading", "", "Tindak lanjut", 0),
        ("paragraph", "", "Tempat: Zoom", 0),
    ]


def test_rows_have_their_cells_and_show_their_lines_side_by_side() -> None:
    data = word(table([["Agenda", ":", "1. Satu"], ["Waktu", ":", "Pukul 09.00"]]))
    document = read_document(data)

    assert rows(data) == [["Agenda", ":", "1. Satu"], ["Waktu", ":", "Pukul 09.00"]]
    assert document.lines == ["Agenda\t:\t1. Satu", "Waktu\t:\tPukul 09.00"]
    assert [block.table for block in document.blocks] == [1, 1]


def test_merged_cells_hold_for_every_row_and_keep_the_columns() -> None:
    first = f"<w:tr><w:tc>{TALL}{p('Kominfo')}</w:tc><w:tc>{p('Data')}</w:tc></w:tr>"
    second = f"<w:tr><w:tc>{GOES_ON}{p('')}</w:tc><w:tc>{p('Surat')}</w:tc></w:tr>"
    wide = (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Semua")}</w:tc>'
        f"<w:tc>{p('c')}</w:tc></w:tr>"
    )

    assert rows(word(f"<w:tbl>{first}{second}{wide}</w:tbl>")) == [
        ["Kominfo", "Data"],
        ["Kominfo", "Surat"],
        ["Semua", "", "c"],
    ]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    assert shapes(word(table([["NOTULA RAPAT"], ["Tempat: Zoom"]]))) == [
        ("heading", "", "NOTULA RAPAT", 0),
        ("paragraph", "", "Tempat: Zoom", 0),
    ]


def test_a_table_in_a_cell_is_read_as_lines_of_the_cell() -> None:
    inner = table([["L", "7"], ["P", "5"]])
    data = word(
        f"<w:tbl><w:tr><w:tc>{p('Jumlah')}</w:tc><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    )

    assert rows(data) == [["Jumlah", "L\t7\nP\t5"]]


def test_deleted_and_hidden_text_is_left_out_and_said_to_be() -> None:
    body = (
        "<w:p><w:r><w:t>Anggaran </w:t></w:r>"
        "<w:del><w:r><w:delText>lima</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>enam</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> rahasia</w:t></w:r></w:p>"
    )
    document = read_document(word(body))

    assert document.lines == ["Anggaran enam"]
    assert document.warnings == [Remark.DELETED_TEXT, Remark.HIDDEN_TEXT]


def test_lines_within_a_paragraph_are_paragraphs_unless_they_go_on() -> None:
    line = "<w:p><w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>"
    data = word(
        line.format("Tempat: Zoom", "Waktu: 09.00 WIB")
        + line.format("Dinas akan", "menyusun data.")
    )

    assert texts(data) == ["Tempat: Zoom", "Waktu: 09.00 WIB", "Dinas akan menyusun data."]


def test_links_tabs_symbols_and_notes_are_in_the_text() -> None:
    body = (
        '<w:p><w:hyperlink r:id="x"><w:r><w:t>tautan</w:t></w:r></w:hyperlink>'
        '<w:r><w:tab/><w:sym w:font="Wingdings" w:char="F0A8"/><w:noBreakHyphen/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Catatan kaki")}</w:footnote></w:footnotes>'
    )

    assert shapes(word(body, footnotes=notes)) == [
        ("paragraph", "", "tautan\t☐-[2]", 0),
        ("margin", "", "Catatan kaki", 0),
    ]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('NOMOR: 12/2025')}</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:t>Notula</w:t></w:r></w:p>"
    )

    assert texts(word(body)) == ["Notula", "NOMOR: 12/2025"]


def test_headers_and_footers_are_margins() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "KEMENTERIAN KEUANGAN"
    document.sections[0].footer.paragraphs[0].text = "Jalan Lapangan Banteng"
    document.add_paragraph("Isi rapat")

    assert shapes(saved(document)) == [
        ("margin", "", "KEMENTERIAN KEUANGAN", 0),
        ("paragraph", "", "Isi rapat", 0),
        ("margin", "", "Jalan Lapangan Banteng", 0),
    ]


# What means harm ----------------------------------------------------------------------------


def nested_tables(depth: int) -> str:
    opening = "<w:tbl><w:tr><w:tc>" * depth
    closing = "</w:tc></w:tr></w:tbl>" * depth
    return opening + p("dalam") + closing


@pytest.mark.parametrize("depth", [50, 400])
def test_tables_in_tables_in_tables_are_refused(depth) -> None:
    with pytest.raises((TooLargeError, UnreadableError)):
        read_document(word(p("x"), document=main_part(nested_tables(depth))))


def test_a_million_open_tables_are_refused() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 300_000
    document = word(p("x"), document=f"<w:document>{body}")

    with pytest.raises(UnreadableError) as refused:
        read_document(document)

    assert refused.value.code == Code.BROKEN


def test_a_cell_cannot_claim_to_be_wider_than_any_table() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>' + p("lebar") + "</w:tc>"
    data = word(f"<w:tbl><w:tr>{wide}<w:tc>{p('b')}</w:tc></w:tr></w:tbl>")

    assert all(len(row) <= 63 for row in rows(data))


def test_styles_that_are_based_on_each_other_end_somewhere() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )

    assert texts(word(p("Isi", '<w:pStyle w:val="A"/>'), styles=styles)) == ["Isi"]


def test_entities_are_refused() -> None:
    data = with_parts(
        word(p("x")), {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><w:document/>'}
    )

    with pytest.raises(UnreadableError) as refused:
        read_document(data)

    assert refused.value.code == Code.ENTITIES


def test_a_document_without_a_word_is_refused() -> None:
    with pytest.raises(WrongKindError) as refused:
        read_document(word(p("")))

    assert refused.value.code == Code.EMPTY_DOCUMENT
