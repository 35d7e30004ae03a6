import re

from kokreasi.demonstration.papers import page
from kokreasi.files.formats import PDF, recognise

PAPER = page("Lembar (peragaan)", ["Baris “satu” – selesai", r"miring \ kurung )"])


def test_page_is_a_pdf_with_its_words() -> None:
    assert recognise(PAPER) == (PDF,)
    assert b"(Lembar \\(peragaan\\))Tj" in PAPER
    assert b'(Baris "satu" - selesai)Tj' in PAPER
    assert rb"(miring \\ kurung \))Tj" in PAPER


def test_table_tells_where_each_object_begins() -> None:
    starts = [int(start) for start in re.findall(rb"(\d{10}) 00000 n", PAPER)]
    begins = int(re.search(rb"startxref\n(\d+)", PAPER)[1])

    assert len(starts) == 7
    for number, start in enumerate(starts, start=1):
        assert PAPER[start:].startswith(b"%d 0 obj" % number)
    assert PAPER[begins:].startswith(b"xref")


def test_stream_says_its_length() -> None:
    length, stream = re.search(
        rb"/Length (\d+)>>stream\n(.*)\nendstream", PAPER, re.DOTALL
    ).groups()

    assert len(stream) == int(length)
