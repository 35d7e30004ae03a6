"""Where the calendar of a thing is."""

from django import template
from django.urls import reverse

from kokreasi.meetings.queries.calendars import KINDS
from kokreasi.register.models import Record

register = template.Library()


@register.simple_tag
def calendar_of(record: Record) -> str:
    """Give the address of a record's calendar; empty for kinds of things that have none."""
    name = next((name for name, kind in KINDS.items() if kind == record.kind), "")
    return reverse("calendar", args=[name, record.reference]) if name else ""
