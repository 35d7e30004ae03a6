"""One form for text that looks alike, whatever program wrote it."""

import re
import unicodedata

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import UnreadableError

INVISIBLE = dict.fromkeys([*range(9), *range(11, 32), 0x7F, 0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF])
HALVES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Give the text without anything around it: composed letters, plain spaces, \\n at line ends.

    A NUL or half a character cannot be stored, and is refused rather than dropped.
    """
    return clean_lines(text).strip()


def clean_lines(text: str) -> str:
    """Clean a text whose empty lines and indentation say something."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    if "\0" in text:
        raise UnreadableError(Code.NUL_BYTE)
    if HALVES.search(text):
        raise UnreadableError(Code.BROKEN)
    return unicodedata.normalize("NFC", text.translate(INVISIBLE))
