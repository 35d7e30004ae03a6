"""What waits for a person about consultations; the number of queries never grows."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import Consultation, Finding, Result, Statement
from kokreasi.conversations.models import Response
from kokreasi.core.days import WIB
from kokreasi.people.models import User
from kokreasi.people.rules import is_publisher, is_secretariat, moderates
from kokreasi.workspace.waiting import Task

SHOWN = 10
SOON = timedelta(days=7)


def of_consultations(person: User, now: datetime) -> Iterator[Task]:
    """Tell moderators of statements, and the secretariat of drafts, results and findings."""
    if moderates(person):
        yield from _of_statements(person)
    if is_secretariat(person):
        yield from _of_drafts(person, now)
        yield from _of_results(person)
    if is_publisher(person):
        yield from _of_answers(person)


def _of_statements(person: User) -> Iterator[Task]:
    """Count the statements of participants that nobody sees yet, for each consultation."""
    held = Statement.objects.visible_to(person).held().values("consultation")
    counts = held.order_by().annotate(number=Count("pk")).values_list("consultation", "number")
    waiting = dict(counts[:SHOWN])
    for one in Consultation.objects.filter(pk__in=waiting).select_related("record"):
        number = waiting[one.pk]
        words = ngettext(
            "%(count)d statement waits for moderation",
            "%(count)d statements wait for moderation",
            number,
        )
        href = reverse("consultations:statements-desk", args=[one.reference])
        yield Task(words % {"count": number}, one.title, href, _("Read them"))


def _of_drafts(person: User, now: datetime) -> Iterator[Task]:
    """Name the consultations that should open soon and that nobody sees yet."""
    visible = Consultation.objects.visible_to(person).filter(record__published_at=None)
    near = visible.filter(opens_at__lte=now + SOON, closes_at__gt=now).select_related("record")
    for one in near.order_by("opens_at", "pk")[:SHOWN]:
        href = reverse("consultations:edit", args=[one.reference])
        opens_on = one.opens_at.astimezone(WIB).date()
        yield Task(
            _("A consultation opens and is still a draft"),
            one.title,
            href,
            _("Check and publish"),
            opens_on,
        )


def _of_results(person: User) -> Iterator[Task]:
    """Name the last result of each consultation that is over, where none of its end is published.

    Whoever has everything counted once more after that does so on purpose, and looks at it.
    """
    beside = Result.objects.filter(consultation=OuterRef("consultation"))
    newer = beside.filter(number__gt=OuterRef("number"), state=Work.READY)
    told = beside.filter(
        published_at__isnull=False, made_at__gte=OuterRef("consultation__concluded_at")
    )
    ready = Result.objects.visible_to(person).filter(
        ~Exists(newer), ~Exists(told), state=Work.READY, consultation__concluded_at__isnull=False
    )
    for one in ready.select_related("consultation__record").order_by("pk")[:SHOWN]:
        href = reverse("consultations:results", args=[one.consultation.reference])
        yield Task(
            _("The results are counted and not published"),
            one.consultation.title,
            href,
            _("Look at them"),
            since=one.made_at.astimezone(WIB).date() if one.made_at else None,
        )


def _of_answers(person: User) -> Iterator[Task]:
    """Count the findings that are answered and not published, for each consultation."""
    written = Response.objects.filter(published_at=None, about__finding__isnull=False)
    found = Finding.objects.visible_to(person).filter(record__in=written.values("about"))
    counts = found.order_by().values_list("consultation").annotate(number=Count("pk"))
    waiting = dict(counts[:SHOWN])
    for one in Consultation.objects.filter(pk__in=waiting).select_related("record"):
        number = waiting[one.pk]
        words = ngettext(
            "%(count)d finding is answered and not published",
            "%(count)d findings are answered and not published",
            number,
        )
        href = reverse("consultations:publish-findings", args=[one.reference])
        yield Task(words % {"count": number}, one.title, href, _("Publish"))
