import pytest

from kokreasi.files.names import LONGEST, clean_name

TABLE = [
    ("notula rapat.docx", "notula rapat.docx"),
    ("../../etc/passwd", "passwd"),
    ("C:\\rapat\\notula.docx", "notula.docx"),
    (".htaccess", "htaccess"),
    ("-rf.pdf", "rf.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
    ("gaji\u202efdp.exe", "gajifdp.exe"),
    ("nol\u200bzwj.pdf", "nolzwj.pdf"),
    ("  dua   spasi .pdf", "dua spasi.pdf"),
    ('<img src="x">.png', "img src=x.png"),
    ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
    ("", "file"),
    ("...", "file"),
    ("/", "file"),
]


@pytest.mark.parametrize(("raw", "expected"), TABLE)
def test_clean_name(raw, expected) -> None:
    assert clean_name(raw) == expected


def test_clean_name_shortens_and_keeps_the_ending() -> None:
    name = clean_name("a" * 500 + ".pdf")

    assert len(name) == LONGEST
    assert name.endswith("a.pdf")
