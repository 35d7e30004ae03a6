"""Markdown: plain text whose headings, emphasis, links and tables are written with signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kokreasi.reading.blocks import Document
from kokreasi.reading.cleaning import clean_lines
from kokreasi.reading.codes import Remark
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.delimited import delimited_rows
from kokreasi.reading.documents.flow import RULE, Flow
from kokreasi.reading.documents.geometry import Line
from kokreasi.reading.documents.layout import paragraphs_of_lines
from kokreasi.reading.documents.text import line_of, max_table, scale_of

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=+|-{3,})\s*$")
FENCE = re.compile(r"\s*(?:```|~~~)")
QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
REFERENCE = re.compile(r"\s{0,3}\[[^\]\n]{2,80}\]:\s*\S+")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
LINK = re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
ADDRESS = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n])+?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+)(?<=[^\s\\])\*(?![\w*])")
UNDERSCORE = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]+)(?<=\S)_(?!\w)")
STRUCK = re.compile(r"~~([^~\n]+)~~")
CODE = re.compile(r"`+([^`\n]+)`+")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?:(?!\*\*|__).)+(?:\*\*|__)\s*")
SIGNS = (
    re.compile(r"^\s{0,3}#{1,6}\s+\S", re.MULTILINE),
    re.compile(r"\*\*\S[^*\n]*\*\*"),
    re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\(\S+\)"),
    re.compile(r"^\s*[-*+]\s+\[[ xX]\]\s", re.MULTILINE),
    re.compile(r"^\s*```", re.MULTILINE),
)
ENDINGS = (".md", ".markdown", ".mdown")
PEEK = 50_000


def looks_like_markdown(text: str, name: str) -> bool:
    """Tell by the name of a text, else by two of the signs that nobody uses in plain text."""
    if name.lower().endswith(ENDINGS):
        return True
    found = [sign.search(text, 0, PEEK) is not None for sign in SIGNS]
    return sum(found) > 1 or (found[0] and text.lstrip().startswith("#"))


def read_markdown(text: str) -> Document:
    """Read Markdown; the lines of the document are those of the file, signs and all."""
    cleaned = clean_lines(text)
    lines = cleaned.split("\n")
    warnings = [Remark.PICTURES] if PICTURE.search(cleaned) else []
    paragraphs = _paragraphs(COMMENT.sub(_only_line_ends, cleaned).split("\n"))
    shown = [line.rstrip() for line in lines]
    return assemble("markdown", list(paragraphs), lines=shown, warnings=warnings)


def _only_line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def plain(text: str) -> str:
    """Give the words of a line without the signs around them; links become their text."""
    text = LINK.sub(r"\1", PICTURE.sub("", text))
    text = TAG.sub(" ", ADDRESS.sub(r"\1", text))
    text = EMPHASIS.sub(r"\1", STRONG.sub(r"\2", text))
    text = CODE.sub(r"\1", STRUCK.sub(r"\1", UNDERSCORE.sub(r"\1", text)))
    return ESCAPED.sub(r"\1", text).rstrip("\\").rstrip()


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    rows = delimited_rows(lines)
    headings = _headings(lines, rows)
    running = [
        _line(text, number)
        for number, text in enumerate(lines, start=1)
        if number not in rows and number not in headings and _says_something(text)
    ]
    scale = scale_of(running)
    flow = Flow(scale)
    found: list[Paragraph] = [*headings.values(), *map(_plain_row, filter(None, rows.values()))]
    tables = max_table(rows.values())
    for group in _between(running, sorted(headings)):
        found.extend(paragraphs_of_lines(group, scale, flow, tables))
    return iter(sorted(found, key=lambda paragraph: paragraph.line))


def _says_something(text: str) -> bool:
    is_sign = FENCE.match(text) or REFERENCE.match(text) or RULE.fullmatch(text.strip())
    return not is_sign and bool(plain(QUOTE.sub("", text)).strip())


def _headings(lines: Sequence[str], rows: dict[int, Paragraph | None]) -> dict[int, Paragraph]:
    """Find the lines that begin with # or have a line drawn under them."""
    headings: dict[int, Paragraph] = {}
    for number, text in enumerate(lines, start=1):
        if number in rows:
            continue
        if match := HEADING.match(text):
            headings[number] = _heading(match[2], len(match[1]) - 1, number)
        elif (match := UNDERLINE.match(text)) and number > 1 and _may_be_heading(lines[number - 2]):
            level = 0 if match[1].startswith("=") else 1
            headings[number - 1] = _heading(lines[number - 2], level, number - 1)
    return headings


def _may_be_heading(text: str) -> bool:
    return bool(text.strip()) and not HEADING.match(text) and not RULE.fullmatch(text.strip())


def _heading(text: str, level: int, number: int) -> Paragraph:
    return Paragraph(plain(text).strip(), heading=level, line=number)


def _line(text: str, number: int) -> Line:
    text = QUOTE.sub("", text)
    return replace(line_of(plain(text), number), is_bold=BOLD_LINE.fullmatch(text) is not None)


def _plain_row(row: Paragraph) -> Paragraph:
    cells = [plain(cell).strip() for cell in row.cells]
    return replace(row, text="\t".join(cells), cells=cells)


def _between(lines: Sequence[Line], headings: Sequence[int]) -> Iterator[list[Line]]:
    """Divide the lines at the headings."""
    ends = iter([*headings, float("inf")])
    end = next(ends)
    group: list[Line] = []
    for line in lines:
        while line.number > end:
            yield group
            group, end = [], next(ends)
        group.append(line)
    yield group
