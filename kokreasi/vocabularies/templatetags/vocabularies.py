"""How the validity of a term or region is shown."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from kokreasi.core.templatetags.components import badge
from kokreasi.vocabularies.choices import Validity
from kokreasi.vocabularies.models import Dated

register = template.Library()

TONES = {Validity.COMING: "info", Validity.VALID: "success", Validity.ENDED: "neutral"}


@register.simple_tag
def validity(entry: Dated, today: date) -> SafeString:
    """Show in words whether an entry holds today."""
    state = entry.validity_on(today)
    return badge(state.label, tone=TONES[state])
