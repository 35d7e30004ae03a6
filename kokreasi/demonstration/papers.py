"""A one-page PDF of our own, for stages whose papers are not free to copy."""

from collections.abc import Sequence

FONTS = "<</Font<</Body 5 0 R/Head 6 0 R>>>>"
PAGE = "[0 0 595 842]"  # A4 in points
LEFT, TOP, LEADING = 72, 760, 20
UNPRINTABLE = str.maketrans({"–": "-", "“": '"', "”": '"', "’": "'"})


def page(title: str, lines: Sequence[str]) -> bytes:
    """Write a heading and lines of Latin text, of at most some 80 characters each."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(id)/ViewerPreferences<</DisplayDocTitle true>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox{PAGE}/Contents 4 0 R/Resources{FONTS}>>",
        _stream(title, lines),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Title({_escaped(title)})/Author(Kokreasi)>>",
    ]
    return _assembled([content.encode("cp1252") for content in objects])


def _stream(title: str, lines: Sequence[str]) -> str:
    shown = "".join(f"T*({_escaped(line)})Tj\n" for line in ("", *lines))
    text = (
        f"BT {LEADING} TL {LEFT} {TOP} Td\n"
        f"/Head 16 Tf ({_escaped(title)})Tj\n/Body 11 Tf\n{shown}ET"
    )
    return f"<</Length {len(text.encode('cp1252'))}>>stream\n{text}\nendstream"


def _escaped(words: str) -> str:
    plain = words.translate(UNPRINTABLE)
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    """Number the objects and add the table of where each begins."""
    paper, starts = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(paper))
        paper += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    return paper + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, count - 1, len(paper))
    )
