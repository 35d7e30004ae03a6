"""The parts of minutes: add one, rename it, move it, take it away without its points."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.meetings.choices import SectionRole
from kokreasi.meetings.models import AgendaItem, Minutes, Section
from kokreasi.meetings.services.drafting import next_position, revise, tell, writable
from kokreasi.people.models import User

SECTION = _("section")


@transaction.atomic
def add(
    minutes: Minutes,
    *,
    title: str,
    role: SectionRole = SectionRole.DISCUSSION,
    agenda_item: AgendaItem | None = None,
    by: User | None,
) -> Section:
    """Add a section at the end; one of the same heading and item is kept instead of doubled."""
    now = writable(minutes)
    standing = now.sections.all()
    if same := standing.filter(title=title, role=role, agenda_item=agenda_item).first():
        return same
    section = Section.objects.create(
        minutes=now,
        title=title,
        role=role,
        agenda_item=agenda_item,
        position=next_position(standing),
    )
    tell(now, by=by, says=_("added a section"), changes=[Change(SECTION, None, title)])
    return section


@transaction.atomic
def change(section: Section, values: Mapping[str, Any], *, seen: int, by: User | None) -> Section:
    now = writable(section.minutes)
    return revise(now, section, values, seen=seen, by=by, says=_("changed a section"))


@transaction.atomic
def move(section: Section, *, up: bool, by: User | None) -> None:
    """Let a section change places with the one above or below it; at the edge nothing happens."""
    now = writable(section.minutes)
    order = list(now.sections.all())
    place = order.index(section)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order, start=1):
        row.position = position
    Section.objects.bulk_update(order, ["position"])
    tell(now, by=by, says=_("moved a section"), changes=[Change(SECTION, None, section.title)])


@transaction.atomic
def remove(section: Section, *, by: User | None) -> None:
    """Take a heading away; its points join the end of the section above."""
    now = writable(section.minutes)
    above = [row for row in now.sections.all() if row.position < section.position]
    target = above[-1] if above else None
    position = next_position(now.points.filter(section=target))
    rows = list(section.points.all())
    for row in rows:
        row.section, row.position = target, row.position + position
    section.points.model.objects.bulk_update(rows, ["section", "position"])
    tell(now, by=by, says=_("removed a section"), changes=[Change(SECTION, section.title, None)])
    section.delete()
