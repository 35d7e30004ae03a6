"""Take a person's name out of texts: pure. See `services.forgetting` for where they stand."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from kokreasi.meetings.choices import VeilKind
from kokreasi.meetings.veiling import Cover, Veiling
from kokreasi.organisations.folding import fold

TITLES = re.compile(
    r"^(?:(?:prof|dr|drs|dra|ir|h|hj|pak|bapak|bpk|bu|ibu|sdr|sdri|mr|mrs|ms)\b\.?\s+)+",
    re.IGNORECASE,
)
FEWEST_WORDS = 2


class Eraser:
    """Takes names and addresses out of texts.

    A name of two words or more goes wherever it stands, with or without titles. One of a single
    word would take other people along: it goes only where a text is nothing but that name.
    """

    def __init__(self, names: Iterable[str], addresses: Iterable[str] = ()) -> None:
        self.names = spelt = {form for name in names for form in spellings(name)}
        with override(settings.LANGUAGE_CODE):
            self.stand_in = f"[{gettext('name erased')}]"
        self.hints = {_hint(one) for one in {*spelt, *addresses}}
        """A word of each, by which a database finds texts that may hold it."""
        self._short = {fold(name) for name in spelt}
        long = [name for name in spelt if len(name.split()) >= FEWEST_WORDS]
        covers = [Cover(VeilKind.NAME, name, self.stand_in) for name in long]
        covers += [Cover(VeilKind.NUMBER, one, self.stand_in) for one in addresses if "@" in one]
        self._veiling = Veiling(covers)

    def over(self, text: str) -> str:
        """Give the text without the names; a text that is a name and nothing else is replaced."""
        if fold(text) in self._short:
            return self.stand_in
        return self._veiling.over(text)

    def within(self, content: Any) -> Any:
        """Give JSON with every text in it gone over; keys stay."""
        if isinstance(content, str):
            return self.over(content)
        if isinstance(content, list):
            return [self.within(each) for each in content]
        if isinstance(content, dict):
            return {key: self.within(value) for key, value in content.items()}
        return content


def spellings(name: str) -> set[str]:
    """Give a name as it is written and without titles: "Dr. Siti Rahma, M.Si" and "Siti Rahma"."""
    whole = " ".join(name.split())
    bare = TITLES.sub("", whole).partition(",")[0].strip()
    return {form for form in (whole, bare) if fold(form)}


def _hint(words: str) -> str:
    """Give the longest word that JSON writes as it is; all texts hold nothing, if there is none."""
    return max((word for word in words.split() if word.isascii()), key=len, default="")
