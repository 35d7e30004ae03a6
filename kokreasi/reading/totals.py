"""How many proposals a source says it lists."""

import re

THINGS = r"(?:usulan|komitmen|rencana aksi|renaksi|proposals?|commitments?|actions?)"
STATES = re.compile(
    rf"\b(?:menyebut(?:kan)?|menyatakan|mengumumkan|diumumkan|sebanyak|memuat|berjumlah"
    rf"|jumlah|total|states?|announce[sd]?|mentions?)\s*:?\s*(?:ada\s+)?(\d{{1,4}})\s+{THINGS}\b"
    rf"|\b(?:jumlah|total|number of)\s+{THINGS}\s*[:=]?\s*(\d{{1,4}})\b(?!\s*[-–/.])",
    re.IGNORECASE,
)


def stated_total_in(text: str) -> int | None:
    """Find the one total that a note states; None when it states none, or several."""
    totals = {int(match[1] or match[2]) for match in STATES.finditer(text)}
    return totals.pop() if len(totals) == 1 else None
