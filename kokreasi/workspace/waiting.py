"""Something that waits for a person on the start page."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Task:
    """What waits: in which plan, meeting or body, until when, since when, and where to do it."""

    words: str
    about: str | Promise | Bilingual
    href: str
    action: str
    due_on: date | None = None
    since: date | None = None
