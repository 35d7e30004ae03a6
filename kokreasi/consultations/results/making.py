"""Make a result that waits, in the worker. It may run twice, also at once: made is made."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from kokreasi.consultations.choices import UNMADE, Work
from kokreasi.consultations.models import Result, ResultFile
from kokreasi.consultations.results.assembling import BEGUN, Made, Tell, assemble
from kokreasi.core.locking import hold
from kokreasi.core.page_cache import forget_pages
from kokreasi.files.formats import CSV
from kokreasi.files.services import keep
from kokreasi.register.leaves import fingerprint

ROWS = "csv"
"""The format of the file with answers as rows; it has no language."""


def make_result(result_id: int) -> bool:
    """Make a result, and tell whether it was done here; one that is made is left as it is."""
    result = _begin(result_id)
    if result is None:
        return False
    try:
        made = assemble(result.consultation, number=result.number, tell=_teller(result_id))
    except Exception:
        _update(result_id, state=Work.FAILED, done=0)
        raise
    return _finish(result_id, made)


@transaction.atomic
def _begin(result_id: int) -> Result | None:
    hold(Result.objects.all(), [result_id])
    unmade = Result.objects.filter(pk=result_id, state__in=UNMADE)
    result = unmade.select_related("consultation__record__version").first()
    if result is not None:
        _update(result_id, state=Work.RUNNING, done=BEGUN)
    return result


def _update(result_id: int, **values: Any) -> None:
    Result.objects.filter(pk=result_id, state__in=UNMADE).update(**values)


def _teller(result_id: int) -> Tell:
    return lambda done: _update(result_id, done=done)


@transaction.atomic
def _finish(result_id: int, made: Made) -> bool:
    """Keep what was made; who comes second finds it made."""
    rows = Result.objects.select_for_update().filter(pk=result_id, state__in=UNMADE)
    result = rows.first()
    if result is None:
        return False
    result.content = made.sheet.content()
    result.secret = made.secret
    result.fingerprint = fingerprint(result.content)
    result.state, result.done = Work.READY, 100
    result.made_at = made.sheet.made_at
    result.save()
    if made.rows is not None:
        _keep_rows(result, made)
    elif made.retells:
        _keep_rows_of(result, made.retells)
    transaction.on_commit(forget_pages)
    return True


def _keep_rows(result: Result, made: Made) -> None:
    name = f"{made.sheet.reference}-{result.number}.csv"
    file = keep(ContentFile(made.rows or b"", name=name), by=None, formats=(CSV,))
    ResultFile.objects.get_or_create(
        result=result, format=ROWS, language="", defaults={"file": file}
    )


def _keep_rows_of(result: Result, number: int) -> None:
    """Give the very rows of an earlier result, if it has any."""
    earlier = ResultFile.objects.filter(
        result__consultation=result.consultation_id, result__number=number, format=ROWS
    ).first()
    if earlier is not None:
        ResultFile.objects.get_or_create(
            result=result, format=ROWS, language="", defaults={"file": earlier.file}
        )
