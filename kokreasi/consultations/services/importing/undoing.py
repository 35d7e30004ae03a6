"""Take back a whole import, and forget the files when their time has come."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import (
    AnswerFile,
    Coding,
    Consultation,
    Quotation,
    ResultFile,
    Submission,
)
from kokreasi.consultations.services.importing.files import locked
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import hold
from kokreasi.files.services import discard
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError

AT_ONCE = 500


class NotImportedError(DomainError):
    message = _("This file was not imported.")


class CountedError(DomainError):
    message = _("Results with these answers are published: they cannot be taken back any more.")


class CodedError(DomainError):
    message = _("Some of these answers belong to a finding already. Take them out of it first.")


@transaction.atomic
def undo(file: AnswerFile, *, reason: str, by: User) -> int:
    """Remove the answers that came with a file, and say how many; it can be imported again.

    Only before results are published, and with a reason that stands in the public history.
    Results that were made with these answers go with them, and are made anew.
    """
    if not reason.strip():
        raise ReasonMissingError
    now = locked(file)
    if now.state != Work.READY:
        raise NotImportedError
    hold(Consultation.objects.all(), [now.consultation_id])  # nobody publishes results meanwhile
    keys = now.report.get("submissions", [])
    _check(now.consultation, keys)
    for some in _portions(keys):
        Submission.objects.filter(consultation=now.consultation, pk__in=some).delete()
    _forget_results(now.consultation)
    now.state, now.report, now.imported_at = Work.WAITING, {"undone": reason}, None
    now.save(update_fields=["state", "report", "imported_at"])
    register.record(
        "answers.import_undone",
        now.consultation.record,
        by=by,
        says=_("took back answers that were imported from a file"),
        reason=reason,
    )
    return len(keys)


def _check(consultation: Consultation, keys: Sequence[str]) -> None:
    if consultation.results.filter(published_at__isnull=False).exists():
        raise CountedError
    for some in _portions(keys):
        for model in (Coding, Quotation):
            if model._base_manager.filter(submission__pk__in=some).exists():
                raise CodedError


def _forget_results(consultation: Consultation) -> None:
    rows = ResultFile.objects.filter(result__consultation=consultation).select_related("file")
    kept = [row.file for row in rows]
    consultation.results.all().delete()
    Consultation.objects.filter(pk=consultation.pk).update(concluded_at=None)
    for file in kept:
        discard(file)


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))


@transaction.atomic
def forget_files(consultation: Consultation) -> None:
    """Forget what the files of a consultation hold, together with what people said of themselves.

    Hashes of rows stay, so that nothing is imported twice afterwards.
    """
    for file in consultation.answer_files.select_for_update(of=("self",)).order_by("pk"):
        kept = file.file
        file.file, file.reading = None, {}
        file.save(update_fields=["file", "reading"])
        if kept:
            discard(kept)
