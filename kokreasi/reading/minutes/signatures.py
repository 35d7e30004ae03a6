"""Who signed as chair or note-taker, at the foot of a note."""

import re
from collections.abc import Iterator

from kokreasi.reading.blocks import Block, Document
from kokreasi.reading.minutes.labels import GAP, Field, bare_label_in
from kokreasi.reading.minutes.prose import Said

LOOK_WITHIN = 40
"""Blocks from the end in which signatures stand."""
SIGNERS = frozenset({Field.CHAIR, Field.MODERATOR, Field.NOTE_TAKER, Field.SECRETARY})
NO_NAME = re.compile(
    r"[\s._…–—-]*|\(?\s*(?:tanda\s*tangan|ttd\.?|t\.t\.d\.?|materai|stempel|signed|signature)\b.*"
    r"|nip\b.*|\(\s*[._…]*\s*\)",
    re.IGNORECASE,
)
LONGEST_NAME = 80


def signers_of(document: Document, *, after: int) -> dict[Field, Said]:
    """Give the names under "Pimpinan Rapat," and "Notulis,"; columns stay apart.

    They stand below the block `after`, with which the head of the note ends.
    """
    signers: dict[Field, Said] = {}
    waiting: dict[int, Field] = {}
    columns = 1
    for line, parts in _lines(document.blocks[after + 1 :][-LOOK_WITHIN:]):
        found = {at: field for at, part in enumerate(parts) if (field := _signer(part))}
        if found:
            waiting, columns = found, len(parts)
            continue
        if len(parts) < columns:
            continue
        for at, field in list(waiting.items()):
            part = _name(parts, at, alone=columns == 1)
            if part and field not in signers:
                signers[field] = Said(part, line)
                del waiting[at]
    return signers


def _lines(blocks: list[Block]) -> Iterator[tuple[int, list[str]]]:
    """Give every line as its columns: cells of a row line by line, or parts with wide gaps."""
    for block in blocks:
        if not block.cells:
            for offset, text in enumerate(block.text.split("\n")):
                yield block.line + offset, GAP.split(text.strip())
            continue
        columns = [cell.split("\n") for cell in block.cells]
        for at in range(max(map(len, columns))):
            yield block.line, [column[at] if at < len(column) else "" for column in columns]


def _signer(part: str) -> Field | None:
    label = bare_label_in(part.strip().rstrip(","))
    if not label or part.strip().endswith(":"):
        return None
    return next(iter(label.fields & SIGNERS), None)


def _name(parts: list[str], at: int, *, alone: bool) -> str | None:
    filled = [part for part in parts if part.strip()]
    part = parts[at] if at < len(parts) else ""
    if alone and not part.strip() and len(filled) == 1:
        part = filled[0]
    name = part.strip().strip("()").strip()
    if NO_NAME.fullmatch(part.strip()) or not name or len(name) > LONGEST_NAME:
        return None
    return name
