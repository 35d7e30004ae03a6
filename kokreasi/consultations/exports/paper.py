"""A questionnaire as a form of paper: the values of `writing.sheets`, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kokreasi.consultations.choices import PartKind, Repeats
from kokreasi.consultations.definition.wording import Screen
from kokreasi.consultations.exports.paper_questions import OnPaper, words_of
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.queries.branching import only_for
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.core.codes import rows_of
from kokreasi.core.days import last_day
from kokreasi.writing import child

Values = dict[str, Any]
AUTHOR = "Kokreasi"


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed: the frozen words of one version, in the active language."""

    consultation: Consultation
    sheet: ConsultationSheet
    version: int
    is_large: bool = False


def master(printing: Printing) -> bytes:
    """Give the form without a number, to be read or copied; raises WritingError."""
    return child.sheets_pdf({**form_of(printing), "mark": _no_number(printing)})


def numbered(printing: Printing, sheets: Iterable[Sheet]) -> bytes:
    """Give one form for each sheet, with its number on every page; raises WritingError."""
    return child.sheets_pdf(form_of(printing), [_mark(printing, one) for one in sheets])


def address_of(consultation: Consultation, number: int) -> str:
    """Give the address at which a sheet is entered, as its code holds it."""
    path = reverse("consultations:sheet", args=[consultation.reference, number])
    return settings.ORIGIN + path


def _mark(printing: Printing, sheet: Sheet) -> Values:
    return _marked(_("Sheet"), str(sheet.number), address_of(printing.consultation, sheet.number))


def _no_number(printing: Printing) -> Values:
    path = reverse("consultations:sheet-new", args=[printing.consultation.reference])
    address = f"{settings.ORIGIN}{path}?versi={printing.version}"
    return _marked(_("Sheet without a number"), "", address)


def _marked(label: str, number: str, address: str) -> Values:
    return {
        "label": label,
        "number": number,
        "note": _("for the facilitator"),
        "code": rows_of(address),
        "alt": _("QR code that opens the screen on which this sheet is entered"),
    }


def form_of(printing: Printing) -> Values:
    """Give everything on the form but the mark of a sheet."""
    sheet = printing.sheet
    return {
        "language": get_language(),
        "title": words_of(sheet.title),
        "author": AUTHOR,
        "reference": _("%(reference)s, version %(version)s")
        % {"reference": sheet.reference, "version": printing.version},
        "running": str(sheet.title),
        "is_large": printing.is_large,
        "summary": words_of(sheet.summary),
        "how": _how(sheet),
        "facts": _facts(sheet),
        "hand_in": _hand_in(sheet),
        "check": _("You can check that this answer is counted at %(address)s")
        % {"address": settings.ORIGIN + reverse("receipt-check")},
        "online": _online(printing.consultation),
        "words": _words(),
        "pages": [_page(screen, printing) for screen in sheet.definition.screens],
    }


def _page(screen: Screen, printing: Printing) -> Values:
    on_paper = OnPaper(printing.sheet.definition, printing.is_large)
    is_repeated = screen.repeats != Repeats.ONCE
    asked = on_paper.repeated(screen) if is_repeated else on_paper.page(screen)
    return {
        "title": words_of(screen.title),
        "intro": words_of(screen.intro),
        "only_if": only_for(screen, printing.sheet.definition),
        "is_repeated": is_repeated,
        **asked,
    }


def _how(sheet: ConsultationSheet) -> list[str]:
    closes = date_format(last_day(sheet.closes_at), "j F Y")
    return [
        _("Write with a pen. Fill the circle (one answer) or the square (several answers)."),
        _("You need not answer everything: leave empty what you cannot or do not want to answer."),
        _("Follow the arrows (→): they say whether a question is meant for you."),
        _("Hand it in by %(day)s.") % {"day": closes},
    ]


def _facts(sheet: ConsultationSheet) -> list[Values]:
    usual = _("They are counted and published; each proposal in them gets a reasoned response.")
    promise = words_of(sheet.promise) if sheet.promise else _own(usual)
    part = sheet.part(PartKind.QUESTIONNAIRE)
    facts = [
        {"label": _("What happens with the answers"), "values": [promise]},
        {"label": _("About you"), "values": [_own(_privacy(sheet))]},
    ]
    if part and part.intro:
        facts.insert(0, {"label": str(part.title), "values": [words_of(part.intro)]})
    return facts


def _own(words: str) -> Values:
    return {"text": words, "language": ""}


def _privacy(sheet: ConsultationSheet) -> str:
    return _(
        "Do not write your name. What you say about yourself is voluntary, kept apart from your "
        "answers, and deleted %(days)s days after closing. A facilitator types this sheet in; "
        "afterwards the paper is kept locked and is destroyed once the results are published."
    ) % {"days": sheet.keeps_background_for}


def _hand_in(sheet: ConsultationSheet) -> list[str]:
    closes = date_format(last_day(sheet.closes_at), "j F Y")
    return [
        _(
            "Give this sheet to the facilitator who gave it to you, or send it to the secretariat, "
            "so that it arrives by %(day)s."
        )
        % {"day": closes},
        _(
            "Keep the strip below. The facilitator writes on it the code of your receipt once the "
            "sheet is entered."
        ),
    ]


def _online(consultation: Consultation) -> Values | None:
    if not consultation.short_code:
        return None
    path = reverse("consultation-short", args=[consultation.short_code])
    return {
        "address": settings.ORIGIN + path,
        "label": _("Rather on a phone?"),
        "code": rows_of(settings.ORIGIN + path),
    }


def _words() -> Values:
    return {
        "other": _("something else:"),
        "quote": _("These words may be quoted in the report, without my name."),
        "commitment": _("Commitment"),
        "in_words": _("In your own words, where you have something to say:"),
        "end": _("Where to hand it in"),
        "strip": _("Your receipt"),
        "code": _("Code:"),
    }
