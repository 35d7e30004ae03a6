"""Pages of a questionnaire: add, change, move, remove."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Repeats
from kokreasi.consultations.definition.naming import key_for
from kokreasi.consultations.models import Consultation, Page
from kokreasi.consultations.services.building.whole import keep_whole, tell
from kokreasi.consultations.services.consultations import locked
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.people.models import User
from kokreasi.register import services as register

PAGE = _("page of a questionnaire")


@transaction.atomic
def add(
    consultation: Consultation,
    *,
    title: Bilingual,
    by: User | None,
    repeats: Repeats = Repeats.ONCE,
) -> Page:
    """Add a page at the end."""
    now = locked(consultation)
    taken = set(now.pages.values_list("key", flat=True))
    page = Page.objects.create(
        consultation=now,
        key=key_for(title.id or title.en, taken, otherwise="halaman"),
        title=title,
        repeats=repeats,
        position=len(taken) + 1,
    )
    keep_whole(now)
    changes = [Change(PAGE, None, title)]
    tell(now, "page.added", by=by, says=_("added a page of questions"), changes=changes)
    return page


@transaction.atomic
def change(page: Page, values: Mapping[str, Any], *, seen: int, by: User | None) -> Page:
    """Change the words of a page, or for what it is repeated."""
    now = locked(page.consultation)
    changed = register.revise(
        page,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="page.changed",
        says=_("changed a page of questions"),
        is_public=False,
    )
    keep_whole(now)
    return changed


@transaction.atomic
def move(page: Page, *, step: int, by: User | None) -> None:
    """Move a page `step` places down, or up for a negative one; it stops at either end."""
    now = locked(page.consultation)
    pages = list(now.pages.all())
    before, after = place_after(pages, page, step)
    if before == after:
        return
    pages.insert(after, pages.pop(before))
    write_in_order(pages)
    keep_whole(now)
    changes = [Change(page.title, before + 1, after + 1)]
    tell(now, "page.moved", by=by, says=_("reordered the questionnaire"), changes=changes)


def place_after(rows: list[Any], row: models.Model, step: int) -> tuple[int, int]:
    """Give where a row stands, from 0, and where it would after a step; twice 0 if it is gone."""
    before = next((place for place, one in enumerate(rows) if one.pk == row.pk), None)
    if before is None:
        return 0, 0
    return before, min(max(before + step, 0), len(rows) - 1)


def write_in_order(rows: Iterable[Any]) -> None:
    """Number rows anew, without a gap; whoever has one open is not disturbed."""
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            type(row).objects.filter(pk=row.pk).update(position=position)


@transaction.atomic
def remove(page: Page, *, by: User | None) -> None:
    """Take a page away with its questions; the history keeps their words."""
    now = locked(page.consultation)
    questions = [str(question) for question in page.questions.all()]
    Page.objects.filter(pk=page.pk).delete()
    write_in_order(now.pages.all())
    keep_whole(now)
    changes = [Change(PAGE, page.title, None), Change(_("questions"), questions, None)]
    tell(now, "page.removed", by=by, says=_("removed a page of questions"), changes=changes)
