"""The letters of the register of responses: A for the first theme, then B, …, Z, AA."""

from django.db.models import Max

from kokreasi.conversations.models import Response
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
    """Give the letter under which answers to proposals of this theme stand in the register.

    A theme keeps the letter that was printed once, also when themes are ordered anew later.
    Proposals without a theme stand behind the last one.
    """
    used = letters_in_use(proposal)
    own = [name for name, theme in used.items() if theme == proposal.theme_id]
    return min(own, key=_order) if own else _first_free(_position(proposal), used)


def letters_in_use(proposal: Proposal) -> dict[str, int | None]:
    """Give the theme of each letter that answers of the same plan have: that of the first one."""
    first = Response.objects.filter(plan=proposal.plan.record_id, number=1).order_by()
    return dict(first.values_list("letter", "about__proposal__theme"))


def _position(proposal: Proposal) -> int:
    if proposal.theme is not None:
        return max(1, proposal.theme.position)
    last = proposal.plan.themes.aggregate(last=Max("position"))["last"] or 0
    return last + 1


def _first_free(position: int, used: dict[str, int | None]) -> str:
    while letter(position) in used:
        position += 1
    return letter(position)


def _order(name: str) -> tuple[int, str]:
    return len(name), name
