"""The draft versions of commitments on the way from a challenge to a commitment."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Draft
from kokreasi.plans.models.drafts import DraftQuerySet
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.trace import Station, Stop


def drafts_on(way: Sequence[Record], visitor: Visitor) -> Station:
    """Give the drafts that a visitor may read of the commitments on a way, in one query."""
    rows = _drafts_of(way).visible_to(visitor).select_related("commitment__record")
    ordered = rows.order_by("commitment__record__sort_key", "commitment", "number")
    found = ordered.only("number", "made_at", "commitment__record__reference")
    stops = [_stop(draft) for draft in found]
    return Station("drafts", _("Draft versions"), stops, before=Kind.COMMITMENT)


def _drafts_of(way: Sequence[Record]) -> DraftQuerySet:
    """Find drafts of what is public as a commitment, and of what a proposal is becoming one."""
    commitments = [record.pk for record in way if record.kind == Kind.COMMITMENT]
    proposals = [record.pk for record in way if record.kind == Kind.PROPOSAL]
    if not commitments and not proposals:
        return Draft.objects.none()
    adopted = Link.objects.filter(source__in=proposals, tie=Tie.ADOPTED_AS).values("target")
    return Draft.objects.filter(
        Q(commitment__record__in=commitments) | Q(commitment__record__in=adopted)
    )


def _stop(draft: Draft) -> Stop:
    reference = draft.commitment.reference
    return Stop(
        Bilingual.of(format_lazy(_("Draft {number}"), number=draft.number)),
        reverse("commitment-draft", args=[reference, draft.number]),
        reference,
        number=draft.number,
        day=draft.made_at.astimezone(WIB).date(),
    )
