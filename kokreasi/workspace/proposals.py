"""What waits for a person about proposals; the number of queries never grows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.conversations.models import Response
from kokreasi.core.days import WIB
from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.models import User
from kokreasi.people.rules import is_publisher, is_secretariat
from kokreasi.proposals.choices import Joining, Standing
from kokreasi.proposals.models import JoiningRequest, Proposal, Review
from kokreasi.proposals.queries.calls import collecting
from kokreasi.proposals.queries.deciding import undecided, unpublished
from kokreasi.workspace.waiting import Task

SHOWN = 10
REPLIED_WITHIN = timedelta(days=30)
"""How long an answer is told of; the authors may reply later too."""
COUNTED = (Count("pk"), Min("status_since"))


def of_proposals(person: User, day: date) -> Iterator[Task]:
    """Tell of drafts, requests to join and answers, and the secretariat of what is held.

    What the secretariat is told is the same for all of it, and counted once until data change.
    """
    yield from _of_drafts(person, day)
    yield from _of_joining(person)
    yield from _of_answers(person, day)
    yield from _of_reviews(person)
    if is_secretariat(person):
        yield from _of_held(person)
        yield from _of_desk(person)
    if is_publisher(person):
        yield from _of_decisions(person)


def _of_drafts(person: User, day: date) -> Iterator[Task]:
    """Name the drafts whose call is open, and until when they can be sent."""
    own = Proposal.objects.visible_to(person).written_by(person)
    drafts = own.filter(standing=Standing.DRAFT).select_related("record", "plan__record")
    found = list(drafts.order_by("pk")[:SHOWN])
    if not found:
        return
    stages = collecting(person).open_on(day).order_by("closes_on")
    closes = {stage.plan_id: stage.closes_on for stage in stages}
    for one in found:
        words = _("Draft of a proposal: %(title)s") % {"title": one.title or one.reference}
        href = reverse("draft", args=[one.reference])
        yield Task(words, one.plan.title, href, _("Go on writing"), closes.get(one.plan_id))


def _of_joining(person: User) -> Iterator[Task]:
    asked = JoiningRequest.objects.visible_to(person).to_be_answered_by(person)
    rows = asked.select_related("proposal__record", "organisation__record")
    for one in rows[:SHOWN]:
        invited = one.how == Joining.INVITED
        says = _("%(name)s is invited to a proposal") if invited else _("%(name)s asks to join")
        words = says % {"name": one.organisation.short_name}
        since = one.asked_at.astimezone(WIB).date()
        href = reverse("my-proposals")
        yield Task(words, one.proposal.title, href, _("Answer it"), since=since)


def _of_answers(person: User, day: date) -> Iterator[Task]:
    """Name the answers of the last weeks to which the authors have not replied."""
    own = Proposal.objects.visible_to(person).written_by(person)
    told = Response.objects.public().filter(about__in=own.values("record"), replied_at=None)
    rows = told.filter(told_at__date__gte=day - REPLIED_WITHIN).select_related("about")
    for one in rows.order_by("told_at")[:SHOWN]:
        words = _("Your proposal is answered: %(verdict)s") % {"verdict": one.get_verdict_display()}
        href = f"{one.about.get_absolute_url()}#tanggapan"
        since = one.told_at.astimezone(WIB).date() if one.told_at else None
        yield Task(words, one.about.title, href, _("Read and reply"), since=since)


def _of_held(person: User) -> Iterator[Task]:
    held = Proposal.objects.visible_to(person).held_back().order_by()
    waiting = kept_until_change(
        "proposals-held", lambda: held.aggregate(count=Count("pk"), since=Min("submitted_at"))
    )
    if count := waiting["count"]:
        words = ngettext(
            "%(count)d proposal of a citizen is not public yet",
            "%(count)d proposals of citizens are not public yet",
            count,
        )
        href = reverse("held-proposals")
        since = waiting["since"].astimezone(WIB).date()
        yield Task(words % {"count": count}, _("Proposals"), href, _("Read them"), since=since)


def _of_desk(person: User) -> Iterator[Task]:
    """Count what nobody has screened yet, and what is reviewed, discussed and not decided."""
    open_ones = Proposal.objects.visible_to(person).filter(pk__in=undecided().values("pk"))
    rows = open_ones.order_by().values_list("standing").annotate(*COUNTED)
    counted = kept_until_change("proposals-undecided", lambda: list(rows))
    found = {one: (count, since) for one, count, since in counted}
    if Standing.RECEIVED in found:
        count, since = found[Standing.RECEIVED]
        words = ngettext(
            "%(count)d proposal waits to be screened",
            "%(count)d proposals wait to be screened",
            count,
        )
        yield _on_the_desk(words % {"count": count}, since)
    under_way = [found[one] for one in (Standing.SCREENED, Standing.DISCUSSED) if one in found]
    if under_way:
        count, since = sum(n for n, _at in under_way), min(at for _n, at in under_way)
        words = ngettext(
            "%(count)d proposal is under way and not decided",
            "%(count)d proposals are under way and not decided",
            count,
        )
        yield _on_the_desk(words % {"count": count}, since)


def _on_the_desk(words: str, since: datetime) -> Task:
    day = since.astimezone(WIB).date()
    return Task(words, _("Proposals"), reverse("proposal-desk"), _("To the desk"), since=day)


def _of_reviews(person: User) -> Iterator[Task]:
    """Name the proposals that this person is asked to review, what is due first."""
    own = Review.objects.visible_to(person).filter(reviewer=person).waiting()
    rows = own.select_related("proposal__record").order_by("due_on", "asked_at")
    for one in rows[:SHOWN]:
        words = _("Review of the proposal %(reference)s") % {"reference": one.proposal.reference}
        href = reverse("review", args=[one.pk])
        since = one.asked_at.astimezone(WIB).date()
        yield Task(words, one.proposal.title, href, _("Give your review"), one.due_on, since=since)


def _of_decisions(person: User) -> Iterator[Task]:
    ready = Proposal.objects.visible_to(person).filter(pk__in=unpublished().values("pk"))
    if count := kept_until_change("decisions-ready", ready.count):
        words = ngettext(
            "%(count)d decision about a proposal waits to be published",
            "%(count)d decisions about proposals wait to be published",
            count,
        )
        href = reverse("publish-decisions")
        yield Task(words % {"count": count}, _("Proposals"), href, _("Look at them"))
