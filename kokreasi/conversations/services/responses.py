"""Answer a contribution with a reason; publish the answers together; hear the authors once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import hold
from kokreasi.core.wording import tidied
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.models import Record
from kokreasi.register.services import ReasonMissingError


class AnsweredError(DomainError):
    message = _("This contribution is answered already; change that answer instead.")


class NowhereError(DomainError):
    message = _("Say into which other contribution it was merged.")


class NoProgrammeError(DomainError):
    message = _("Say which existing programme takes it up.")


class NoDayError(DomainError):
    message = _("Say until when it is deferred.")


class UnansweredError(DomainError):
    message = _("There is no published answer to reply to yet.")


class RepliedError(DomainError):
    message = _("The authors have replied already; a reply is given once.")


class EmptyReplyError(DomainError):
    message = _("Write what you want to reply.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is decided about a contribution; see `models.Response` for the fields."""

    verdict: Verdict
    reason: Bilingual
    unit: Organisation
    decided_on: date
    decided_in: Record | None = None
    leads_to: Record | None = None
    programme: Bilingual = field(default_factory=Bilingual)
    until: date | None = None

    def check(self) -> None:
        """Refuse in words what says too little."""
        if not self.reason:
            raise ReasonMissingError
        if self.verdict == Verdict.MERGED and self.leads_to is None:
            raise NowhereError
        if self.verdict == Verdict.ABSORBED and not self.programme:
            raise NoProgrammeError
        if self.verdict == Verdict.DEFERRED and self.until is None:
            raise NoDayError

    def values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def respond(
    about: Record, *, plan: Record, letter: str, heard: Bilingual, answer: Answer, by: User | None
) -> Response:
    """Write the answer to a contribution; the public reads it once it is published.

    It gets the next number under its letter in the register of the plan. Raises `AnsweredError`
    where somebody else was quicker.
    """
    answer.check()
    Record.objects.select_for_update().get(pk=plan.pk)
    if Response.objects.filter(about=about).exists():
        raise AnsweredError
    last = Response.objects.filter(plan=plan, letter=letter).aggregate(last=Max("number"))["last"]
    response = Response.objects.create(
        plan=plan,
        about=about,
        letter=letter,
        number=(last or 0) + 1,
        heard=heard,
        **answer.values(),
    )
    register.record(
        "contribution.answer_written",
        about,
        by=by,
        says=_("wrote the answer to this contribution"),
        changes=[Change(_("decision"), None, answer.verdict.label)],
        is_public=False,
    )
    return response


@transaction.atomic
def change(
    response: Response, values: Mapping[str, Any], *, seen: int, by: User, reason: str = ""
) -> Response:
    """Change an answer; one that is public keeps its history and says why it changes."""
    now = Response.objects.select_for_update().get(pk=response.pk)
    is_public = now.published_at is not None
    if is_public and not reason.strip():
        raise ReasonMissingError
    Answer(**{name: values.get(name, getattr(now, name)) for name in Answer.__slots__}).check()
    return register.revise(
        response,
        values,
        seen=seen,
        about=now.about,
        by=by,
        event="contribution.answer_changed",
        says=_("changed the answer to this contribution"),
        reason=reason,
        is_public=is_public and now.about.is_public,
    )


@transaction.atomic
def publish(responses: Iterable[Response], *, at: datetime, by: User | None) -> list[Response]:
    """Show answers to everybody, all or none; those that are public already stay as they are."""
    keys = [response.pk for response in responses]
    hold(Response.objects.all(), keys)
    waiting = Response.objects.filter(pk__in=keys, published_at=None)
    rows = list(waiting.select_related("about", "unit__record").order_by("pk"))
    for row in rows:
        row.published_at = at
        row.save(update_fields=["published_at"])
        register.record(
            "contribution.answered",
            row.about,
            by=by,
            says=_("answered this contribution"),
            changes=[
                Change(_("decision"), None, Verdict(row.verdict).label),
                Change(_("responsible unit"), None, row.unit.name),
            ],
            reason=str(row.reason),
            is_public=row.about.is_public,
        )
    return rows


@transaction.atomic
def mark_told(response: Response, *, at: datetime) -> bool:
    """Note that the authors were told; tell whether this was the first time."""
    untold = Response.objects.filter(pk=response.pk, told_at=None, published_at__isnull=False)
    return bool(untold.update(told_at=at))


@transaction.atomic
def reply(response: Response, *, text: str, at: datetime, by: User | None) -> Response:
    """Let the authors answer once; the same words sent again change nothing."""
    words = tidied(text).strip()
    if not words:
        raise EmptyReplyError
    now = (
        Response.objects.select_for_update(of=("self",)).select_related("about").get(pk=response.pk)
    )
    if now.told_at is None:
        raise UnansweredError
    if now.replied_at is not None:
        if now.reply == words:
            return now
        raise RepliedError
    now.reply, now.replied_at = words, at
    now.save(update_fields=["reply", "replied_at"])
    register.record(
        "contribution.replied",
        now.about,
        by=by,
        says=_("The authors replied to the answer"),
        acting="",
        is_public=now.about.is_public,
    )
    return now


@transaction.atomic
def take_over(loser: Organisation, *, into: Organisation, by: User, reason: str) -> None:
    """Let the organisation that goes on be responsible for what the other one answered."""
    for response in Response.objects.select_related("about").filter(unit=loser):
        response.unit = into
        response.save(update_fields=["unit"])
        register.record(
            "contribution.unit_merged",
            response.about,
            by=by,
            says=_("follows the merger of two organisations"),
            changes=[Change(_("responsible unit"), loser.record.title, into.record.title)],
            reason=reason,
            is_public=False,
        )
