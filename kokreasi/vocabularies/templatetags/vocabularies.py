"""How the validity of a term or region is shown."""

from datetime import date
from typing import Any

from django import template

from kokreasi.vocabularies.choices import Validity
from kokreasi.vocabularies.models import Dated

register = template.Library()

TONES = {Validity.COMING: "info", Validity.VALID: "success", Validity.ENDED: "neutral"}


@register.inclusion_tag("components/badge.html")
def validity(entry: Dated, today: date) -> dict[str, Any]:
    """Show in words whether an entry holds today."""
    state = entry.validity_on(today)
    return {"label": state.label, "tone": TONES[state]}
