"""A leading institution stands by a draft of a commitment: by letter, or signed here."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.files.models import File
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.plans.choices import ConfirmedBy
from kokreasi.plans.models import Confirmation, Draft
from kokreasi.plans.queries.confirmations import merged
from kokreasi.plans.services.order import locked
from kokreasi.plans.sheets import read
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

FRESH = timedelta(minutes=15)
"""How long a code or key counts for a signature."""


SAYS = {
    ConfirmedBy.LETTER: _("recorded that an institution confirmed this draft by letter"),
    ConfirmedBy.SIGNED: _("signed this draft for an institution"),
}


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


class LetterFromTomorrowError(DomainError):
    message = _("The date of the letter is still to come.")


class FinalPlanError(DomainError):
    message = _("The plan is final: the confirmations stand. What changes now is an amendment.")


class NothingConfirmedError(DomainError):
    message = _("Choose at least one commitment that the letter confirms.")


class NotOneOfThemError(DomainError):
    message = _("Only a focal point of the institution itself signs for it.")


class SecondFactorError(DomainError):
    message = _("Prove once more that it is you, by the code of your app or by your key.")


@transaction.atomic
def confirm_all_by_letter(drafts: Iterable[Draft], **letter: Any) -> list[Confirmation]:
    """Record one letter that confirms several drafts: all of them or none."""
    confirmed = [confirm_by_letter(draft, **letter) for draft in drafts]
    if not confirmed:
        raise NothingConfirmedError
    return confirmed


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
    is_letter_public: bool = False,
) -> Confirmation:
    """Record the letter by which an institution confirms the latest draft.

    Number and date stand in public with the confirmation; the file only if the letter is public.
    """
    if not letter_number.strip() or letter_on is None:
        raise NoLetterError
    if letter_on > at.astimezone(WIB).date():
        raise LetterFromTomorrowError
    letter = {"letter_number": letter_number.strip(), "letter_on": letter_on, "file": file}
    letter |= {"is_letter_public": is_letter_public and file is not None}
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
    draft: Draft,
    *,
    organisation: Organisation,
    signer_role: str,
    proven_at: datetime | None,
    at: datetime,
    by: User,
) -> Confirmation:
    """Confirm the latest draft for one's own institution, under one's own name.

    `proven_at` is when the person last entered the code of an app or used a key (None: never);
    older than `FRESH` does not count.
    """
    if not acts_for(by, organisation):
        raise NotOneOfThemError
    if proven_at is None or at - proven_at > FRESH:
        raise SecondFactorError
    return _confirm(
        draft,
        organisation,
        way=ConfirmedBy.SIGNED,
        signer=by.name,
        signer_role=signer_role,
        at=at,
        by=by,
    )


@transaction.atomic
def forget(person: User) -> None:
    """Forget who signed here; that the institution confirmed, in which role and when, stays."""
    Confirmation.objects.filter(by=person, way=ConfirmedBy.SIGNED).update(signer="", by=None)


def acts_for(person: User, organisation: Organisation) -> bool:
    """Tell whether the person is a focal point of the institution today."""
    held = {(grant.role, grant.body) for grant in person.current_grants}
    return person.is_active and (Role.FOCAL_POINT, organisation.reference) in held


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
        says=SAYS[way],
        changes=[
            Change(_("institution"), None, organisation.name),
            Change(_("draft version"), None, draft.number),
        ],
        is_public=draft.commitment.record.is_public,
    )
    return confirmation


def _check(draft: Draft, organisation: Organisation) -> None:
    locked(draft.commitment.plan)  # who sends a newer draft round waits, or is seen here
    if not draft.is_newest():
        raise OlderDraftError
    renamed = merged()
    leads = {renamed.get(party.key, party.key) for party in read(draft.content).leads()}
    if organisation.reference not in leads:
        raise NotLeadingError


@transaction.atomic
def withdraw(confirmation: Confirmation, *, because: str, at: datetime, by: User) -> Confirmation:
    """Take a confirmation back, with a reason; that it was given stays on record.

    A final plan rests on its confirmations: from then on the way is an amendment.
    """
    if not because.strip():
        raise ReasonMissingError
    if locked(confirmation.draft.commitment.plan).is_final:
        raise FinalPlanError
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
