"""The consultation whose sheets somebody works on, with the words that are on them."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import get_object_or_404

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.queries import wording
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.people.access import require
from kokreasi.people.visitors import Visitor

ENTER = "consultations.enter_answers"
READ = "consultations.read_answers"
INVALID, CONFLICT = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT


def assisted(visitor: Visitor, reference: str) -> Consultation:
    """Find a consultation whose sheets the visitor may enter."""
    visible = Consultation.objects.visible_to(visitor).select_related(
        "record__version", "stage__record"
    )
    visible = visible.defer("record__version__content", "record__words")
    found = get_object_or_404(visible, record__reference=reference)
    require(visitor, ENTER, found)
    return found


def current_words(consultation: Consultation) -> ConsultationSheet:
    """Give the questionnaire that the public reads; 404 where there is none."""
    sheet = wording.current(consultation)
    if sheet is None or sheet.part(PartKind.QUESTIONNAIRE) is None:
        raise Http404
    return sheet


def current_version(consultation: Consultation) -> int:
    version = consultation.record.version
    return version.number if version else 0


def sheet_of(consultation: Consultation, number: int) -> Sheet:
    rows = consultation.sheets.select_related("submission__background", "entered_by", "voided_by")
    sheet = get_object_or_404(rows, number=number)
    sheet.consultation = consultation
    return sheet
