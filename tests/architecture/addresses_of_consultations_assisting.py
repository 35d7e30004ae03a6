"""Examples for the addresses of consultations: answers on paper, from meetings, by WhatsApp."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.services import entering, paper
from kokreasi.consultations.services.entering import Typed
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def _open(**given: Any) -> Consultation:
    now = timezone.now()
    days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)}
    return published(code=f"lb{next(numbers)}", **days, **given)


def draft(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_consultation(code=f"lb{next(numbers)}").reference}


def public(_cast: Cast) -> dict[str, Any]:
    return {"reference": _open().reference}


def _sheet(cast: Cast) -> Sheet:
    consultation = _open()
    paper.number_sheets(consultation, count=1, language="id", by=cast["editor"])  # type: ignore[arg-type]
    return consultation.sheets.select_related("consultation__record").get()


def _of(sheet: Sheet) -> dict[str, Any]:
    return {"reference": sheet.consultation.reference, "number": sheet.number}


def waiting(cast: Cast) -> dict[str, Any]:
    return _of(_sheet(cast))


def entered(cast: Cast) -> dict[str, Any]:
    sheet, now = _sheet(cast), timezone.now()
    typed = Typed({"stance": "for"}, Channel.PAPER, now.date())
    entering.enter(sheet, typed, by=cast["editor"], at=now)  # type: ignore[arg-type]
    return _of(sheet)


def void(cast: Cast) -> dict[str, Any]:
    sheet = _sheet(cast)
    paper.void(sheet, reason="Sobek", by=cast["editor"], at=timezone.now())  # type: ignore[arg-type]
    return _of(sheet)


def printed(cast: Cast) -> dict[str, Any]:
    return {"reference": _sheet(cast).consultation.reference, "first": 1, "last": 1}


PAGES: dict[str, Example] = {"draft": draft, "published": public}
SHEETS: dict[str, Example] = {"waits": waiting, "entered": entered, "void": void}

ASSISTING: dict[str, dict[str, Example]] = {
    "consultations:sheets": PAGES,
    "consultations:sheets-number": PAGES,
    "consultations:sheets-rest": PAGES,
    "consultations:sheet-master": {"published": public},
    "consultations:sheets-print": {"waits": printed},
    "consultations:sheet-chat": {"published": public},
    "consultations:sheet-new": {"published": public},
    "consultations:sheet": SHEETS,
    "consultations:sheet-receipt": {"entered": entered},
    "consultations:sheet-void": SHEETS,
    "consultations:sheet-take-back": {"void": void},
}
