"""What every page of voting begins with: the consultation, its part, and who asks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from kokreasi.consultations import devices
from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.sheets import PartOnSheet
from kokreasi.core.limits import asked_too_often

BEGIN = "begin_voting"
READ = (
    "stage",
    "title",
    "opens_at",
    "closes_at",
    "takes_statements",
    "is_guarded",
    "record__kind",
    "record__reference",
    "record__version",
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
    visible = Consultation.objects.visible_to(request.user).select_related("record").only(*READ)
    found = get_object_or_404(visible, record__reference=reference)
    sheet = wording.current(found) or sheet_of(found)
    part = sheet.part(kind)
    if part is None:
        raise Http404
    token = devices.token_of(request)
    device = devices.device_hash(found, token)
    return Asked(found, part, token or devices.new_token(), device)


def refusal_to_begin(request: HttpRequest, _asked: Asked) -> HttpResponse | None:
    """Ask of a device that sends something for the first time what a program would not do.

    Many people may begin behind one address, but not without end. Whoever has begun is not asked
    again: what one device can send is bounded by what there is to vote on.
    """
    return asked_too_often(request, BEGIN)
