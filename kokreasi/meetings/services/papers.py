"""The papers and photographs of a meeting: who may read which, and what pictures show."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change, compare
from kokreasi.core.errors import DomainError
from kokreasi.files.models import File
from kokreasi.meetings.models import Meeting, Paper
from kokreasi.meetings.services.meetings import locked
from kokreasi.people.models import User
from kokreasi.register import services as register

NAMES_PEOPLE = frozenset({Paper.Role.ATTENDANCE, Paper.Role.SOURCE})


class NoPictureError(DomainError):
    message = _("A photograph is a picture (JPEG, PNG or WebP).")


class NoWordsError(DomainError):
    message = _("Say in words what the picture shows.")


class NamesPeopleError(DomainError):
    message = _("An attendance list and a note as received name people: only the invited read it.")


@transaction.atomic
def add(
    meeting: Meeting,
    file: File,
    *,
    role: Paper.Role,
    title: Bilingual,
    by: User | None,
    alt: Bilingual | None = None,
    is_public: bool = False,
) -> Paper:
    """Add a file that is kept; the same file again stays once, as it was first described."""
    now = locked(meeting)
    described = {"role": role, "title": title, "alt": alt or Bilingual(), "is_public": is_public}
    _check(file, described)
    described["position"] = now.papers.count() + 1
    paper, is_new = Paper.objects.get_or_create(meeting=now, file=file, defaults=described)
    if is_new:
        changes = [Change(paper.get_role_display(), None, title)]
        _tell(paper, "paper.added", by=by, says=_("added a paper"), changes=changes)
    return paper


def _check(file: File, values: Mapping[str, Any]) -> None:
    if values["role"] == Paper.Role.PHOTOGRAPH and not file.is_picture:
        raise NoPictureError
    if file.is_picture and not values["alt"]:
        raise NoWordsError
    if values["is_public"] and values["role"] in NAMES_PEOPLE:
        raise NamesPeopleError


@transaction.atomic
def change(paper: Paper, values: Mapping[str, Any], *, by: User | None) -> Paper:
    """Change what a paper is called, what it is, and who reads it."""
    now = _as_it_stands(paper)
    described = {name: getattr(now, name) for name in ("role", "title", "alt", "is_public")}
    _check(now.file, described | dict(values))
    changes = compare(now, values)
    if changes:
        was_public = now.is_public
        for name, value in values.items():
            setattr(now, name, value)
        now.save()
        shown = now.is_public or was_public
        says = _("changed a paper")
        _tell(now, "paper.changed", by=by, says=says, changes=changes, is_shown=shown)
    return now


@transaction.atomic
def remove(paper: Paper, *, by: User | None) -> None:
    """Take a paper off the meeting; the file itself is kept."""
    now = _as_it_stands(paper)
    changes = [Change(now.get_role_display(), now.title, None)]
    _tell(now, "paper.removed", by=by, says=_("removed a paper"), changes=changes)
    now.delete()


def _as_it_stands(paper: Paper) -> Paper:
    locked(paper.meeting)
    return Paper.objects.select_related("file", "meeting__record").get(pk=paper.pk)


def _tell(
    paper: Paper,
    event: str,
    *,
    by: User | None,
    says: Promise,
    changes: list[Change],
    is_shown: bool | None = None,
) -> None:
    """Tell everybody of papers that everybody reads, and only the secretariat of the others."""
    record = paper.meeting.record
    shown = paper.is_public if is_shown is None else is_shown
    is_public = shown and record.is_public
    register.record(event, record, by=by, says=says, changes=changes, is_public=is_public)
