"""Write a commitment together: remarks on a draft, and suggested words that take their place."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kokreasi.conversations import keys
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.services import correspondents, remarks
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans import paragraphs
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.services import commitments
from kokreasi.plans.services.order import locked
from kokreasi.plans.sheets import read


class ClosedDraftError(DomainError):
    message = _("Remarks on this draft are no longer taken.")


class FinalPlanError(DomainError):
    message = _("The plan is final. What changes now is an amendment.")


class UnknownPlaceError(DomainError):
    message = _("This draft has no such paragraph.")


class RowSuggestionError(DomainError):
    message = _("Words cannot be put in here by themselves. Say in the remark what to change.")


class NotForEverybodyError(DomainError):
    message = _("This draft was sent to the invited organisations only.")


class ParagraphMovedOnError(DomainError):
    """The draft does not read any more what the suggestion would replace: both are shown."""

    message = _("The paragraph has changed since the remark was made. Both are shown below.")

    def __init__(self, remark: Remark, now: str) -> None:
        super().__init__()
        self.remark = remark
        self.now = now


@transaction.atomic
def remark(
    draft: Draft, voice: Voice, *, place: str, at: datetime, text: str = "", suggestion: str = ""
) -> Remark:
    """Remark on a paragraph of a draft while remarks are taken.

    Rows such as milestones take remarks but no suggested words.
    """
    if not takes_remarks(draft, at):
        raise ClosedDraftError
    found = paragraphs.at(read(draft.content), place)
    if found is None:
        raise UnknownPlaceError
    if suggestion.strip() and not found.can_change:
        raise RowSuggestionError
    paragraph = remarks.Paragraph(draft.fingerprint, place, found.words)
    record = draft.commitment.record
    return remarks.remark(record, paragraph, voice, at=at, text=text, suggestion=suggestion)


def takes_remarks(draft: Draft, at: datetime) -> bool:
    """Tell whether the draft is open at a moment, and the plan not final."""
    return draft.is_open_on(at.astimezone(WIB).date()) and not draft.commitment.plan.is_final


@transaction.atomic
def remark_by_mail(
    draft: Draft,
    *,
    email: str,
    name: str,
    is_named: bool,
    language: str,
    place: str,
    at: datetime,
    text: str = "",
    suggestion: str = "",
) -> Remark:
    """Keep the remark of a citizen until the address says by the link of a mail that it is theirs.

    The name is shown beside it only where that is wished.
    """
    if draft.readers != Readers.EVERYBODY:
        raise NotForEverybodyError
    citizen = correspondents.introduce(email, language=language, name=name)
    voice = Voice(correspondent=citizen, is_named=is_named and bool(name.strip()))
    made = remark(draft, voice, place=place, at=at, text=text, suggestion=suggestion)
    if made.made_at == at:
        remarks.ask_to_confirm(made, address=own_page(citizen))
    return made


def own_page(citizen: Correspondent) -> str:
    """Give the address at which a citizen confirms remarks and reads what became of them."""
    with override(citizen.language):
        return settings.ORIGIN + reverse("my-remarks", args=[keys.own_key(citizen.seed)])


def place_of(remark: Remark) -> str:
    """Give where its author reads a remark: one's own page, or beside the latest draft it is on."""
    if remark.correspondent is not None:
        return own_page(remark.correspondent) if remark.correspondent.is_confirmed else ""
    drafts = Draft.objects.filter(commitment__record=remark.record, fingerprint=remark.fingerprint)
    draft = drafts.order_by("-number").first()
    if draft is None or remark.user is None:
        return ""
    with override(remark.user.language):
        path = reverse("commitment-draft", args=[remark.record.reference, draft.number])
    return f"{settings.ORIGIN}{path}#masukan-{remark.pk}"


@transaction.atomic
def accept(
    remark: Remark, *, at: datetime, by: User, answer: str = "", as_written: bool = True
) -> Remark:
    """Accept a remark; suggested words take the place of the paragraph in the working draft.

    Raises `ParagraphMovedOnError` where the paragraph does not read any more what was replaced.
    With `as_written=False` the draft stays as it is: somebody has written it in already, in other
    words. Accepting twice changes once.
    """
    commitment = _locked(remark)
    now = remarks.locked(remark)
    is_new = now.state == RemarkState.OPEN
    if is_new and as_written and now.suggestion:
        _write_in(now, commitment, by=by)
    return remarks.accept(now, answer=answer, at=at, by=by, address=place_of(now))


def _locked(remark: Remark) -> Commitment:
    """Lock the plan, so that two suggestions for one text are written in one after the other."""
    found = Commitment.objects.select_related("plan").get(record=remark.record_id)
    plan = locked(found.plan)
    if plan.is_final:
        raise FinalPlanError
    return Commitment.objects.select_related("plan__record", "record").get(pk=found.pk)


def _write_in(remark: Remark, commitment: Commitment, *, by: User) -> None:
    name, language, number = _address(remark.place)
    text: Bilingual = getattr(commitment, name)
    standing = getattr(text, language)
    after = paragraphs.replaced(standing, number, quoted=remark.quoted, by=remark.suggestion)
    if after is None:
        raise ParagraphMovedOnError(remark, now_at(commitment, remark.place))
    words = text.as_dict() | {language: after}
    commitments.change(
        commitment,
        {name: Bilingual(**words)},
        seen=commitment.revision,
        by=by,
        reason=_reason(remark),
    )


def _address(place: str) -> tuple[str, str, int]:
    key, _hash, number = place.rpartition("#")
    name, _dot, language = key.partition(".")
    return name, language, int(number)


def now_at(commitment: Commitment, place: str) -> str:
    """Give what stands at a place of the working draft now; nothing where there is none."""
    name, language, number = _address(place)
    found = paragraphs.split(getattr(getattr(commitment, name), language))
    return found[number] if number < len(found) else ""


def _reason(remark: Remark) -> str:
    """Name an organisation whose words were taken; a citizen's name stays out of the history."""
    with override("id"):
        who = str(remark.organisation) if remark.organisation else _("A citizen")
        return str(_("Suggested by: %(who)s") % {"who": who})


@transaction.atomic
def decline(remark: Remark, *, reason: str, at: datetime, by: User) -> Remark:
    return remarks.decline(remark, reason=reason, at=at, by=by, address=_address_of(remark))


@transaction.atomic
def refuse(remark: Remark, *, reason: str, at: datetime, by: User) -> Remark:
    return remarks.refuse(remark, reason=reason, at=at, by=by, address=_address_of(remark))


def _address_of(remark: Remark) -> str:
    return place_of(remarks.locked(remark))
