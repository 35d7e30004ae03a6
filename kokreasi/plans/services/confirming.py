"""A leading institution stands by a draft of a commitment: by letter, or signed here."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.files.models import File
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import ConfirmedBy
from kokreasi.plans.models import Confirmation, Draft
from kokreasi.plans.sheets import read
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError


class NotLeadingError(DomainError):
    message = _("Only an institution that leads this commitment confirms it.")


class OlderDraftError(DomainError):
    message = _("There is a newer draft of this commitment; confirm that one.")


class ConfirmedAlreadyError(DomainError):
    message = _("This institution has confirmed this draft already.")


class NoSignerError(DomainError):
    message = _("Say who signs, and in which office.")


class NoLetterError(DomainError):
    message = _("A letter has a number and a date.")


@transaction.atomic
def confirm_by_letter(
    draft: Draft,
    *,
    organisation: Organisation,
    letter_number: str,
    letter_on: date | None,
    signer: str,
    signer_role: str,
    at: datetime,
    by: User | None,
    file: File | None = None,
) -> Confirmation:
    """Record the letter by which an institution confirms the latest draft."""
    if not letter_number.strip() or letter_on is None:
        raise NoLetterError
    letter = {"letter_number": letter_number.strip(), "letter_on": letter_on, "file": file}
    return _confirm(
        draft,
        organisation,
        way=ConfirmedBy.LETTER,
        signer=signer,
        signer_role=signer_role,
        at=at,
        by=by,
        **letter,
    )


@transaction.atomic
def sign(
    draft: Draft, *, organisation: Organisation, signer_role: str, at: datetime, by: User
) -> Confirmation:
    """Confirm the latest draft for one's own institution, under one's own name."""
    return _confirm(
        draft,
        organisation,
        way=ConfirmedBy.SIGNED,
        signer=by.name,
        signer_role=signer_role,
        at=at,
        by=by,
    )


def _confirm(
    draft: Draft,
    organisation: Organisation,
    *,
    way: ConfirmedBy,
    signer: str,
    signer_role: str,
    at: datetime,
    by: User | None,
    **letter: object,
) -> Confirmation:
    if not signer.strip() or not signer_role.strip():
        raise NoSignerError
    _check(draft, organisation)
    try:
        with transaction.atomic():
            confirmation = Confirmation.objects.create(
                draft=draft,
                organisation=organisation,
                way=way,
                signer=signer.strip(),
                signer_role=signer_role.strip(),
                confirmed_at=at,
                by=by,
                **letter,
            )
    except IntegrityError as error:
        raise ConfirmedAlreadyError from error
    register.record(
        "commitment.confirmed",
        draft.commitment.record,
        by=by,
        says=_("recorded that an institution confirmed this draft"),
        changes=[
            Change(_("institution"), None, organisation.name),
            Change(_("draft version"), None, draft.number),
        ],
        is_public=draft.commitment.record.is_public,
    )
    return confirmation


def _check(draft: Draft, organisation: Organisation) -> None:
    latest = Draft.objects.select_for_update().filter(commitment=draft.commitment_id)
    if latest.order_by("-number").values_list("pk", flat=True).first() != draft.pk:
        raise OlderDraftError
    if organisation.reference not in {party.key for party in read(draft.content).leads()}:
        raise NotLeadingError


@transaction.atomic
def withdraw(confirmation: Confirmation, *, because: str, at: datetime, by: User) -> Confirmation:
    """Take a confirmation back, with a reason; that it was given stays on record."""
    if not because.strip():
        raise ReasonMissingError
    now = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if now.withdrawn_at is None:
        now.withdrawn_at, now.withdrawn_because = at, because.strip()
        now.save(update_fields=["withdrawn_at", "withdrawn_because"])
        record = now.draft.commitment.record
        register.record(
            "commitment.confirmation_withdrawn",
            record,
            by=by,
            says=_("withdrew the confirmation of an institution"),
            changes=[Change(_("institution"), now.organisation.name, None)],
            reason=because,
            is_public=record.is_public,
        )
    return now
