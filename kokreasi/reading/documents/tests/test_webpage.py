"""Web pages: what they are about, and nothing around it."""

import pytest

from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import rows, shapes, texts
from kokreasi.reading.errors import ReadingError

PAGE = """<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>
<nav><ul><li>Beranda</li></ul></nav><header>Situs</header>
<main><article><header><h1>Notula Rapat</h1></header>
<p><b>Hari/Tanggal</b>: Kamis, 8 Oktober 2020<br>Waktu: 15.00 WIB</p>
<h2>Pembahasan</h2><ol type="a" start="2"><li><p>Satu</p><ul><li>dalam</li></ul></li>
<li>Kedua <i>miring</i></li></ol>
<div class="share-buttons">Bagikan</div><form><label>Nama</label></form><script>alert()</script>
<img src="a.png" alt="foto"></article>
<section id="comments">Leave a Reply</section></main><footer>2020</footer></body></html>"""


def test_only_the_article_is_read() -> None:
    assert shapes(PAGE) == [
        ("heading", "", "Notula Rapat", 0),
        ("paragraph", "", "Hari/Tanggal: Kamis, 8 Oktober 2020", 0),
        ("paragraph", "", "Waktu: 15.00 WIB", 0),
        ("heading", "", "Pembahasan", 1),
        ("item", "b.", "Satu", 0),
        ("item", "•", "dalam", 1),
        ("item", "c.", "Kedua miring", 0),
    ]


def test_pictures_are_remarked() -> None:
    assert read_document(PAGE.encode()).warnings == [Remark.PICTURES]


def test_tables_with_merged_cells() -> None:
    page = (
        "<html><table><tr><th>No</th><th colspan=2>Aksi</th></tr>"
        "<tr><td rowspan=2>1</td><td>A<br>B</td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td></tr></table>"
    )

    assert rows(page) == [["No", "Aksi", ""], ["1", "A\nB", "c"], ["1", "d", "e"]]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    assert texts("<html><table><tr><td><p>Satu</p><p>Dua</p></td></tr></table>") == ["Satu", "Dua"]


@pytest.mark.parametrize("element", ["<div>", "<table><tr><td>", "<ul><li>", "<b>"])
def test_what_is_nested_too_deeply_is_refused(element) -> None:
    with pytest.raises(ReadingError) as refused:
        read_document(("<html>" + element * 400 + "x").encode())

    assert refused.value.code in {Code.TOO_DEEP, Code.BROKEN, Code.EMPTY_DOCUMENT}


def test_a_cell_cannot_claim_to_be_wider_than_any_table() -> None:
    page = "<html><table><tr><td colspan=999999 rowspan=999999>a<td>b</tr><tr><td>c</table>"

    assert all(len(row) <= 64 for row in rows(page))


def test_entities_of_a_page_do_not_grow() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><p>x &b;</p>'

    assert len(read_document(page.encode()).lines[0]) < 20


def test_a_page_without_a_word_is_refused() -> None:
    with pytest.raises(ReadingError) as refused:
        read_document(b"<html><script>1</script></html>")

    assert refused.value.code == Code.EMPTY_DOCUMENT
