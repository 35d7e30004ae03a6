"""What the worker does with a result that is made: the report as files, in both languages, once."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.utils.translation import override

from kokreasi.consultations.choices import Work
from kokreasi.consultations.exports.report import report_of
from kokreasi.consultations.exports.spreadsheet import spreadsheet_of
from kokreasi.consultations.models import Result, ResultFile
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.page_cache import forget_pages
from kokreasi.files.formats import DOCX, PDF, XLSX, Format
from kokreasi.files.services import keep
from kokreasi.writing import child

Writer = Callable[[ResultSheet, str], bytes]


def _pdf(sheet: ResultSheet, fingerprint: str) -> bytes:
    return child.booklet_pdf(report_of(sheet, fingerprint=fingerprint))


def _word(sheet: ResultSheet, fingerprint: str) -> bytes:
    return child.booklet_word(report_of(sheet, fingerprint=fingerprint))


def _spreadsheet(sheet: ResultSheet, _fingerprint: str) -> bytes:
    with spreadsheet_of(sheet) as file:
        return file.read()


WRITERS: dict[str, tuple[Format, Writer]] = {
    "pdf": (PDF, _pdf),
    "docx": (DOCX, _word),
    "xlsx": (XLSX, _spreadsheet),
}


def write_documents(result_id: int) -> None:
    """Write every document of a result that is not there yet; it may run twice."""
    result = Result.objects.filter(pk=result_id, state=Work.READY).first()
    if result is None:
        return
    sheet = ResultSheet.read(result.content)
    for language in LANGUAGES:
        for kind in WRITERS:
            if not result.files.filter(format=kind, language=language).exists():
                _write(result, sheet, kind, language)
    forget_pages()


def _write(result: Result, sheet: ResultSheet, kind: str, language: str) -> None:
    format_, writer = WRITERS[kind]
    with override(language):
        written = writer(sheet, result.fingerprint)
    name = f"{sheet.reference}-hasil-{result.number}-{language}.{kind}"
    file = keep(ContentFile(written, name=name), by=None, formats=(format_,))
    ResultFile.objects.get_or_create(
        result=result, format=kind, language=language, defaults={"file": file}
    )
