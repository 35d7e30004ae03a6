"""How pages tell where a proposal stands and which of its texts are written."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.templatetags.components import badge
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services.describing import TEXTS

register = template.Library()

TONES = {
    Standing.DRAFT: "neutral",
    Standing.RECEIVED: "info",
    Standing.SCREENED: "info",
    Standing.DISCUSSED: "warning",
    Standing.DECIDED: "neutral",
    Standing.WITHDRAWN: "neutral",
}

VERDICT_TONES = {
    Verdict.ACCEPTED: "success",
    Verdict.PARTLY: "success",
    Verdict.MERGED: "info",
    Verdict.SPLIT: "info",
    Verdict.ABSORBED: "info",
    Verdict.DEFERRED: "neutral",
    Verdict.DECLINED: "neutral",
    Verdict.OUT_OF_SCOPE: "neutral",
}


@register.simple_tag
def standing_badge(proposal: Proposal) -> SafeString:
    """Say where a proposal stands, in the few words that the public reads."""
    return badge(proposal.get_standing_display(), tone=TONES[Standing(proposal.standing)])


@register.simple_tag
def texts_of(proposal: Proposal) -> list[tuple[str, Bilingual]]:
    """Give each text that is written, apart from the title, under the name of its field."""
    found = []
    for name in TEXTS[1:]:
        words: Bilingual = getattr(proposal, name)
        if words:
            field: Any = proposal._meta.get_field(name)
            label = str(field.verbose_name)
            found.append((label[:1].upper() + label[1:], words))
    return found


@register.simple_tag
def verdict_badge(response: Response) -> SafeString:
    """Say what was decided, and whether everybody reads it already."""
    if response.published_at:
        tone = VERDICT_TONES[Verdict(response.verdict)]
        return badge(response.get_verdict_display(), tone=tone)
    words = _("%(verdict)s, not published yet") % {"verdict": response.get_verdict_display()}
    return badge(words, tone="warning")
