"""Have the documents of a plan made: once for each version, kind and language."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.people.models import User
from kokreasi.plans import tasks
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.models.documents import PATIENCE
from kokreasi.register import services as register
from kokreasi.register.models import Version


@transaction.atomic
def order(version: Version) -> list[PlanDocument]:
    """Have every document of a version made that is not there yet; twice is once.

    What was ordered for an earlier version and never made is not made any more.
    """
    earlier = PlanDocument.objects.filter(
        version__record=version.record_id, version__number__lt=version.number
    )
    earlier.filter(file=None).delete()
    now = timezone.now()
    ordered = [
        PlanDocument.objects.get_or_create(
            version=version, kind=kind, language=language, defaults={"asked_at": now}
        )
        for kind in DocumentKind
        for language in kind.languages
    ]
    _have_made(document for document, is_new in ordered if is_new)
    return [document for document, _is_new in ordered]


@transaction.atomic
def order_missing(plan: Plan, *, by: User) -> list[PlanDocument]:
    """Have the documents of the plan's version made, those too that could not be made."""
    version = plan.record.version
    if version is None:
        return []
    ordered = order(version)
    failed = [document for document in ordered if document.state == DocumentState.FAILED]
    return [make_anew(document, by=by) for document in failed]


@transaction.atomic
def make_anew(document: PlanDocument, *, by: User) -> PlanDocument:
    """Have a document made once more; its last file is read until the new one is there."""
    rows = PlanDocument.objects.select_for_update(of=("self",))
    now = rows.select_related("version__record").get(pk=document.pk)
    now.state, now.progress, now.failure = DocumentState.WAITING, 0, ""
    now.asked_at = timezone.now()
    now.save(update_fields=["state", "progress", "failure", "asked_at"])
    register.record(
        "plan.document_made_anew",
        now.version.record,
        by=by,
        says=_("had a document made anew"),
        changes=[Change(_("document"), None, Bilingual(id=now.name, en=now.name))],
        is_public=False,
    )
    _have_made([now])
    return now


@transaction.atomic
def take_up(now: datetime) -> int:
    """Have made what waits for long: its worker was killed, or the order was lost."""
    rows = PlanDocument.objects.unwritten().select_for_update(of=("self",), skip_locked=True)
    lost = list(rows.filter(asked_at__lt=now - PATIENCE))
    PlanDocument.objects.filter(pk__in=[row.pk for row in lost]).update(asked_at=now)
    _have_made(lost)
    return len(lost)


def _have_made(documents: Iterable[PlanDocument]) -> None:
    for document in documents:
        transaction.on_commit(partial(tasks.write_document.enqueue, document.pk))
