"""Take over votes of another service: a file is looked into first, then a person says yes."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations import vote_tasks
from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import Consultation, VoteFile
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh
from kokreasi.files.formats import CSV
from kokreasi.files.services import Upload, keep
from kokreasi.people.models import User
from kokreasi.register import services as register


class NotReadyError(DomainError):
    message = _("The file is being read, or was taken over already.")


class ClashError(DomainError):
    message = _("Statements of the file have numbers under which other words stand here.")


@transaction.atomic
def receive(
    consultation: Consultation,
    *,
    votes: Upload,
    comments: Upload | None,
    source: str,
    language: str,
    at: datetime,
    by: User,
) -> VoteFile:
    """Keep the files, and have them looked into."""
    file = VoteFile.objects.create(
        consultation=consultation,
        votes=keep(votes, by=by, formats=(CSV,)),
        comments=keep(comments, by=by, formats=(CSV,)) if comments else None,
        source=source,
        language=language,
        uploaded_by=by,
        uploaded_at=at,
    )
    register.record(
        "votes.uploaded",
        consultation.record,
        by=by,
        says=_("uploaded a file of votes"),
        is_public=False,
    )
    transaction.on_commit(partial(vote_tasks.look_into.enqueue, file.pk))
    return file


@transaction.atomic
def confirm(file: VoteFile) -> VoteFile:
    """Have a file taken over that was looked into; the line of history follows with the votes."""
    now = fresh(VoteFile.objects.all(), file.pk)
    if now.state != Work.READY or now.imported_at is not None:
        raise NotReadyError
    if now.report.get("clashes"):
        raise ClashError
    now.state = Work.RUNNING
    now.save(update_fields=["state"])
    transaction.on_commit(partial(vote_tasks.take_over.enqueue, now.pk))
    return now
