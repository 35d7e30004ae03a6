"""Name what was found in the answers, say what becomes of it, and publish both."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Consultation, Finding
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh, hold
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind, Tie
from kokreasi.register.models import Record

LETTER = "K"
"""Findings stand in the register of a plan under K1 for its first consultation, K2, …"""


class PublicFindingError(DomainError):
    message = _("A finding that the public has seen stays; change its words with a reason.")


class AnswerMissingError(DomainError):
    message = _("Write the answers first: findings are published together with them.")


@transaction.atomic
def name(
    consultation: Consultation,
    *,
    title: Bilingual,
    by: User | None,
    summary: Bilingual | None = None,
) -> Finding:
    """Open a finding that only the secretariat sees until it is published."""
    record = register.enrol(
        Kind.FINDING,
        reference=f"TMN-{consultation.stage.plan.code}-###",
        title=title,
        summary=summary,
        by=by,
        says=_("named this finding"),
    )
    register.find_by(record, [(FacetName.PLAN, consultation.stage.plan.reference)])
    return Finding.objects.create(
        consultation=consultation,
        record=record,
        title=title,
        summary=summary or Bilingual(),
        position=consultation.findings.count() + 1,
    )


@transaction.atomic
def change(
    finding: Finding, values: Mapping[str, Any], *, seen: int, by: User | None, reason: str = ""
) -> Finding:
    """Change the words of a finding; of one that is public with a reason."""
    now = locked(finding)
    if now.record.is_public and not reason.strip():
        raise register.ReasonMissingError
    changed = register.revise(
        now,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="finding.changed",
        says=_("changed the words of this finding"),
        reason=reason,
    )
    register.describe(changed.record, title=changed.title, summary=changed.summary)
    return changed


def locked(finding: Finding) -> Finding:
    """Give the finding as it stands now, and keep others from changing it until the end."""
    rows = Finding.objects.select_related("record", "consultation__stage__plan__record")
    return fresh(rows, finding.pk)


@transaction.atomic
def discard(finding: Finding) -> None:
    """Throw away a finding that the public has never seen; the texts under it are uncoded again."""
    now = locked(finding)
    if now.record.is_public:
        raise PublicFindingError
    record = now.record
    Response.objects.filter(about=record).delete()
    now.delete()
    register.strike(record)


@transaction.atomic
def answer(finding: Finding, *, given: Answer, by: User | None) -> Response:
    """Write down what becomes of a finding; nobody outside reads it until it is published."""
    now = locked(finding)
    consultation = now.consultation
    return responses.respond(
        now.record,
        plan=consultation.stage.plan.record,
        letter=letter_of(consultation),
        heard=now.summary or now.title,
        answer=given,
        by=by,
    )


def letter_of(consultation: Consultation) -> str:
    """Give the letter of a consultation in the register of its plan: K1 for the first one."""
    plan = consultation.stage.plan_id
    earlier = Consultation.objects.filter(stage__plan=plan, pk__lt=consultation.pk)
    return f"{LETTER}{earlier.count() + 1}"


@transaction.atomic
def publish(finding: Finding, *, by: User | None) -> None:
    """Show a finding to everybody."""
    register.publish(finding.record, by=by, says=_("published this finding"))


@transaction.atomic
def publish_answered(
    findings: Iterable[Finding], *, at: datetime, by: User | None
) -> list[Response]:
    """Publish findings of one consultation with their answers, together, all or none.

    A public line on the consultation tells everybody who follows it. What a finding leads to can
    be followed in both directions.
    """
    chosen = list(findings)
    hold(Finding.objects.all(), [one.pk for one in chosen])
    records = [one.record_id for one in chosen]
    written = Response.objects.filter(about__in=records)
    if not chosen or written.count() != len(chosen):
        raise AnswerMissingError
    for one in chosen:
        publish(one, by=by)
    published = responses.publish(written, at=at, by=by)
    for response in published:
        _lead_on(response)
    if published:
        _tell_followers(chosen[0].consultation, len(published), by=by)
    return published


def _lead_on(response: Response) -> None:
    if response.leads_to is not None:
        register.tie(response.about, response.leads_to, Tie.LED_TO)
    responses.mark_told(response, at=response.published_at)  # type: ignore[arg-type]


def _tell_followers(consultation: Consultation, count: int, *, by: User | None) -> None:
    register.record(
        "consultation.answered",
        Record.objects.get(pk=consultation.record_id),
        by=by,
        says=_("answered findings of this consultation"),
        changes=[Change(_("findings with an answer"), None, count)],
    )
