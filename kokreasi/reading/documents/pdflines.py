"""The lines of a PDF page, put together from letters and their places."""

import re
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int, c_ushort, create_string_buffer
from dataclasses import dataclass, field
from math import pi

import pypdfium2
import pypdfium2.raw as pdfium

from kokreasi.reading.documents.geometry import Line, Segment
from kokreasi.reading.documents.pdfrules import Rules

HYPHENS = frozenset({0x02, 0xFFFE})
"""What pdfium says for a hyphen at the end of a line."""
NOTHING = frozenset({0x00, 0xFFFD, 0xFFFF, *range(0xD800, 0xE000)})
AS_SHOWN = dict.fromkeys(NOTHING) | dict.fromkeys(HYPHENS, "-")
WORD = re.compile("[^\t\n\r \xa0\u2002\u2003\u2009\u3000]+")
WORD_GAP = 0.14
SEGMENT_GAP = 0.75
"""In heights of a letter."""
SAME_LINE = 0.35
STEEPEST = 0.1
BOLD_NAMES = (b"bold", b"black", b"heavy")
LONGEST_FONT_NAME = 120


@dataclass
class Run:
    """Words that follow each other closely, in the order in which they were drawn."""

    left: float
    right: float
    bottom: float
    top: float
    words: list[str] = field(default_factory=list)
    is_bold: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def lines_of_page(
    page: pypdfium2.PdfPage, rules: Rules, *, number: int, first_line: int
) -> list[Line]:
    """Read the lines from top to bottom; `rules` keep apart what stands in different cells."""
    text = page.get_textpage()
    try:
        runs = [run for run in _runs(text.raw, rules) if run.text.strip()]
    finally:
        text.close()
    return lines_of_runs(runs, rules, page.get_height(), number=number, first_line=first_line)


def lines_of_runs(
    runs: Sequence[Run], rules: Rules, page_height: float, *, number: int, first_line: int
) -> list[Line]:
    """Put runs that stand beside each other on page `number` into lines, from top to bottom."""
    return [
        _line(row, page_height, rules, page=number, number=at)
        for at, row in enumerate(_rows(runs), start=first_line)
    ]


def _runs(text: pdfium.FPDF_TEXTPAGE, rules: Rules) -> Iterator[Run]:
    """Follow the words; a jump, a wide gap or a rule between them begins a new run."""
    run: Run | None = None
    for first, last, word in _words(text):
        begin = _box(text, first)
        end = begin if first == last else _box(text, last)
        if run and _is_next(run, begin, rules):
            run.words.append(word)
            run.right = max(run.right, end.right)
            continue
        if _is_turned(text, first):
            continue
        if run:
            yield run
        right = max(begin.right, end.right)
        run = Run(begin.left, right, begin.bottom, begin.top, [word], _is_bold(text, first))
    if run:
        yield run


def _words(text: pdfium.FPDF_TEXTPAGE) -> Iterator[tuple[int, int, str]]:
    """Give the words with the places of their first and last letter.

    pdfium puts a space of its own between letters that stand apart.
    """
    letters = _letters(text)
    for match in WORD.finditer(letters):
        found = match[0]
        word = found.translate(AS_SHOWN)
        if len(word) == len(found):
            yield match.start(), match.end() - 1, word
        elif word:
            places = [at for at in range(*match.span()) if letters[at].translate(AS_SHOWN)]
            yield places[0], places[-1], word


def _letters(text: pdfium.FPDF_TEXTPAGE) -> str:
    """Give one sign for each letter of the page, all at once where that is the same."""
    count = pdfium.FPDFText_CountChars(text)
    buffer = (c_ushort * (count * 2 + 1))()
    units = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    at_once = bytes(buffer)[: 2 * max(units, 0)].decode("utf-16-le", "replace")
    if len(at_once) == count:
        return at_once
    return "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(count))


def _box(text: pdfium.FPDF_TEXTPAGE, at: int) -> pdfium.FS_RECTF:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, at, byref(box))
    return box


def _is_next(run: Run, box: pdfium.FS_RECTF, rules: Rules) -> bool:
    gap, height = box.left - run.right, run.height
    if not -height < gap < SEGMENT_GAP * height:
        return False
    if abs(box.bottom - run.bottom) > SAME_LINE * height:
        return False
    return gap <= 0 or not rules.separate(run.right, box.left, (box.bottom + box.top) / 2)


def _is_turned(text: pdfium.FPDF_TEXTPAGE, at: int) -> bool:
    """Whether the letter stands upright no more, as in a watermark."""
    angle = pdfium.FPDFText_GetCharAngle(text, at)
    return bool(STEEPEST < angle < 2 * pi - STEEPEST)


def _is_bold(text: pdfium.FPDF_TEXTPAGE, at: int) -> bool:
    name = create_string_buffer(LONGEST_FONT_NAME)
    pdfium.FPDFText_GetFontInfo(text, at, name, LONGEST_FONT_NAME, byref(c_int()))
    return any(word in name.value.lower() for word in BOLD_NAMES)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Gather the runs that stand beside each other."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -(run.bottom + run.top)):
        middle = (run.bottom + run.top) / 2
        last = rows[-1][0] if rows else None
        if last and abs((last.bottom + last.top) / 2 - middle) < SAME_LINE * last.height:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _line(row: Sequence[Run], page_height: float, rules: Rules, *, page: int, number: int) -> Line:
    segments: list[Segment] = []
    height = max(run.height for run in row)
    for run in row:
        last = segments[-1] if segments else None
        gap = run.left - last.right if last else 0.0
        middle = (run.bottom + run.top) / 2
        if last and gap < SEGMENT_GAP * height and not rules.separate(last.right, run.left, middle):
            space = " " if gap > WORD_GAP * height else ""
            segments[-1] = Segment(last.left, run.right, last.text + space + run.text)
        else:
            segments.append(Segment(run.left, run.right, run.text))
    return Line(
        tuple(segments),
        top=page_height - max(run.top for run in row),
        number=number,
        height=height,
        page=page,
        is_bold=all(run.is_bold for run in row),
    )
