"""What every page of voting begins with: the consultation, its part, and who asks."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kokreasi.consultations import devices, guarding
from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.sheets import PartOnSheet
from kokreasi.core.limits import asked_too_often

BEGIN, BY_WAITING = "begin_voting", "answer_by_waiting"
TICKET = "tiket"
READ = (
    "stage",
    "title",
    "opens_at",
    "closes_at",
    "takes_statements",
    "is_guarded",
    "guarded_until",
    "record__kind",
    "record__reference",
    "record__title",
    "record__version__number",
    "record__version__fingerprint",
    "record__published_at",
)
"""Columns that pages of voting show: each vote reads them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation, the part of it that a page shows, and the device that asks.

    `token` is what the device keeps; `device` is "" where it brought none yet.
    """

    consultation: Consultation
    part: PartOnSheet
    token: str
    device: str

    def with_token(self, response: HttpResponse) -> HttpResponse:
        """Let a device that has no token keep one; nobody else is shown the answer."""
        if not self.device:
            devices.give(response, self.token)
        response["Cache-Control"] = "private, no-store"
        return response


def asked_for(request: HttpRequest, reference: str, kind: PartKind) -> Asked:
    """Find what a visitor may see of a part; 404 where the consultation has no such part.

    What is not published yet is shown to the secretariat as it stands.
    """
    visible = (
        Consultation.objects.visible_to(request.user).select_related("record__version").only(*READ)
    )
    found = get_object_or_404(visible, record__reference=reference)
    sheet = wording.current(found) or sheet_of(found)
    part = sheet.part(kind)
    if part is None:
        raise Http404
    token = devices.token_of(request)
    device = devices.device_hash(found, token)
    return Asked(found, part, token or devices.new_token(), device)


@dataclass(frozen=True, slots=True)
class Guard:
    """What a device does before its first vote while somebody attacks; once it is enough."""

    challenge: guarding.Challenge
    ticket: str
    wait: int = int(guarding.WAIT.total_seconds())


def guard_of(request: HttpRequest, asked: Asked, *, has_voted: bool) -> Guard | None:
    """Set a device its work, or go on with the minute that it waits; None where none is asked."""
    now = timezone.now()
    if has_voted or not asked.consultation.is_guarded_at(now):
        return None
    device = devices.device_hash(asked.consultation, asked.token)
    signed = request.GET.get(TICKET, "")
    is_valid = guarding.waits_since(signed, device, now) is not None
    ticket = signed if is_valid else guarding.ticket(device, now)
    return Guard(guarding.challenge_for(device, now), ticket)


def refusal_to_begin(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """Ask of a device that sends something for the first time what a program would not do.

    Many people may begin behind one address, but not without end. Whoever has begun is not asked
    again: what one device can send is bounded by what there is to vote on.
    """
    if refusal := asked_too_often(request, BEGIN):
        return refusal
    return _unproven(request, asked) if asked.consultation.is_guarded_at(timezone.now()) else None


def _unproven(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """Ask for the proof of work, or for the minute of waiting, which goes on."""
    ticket = request.POST.get(TICKET, "")
    if guarding.is_proof(request.POST.get("altcha", ""), asked.device):
        return None
    if guarding.has_waited(ticket, asked.device, timezone.now()):
        return asked_too_often(request, BY_WAITING)
    messages.warning(request, _("Please wait a minute on this page, then vote once more."))
    address = reverse("statements", args=[asked.consultation.reference])
    return redirect(f"{address}?{urlencode({TICKET: ticket})}")
