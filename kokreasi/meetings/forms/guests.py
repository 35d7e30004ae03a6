"""Pasted lines as people to invite: an organisation, a name, an address, in any order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kokreasi.meetings.services.invitations import Guest
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder, Suggestion

MOST_LINES = 300
LONGEST_LINE = 500
LONGEST_NAME = 200
ADDRESS = re.compile(r"[^\s<>,;|()\[\]\"']+@[^\s<>,;|()\[\]\"']+")
BETWEEN = re.compile(r"[,;|\t]|\s[–—-]\s")
BRACKETS = str.maketrans("", "", '<>"')
BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•·])\s+")
NOBODY = "nobody"
"""What the form says when none of the suggested organisations is meant."""


@dataclass(frozen=True, slots=True)
class GuestLine:
    """A line as it was pasted, and whom it invites; `suggestions` where that is not certain."""

    number: int
    text: str
    guest: Guest
    suggestions: tuple[Suggestion, ...] = ()
    chosen: str = ""
    wrong_address: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to choose first: nobody is invited by a guess."""
        return bool(self.suggestions) and not self.chosen

    @property
    def is_unknown(self) -> bool:
        """Tell whether the line has no address, and no organisation is called so."""
        known = self.guest.organisation or self.guest.address
        return not known and not self.suggestions and not self.chosen

    @property
    def sends_mail(self) -> bool:
        return self.is_ready and bool(self.guest.address)

    @property
    def is_ready(self) -> bool:
        return not (self.is_open or self.is_unknown or self.wrong_address)


def read_lines(text: str, *, chosen: Mapping[int, str], language: str) -> list[GuestLine]:
    """Read each filled line; `chosen` holds, by line, the organisation that a person picked."""
    finder = Finder()
    filled = [line.strip()[:LONGEST_LINE] for line in text.splitlines() if line.strip()]
    return [
        _read(number, line, finder, chosen.get(number, ""), language)
        for number, line in enumerate(filled[:MOST_LINES], start=1)
    ]


def _read(number: int, line: str, finder: Finder, chosen: str, language: str) -> GuestLine:
    found = ADDRESS.search(line)
    address = found[0].strip(".") if found else ""
    rest = line.replace(found[0], " ") if found else line
    words = [part for part in _parts(rest) if part]
    organisation, names = _organisation_in(words, rest, finder)
    suggestions: tuple[Suggestion, ...] = ()
    if organisation is None and not address:
        suggestions = tuple(finder.suggest(_clean(rest)))
    picked = _picked(chosen, suggestions)
    guest = Guest(
        organisation=organisation or picked,
        name="" if picked else ", ".join(names)[:LONGEST_NAME],
        email=address.lower(),
        language=language,
    )
    chosen = chosen if picked or chosen == NOBODY else ""
    wrong = "" if not address or _is_address(address) else address
    return GuestLine(number, line, guest, suggestions, chosen, wrong)


def _parts(rest: str) -> list[str]:
    return [_clean(part) for part in BETWEEN.split(rest)]


def _clean(text: str) -> str:
    return BULLET.sub("", text.translate(BRACKETS)).strip(" \t:()[]")


def _organisation_in(
    words: list[str], rest: str, finder: Finder
) -> tuple[Organisation | None, list[str]]:
    """Find the organisation that the line, or a part of it, is exactly called; the rest is a name.

    The whole line is tried first, because names of ministries hold commas.
    """
    whole = finder.find(_clean(rest)) if words else None
    if whole:
        return whole, []
    for at, part in enumerate(words):
        organisation = finder.find(part)
        if organisation:
            return organisation, words[:at] + words[at + 1 :]
    return None, words


def _picked(chosen: str, suggestions: tuple[Suggestion, ...]) -> Organisation | None:
    found = (each.organisation for each in suggestions if str(each.organisation.pk) == chosen)
    return next(found, None)


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
