"""What the register knows of a follow-up: its heading, its words, its facets and its ties."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kokreasi.core.bilingual import Bilingual
from kokreasi.meetings.models import FollowUp
from kokreasi.organisations.models import Organisation
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Link

LONGEST_TITLE = 160


def describe(follow_up: FollowUp) -> None:
    """Keep the words and facets by which the record is found equal to the follow-up."""
    bodies = list(follow_up.responsible.select_related("record"))
    title = heading(follow_up.action)
    is_shortened = len(title.id) < len(follow_up.action)
    register.describe(
        follow_up.record,
        title=title,
        summary=Bilingual(id=follow_up.action) if is_shortened else Bilingual(),
        words=" ".join([follow_up.responsible_words, *map(str, public_among(bodies))]),
        sort_key=f"{follow_up.due_on or date.max:%Y%m%d}-{follow_up.reference}",
    )
    facets = [(FacetName.RESPONSIBLE, body.reference) for body in bodies]
    plan = follow_up.meeting.plan
    if plan is not None:
        facets.append((FacetName.PLAN, plan.reference))
    register.find_by(follow_up.record, facets)


@transaction.atomic
def retie(follow_up: FollowUp) -> None:
    """Make what the register knows of a follow-up equal to it; where it is so nothing changes."""
    describe(follow_up)
    register.tie(follow_up.meeting.record, follow_up.record, Tie.LED_TO)
    mine = Link.objects.filter(source=follow_up.record, tie=Tie.REPLACED_BY)
    successor = follow_up.replaced_by
    if successor is None:
        mine.delete()
    else:
        mine.exclude(target=successor.record).delete()
        register.tie(follow_up.record, successor.record, Tie.REPLACED_BY)


def public_among(bodies: Iterable[Organisation]) -> list[Organisation]:
    return [body for body in bodies if body.record.is_public]


def heading(action: str) -> Bilingual:
    """Write the action as a heading: begun with a capital, shortened at the end of a word."""
    words = " ".join(action.split())
    words = words[:1].upper() + words[1:]
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rpartition(" ")[0] + " …"
    return Bilingual(id=words)
