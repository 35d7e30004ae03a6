"""Where a page or question of a questionnaire is written."""

from collections.abc import Mapping

from django import template
from django.urls import reverse

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.soundness import QUESTIONS, STATEMENTS

register = template.Library()

PARTS = {
    "": "consultations:edit",
    QUESTIONS: "consultations:questions",
    STATEMENTS: "consultations:statements-desk",
}
"""Where it is mended what no page or question has; no key of these looks so."""


@register.simple_tag
def place_of(consultation: Consultation, links: Mapping[str, tuple[str, int]], place: str) -> str:
    """Give the address where a gap is mended; empty where the page or question is gone."""
    if place in PARTS:
        return reverse(PARTS[place], args=[consultation.reference])
    if place not in links:
        return ""
    view, pk = links[place]
    return reverse(f"consultations:{view}", args=[consultation.reference, pk])
