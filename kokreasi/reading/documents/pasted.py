"""Lines within a paragraph: statements of their own, or broken when they were pasted."""

import re
from dataclasses import replace

from kokreasi.reading.cleaning import clean
from kokreasi.reading.documents.assembly import Paragraph
from kokreasi.reading.documents.flow import CLOSED_END

CUT_END = ("/", "&", "-")
SMALL_MARK = re.compile(r"[a-z]{1,4}[.)]\s")
SPACES = re.compile(r"[ \f\v]{2,}")


def split_soft_lines(paragraph: Paragraph) -> list[Paragraph]:
    """Make a paragraph of each line; one that goes on with a small letter stays with the last."""
    whole = clean(paragraph.text)
    if "\n" not in whole:
        text = SPACES.sub(" ", whole)
        return [paragraph if text == paragraph.text else replace(paragraph, text=text)]
    parts: list[str] = []
    for line in whole.split("\n"):
        text = SPACES.sub(" ", line).strip()
        if not text:
            continue
        if parts and _goes_on(parts[-1], text):
            parts[-1] += f" {text}"
        else:
            parts.append(text)
    first = [replace(paragraph, text=text) for text in parts[:1]]
    others = [replace(paragraph, text=text, marker="", heading=None) for text in parts[1:]]
    return first + others


def _goes_on(last: str, text: str) -> bool:
    if last.endswith(CLOSED_END) or SMALL_MARK.match(text):
        return False
    return text[:1].islower() or last.endswith(CUT_END)
