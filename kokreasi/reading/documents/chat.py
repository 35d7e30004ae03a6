"""Messages of a chat group: the stamp and the sender before each line are no part of the text."""

import re
from collections.abc import Sequence

STAMP = (
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
)
SENT = re.compile(rf"\s*(?:\[{STAMP}\]|{STAMP}\s+[-–])\s+[^:]{{1,40}}:\s?")
"""[10/09/25 08.02] Bu Camat: …, or 10/09/2025 08:02 - Bu Camat: …"""
ENOUGH = 3


def without_senders(lines: Sequence[str]) -> list[str]:
    """Take stamp and sender off the lines of an exported chat; any other text stays as it is."""
    sent = [SENT.match(line) for line in lines]
    if sum(match is not None for match in sent) < ENOUGH:
        return list(lines)
    return [line[match.end() :] if match else line for line, match in zip(lines, sent, strict=True)]
