"""Who answers what: a consultation, the device from which somebody answers, and the moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from kokreasi.consultations import devices
from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.definition.path import Answers, Step, steps
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.consultations.services.drafts import draft_of
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.core.limits import asked_too_often

BEGUN = "kokreasi.consultations.begun"
BEGIN = "answer_begin"
"""The limit of new devices from one address."""

NEEDED = (
    "opens_at",
    "closes_at",
    "short_code",
    "is_guarded",
    "guarded_until",
    "record__reference",
    "record__published_at",
    "record__version__number",
    "record__version__fingerprint",
)
"""What answering reads of a consultation; its words stand on the frozen sheet."""

Answering = Callable[["Visit"], HttpResponse]


@dataclass(slots=True)
class Visit:
    """One request of somebody who answers. `device` is what is kept of the device."""

    request: HttpRequest
    consultation: Consultation
    sheet: ConsultationSheet
    token: str
    now: datetime
    is_new: bool = False

    @property
    def device(self) -> str:
        return devices.device_hash(self.consultation, self.token)

    @property
    def definition(self) -> Definition:
        return self.sheet.definition

    @property
    def version(self) -> int:
        version = self.consultation.record.version
        return version.number if version else 0

    def address(self, name: str, *parts: str) -> str:
        return reverse(name, args=[self.consultation.reference, *parts])

    def step(self, key: str, answers: Answers) -> Step | None:
        return next((one for one in steps(self.definition, answers) if one.key == key), None)

    def begun(self) -> str:
        """Sign the moment at which a page is opened, for this device only."""
        return signing.dumps([self.device, int(self.now.timestamp())], salt=BEGUN, compress=False)

    def begun_at(self) -> datetime:
        """Give when the page that is sent was opened; now where that cannot be told."""
        return self.shown_at() or self.now

    def shown_at(self) -> datetime | None:
        """Give when this device was shown the page that it sends; None where it was not."""
        try:
            device, moment = signing.loads(self.request.POST.get("mulai", ""), salt=BEGUN)
        except (signing.BadSignature, ValueError):
            return None
        is_own = device == self.device
        return datetime.fromtimestamp(moment, tz=self.now.tzinfo) if is_own else None

    def refusal_to_begin(self) -> HttpResponse | None:
        """Count a device that begins here; a token says nothing, other pages give them too."""
        return asked_too_often(self.request, BEGIN)

    def refusal_to_keep(self) -> HttpResponse | None:
        """Count a device that sends its first page without having been shown it."""
        return None if self.shown_at() else self.refusal_to_begin()


def answered_at(request: HttpRequest, reference: str, answer: Answering) -> HttpResponse:
    """Answer a request for a page that is this person's own: never kept, with its device."""
    visit = _visit(request, reference)
    if request.method == "POST" and not visit.token:
        welcome(visit)
    response = answer(visit)
    if visit.is_new:
        devices.give(response, visit.token)
    add_never_cache_headers(response)
    return response


def welcome(visit: Visit) -> None:
    """Give a device its token."""
    visit.token, visit.is_new = devices.new_token(), True


def _visit(request: HttpRequest, reference: str) -> Visit:
    """Find what is answered; after it was withdrawn only for those who had begun."""
    rows = Consultation.objects.select_related("record__version").only(*NEEDED)
    found = get_object_or_404(rows, record__reference=reference)
    sheet = wording.current(found)
    if sheet is None or sheet.part(PartKind.QUESTIONNAIRE) is None:
        raise Http404
    visit = Visit(request, found, sheet, devices.token_of(request), timezone.now())
    if not found.is_public and draft_of(found, visit.device) is None:
        raise Http404
    return visit


def to(visit: Visit, name: str, *parts: str, then: str = "") -> HttpResponse:
    return redirect(visit.address(name, *parts) + then)
