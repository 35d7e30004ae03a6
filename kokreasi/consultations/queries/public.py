"""What the page of a consultation says beside its frozen sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.sheets import ConsultationSheet, PartOnSheet
from kokreasi.core.page_cache import KEPT_FOR_SECONDS

PAGES: Mapping[PartKind, tuple[str, str | Promise, str | Promise]] = {
    PartKind.QUESTIONNAIRE: ("answer-begin", _("Answer the questions"), ""),
    PartKind.STATEMENTS: ("statements", _("Vote on the statements"), _("The statements")),
    PartKind.TEXT: (
        "consultation-text",
        _("Read and comment on the draft"),
        _("The draft with its comments"),
    ),
}
"""The page of each part, the words of its button, and what remains to be read after closing."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """A part of a consultation with the page on which one takes part."""

    part: PartOnSheet
    label: str | Promise
    href: str
    after: str | Promise = ""


def ways_in(consultation: Consultation, sheet: ConsultationSheet) -> list[WayIn]:
    """Give the parts in their order, each with its button."""
    found = []
    for part in sheet.parts:
        name, label, after = PAGES[part.kind]
        href = reverse(name, args=[consultation.reference])
        found.append(WayIn(part, label, href, after))
    return found


def results_of(consultation: Consultation) -> str:
    """Give the address of the published results, or nothing while there are none."""
    published = consultation.results.filter(published_at__isnull=False)
    if not published.exists():
        return ""
    return reverse("consultation-results", args=[consultation.reference])


def turns_soon(consultation: Consultation, now: datetime) -> bool:
    """Tell whether it opens or closes before a page that is kept now is made anew."""
    until = now + timedelta(seconds=KEPT_FOR_SECONDS)
    return any(now <= edge <= until for edge in (consultation.opens_at, consultation.closes_at))
