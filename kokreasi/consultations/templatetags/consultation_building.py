"""Where a page or question of a questionnaire is written; versions of what was asked."""

from collections.abc import Mapping

from django import template
from django.urls import NoReverseMatch, reverse

from kokreasi.consultations.models import Consultation

register = template.Library()


@register.simple_tag
def place_of(consultation: Consultation, links: Mapping[str, tuple[str, int]], place: str) -> str:
    """Give the address where a gap is mended; empty where the page or question is gone."""
    if not place:
        return reverse("consultations:edit", args=[consultation.reference])
    if place not in links:
        return ""
    view, pk = links[place]
    return reverse(f"consultations:{view}", args=[consultation.reference, pk])


@register.simple_tag
def tab_of(consultation: Consultation, name: str) -> str:
    """Give the address of a part of a consultation in the workspace; empty where there is none."""
    try:
        return reverse(f"consultations:{name}", args=[consultation.reference])
    except NoReverseMatch:
        return ""
