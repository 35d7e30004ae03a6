"""The letters of the register of responses: A for the first theme, then B, …, Z, AA."""

from django.db.models import Max

from kokreasi.proposals.models import Proposal

LETTERS = 26


def letter(position: int) -> str:
    """Give the letter of a position counted from 1, as spreadsheets name their columns."""
    written = ""
    while position > 0:
        position, rest = divmod(position - 1, LETTERS)
        written = chr(ord("A") + rest) + written
    return written


def letter_of(proposal: Proposal) -> str:
    """Give the letter of a proposal's theme; without one it stands behind the last theme."""
    if proposal.theme is not None:
        return letter(proposal.theme.position)
    last = proposal.plan.themes.aggregate(last=Max("position"))["last"] or 0
    return letter(last + 1)
