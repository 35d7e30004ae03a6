"""Findings on the way of a commitment: what people said that changed it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Finding
from kokreasi.consultations.models.findings import FindingQuerySet
from kokreasi.conversations.models import Response
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.trace import Station, Stop


def findings_for(record: Record, visitor: Visitor, *, until: date) -> FindingQuerySet:
    """Give the published findings that changed this commitment, by answers decided until a day."""
    answers = Response.objects.visible_to(visitor).public()
    answered = answers.filter(leads_to=record, decided_on__lte=until)
    visible = Finding.objects.visible_to(visitor).filter(record__in=answered.values("about"))
    return visible.select_related("record", "consultation__record").order_by("position", "pk")


def findings_on(way: Sequence[Record], visitor: Visitor) -> Station:
    """Give the findings that led to the commitments on a way, as one station before them."""
    keys = [record.pk for record in way if record.kind == Kind.COMMITMENT]
    links = Link.objects.filter(tie=Tie.LED_TO, target__in=keys, source__kind=Kind.FINDING)
    sources = Record.objects.visible_to(visitor).public().filter(pk__in=links.values("source"))
    stops = [
        Stop(one.title, one.get_absolute_url(), one.reference)
        for one in sources.order_by("sort_key", "pk")
    ]
    return Station("finding", _("Findings of consultations"), stops, before=Kind.COMMITMENT)
