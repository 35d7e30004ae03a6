"""What is done with records. Domain services call these inside their own transaction."""

import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change, compare, tell
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.locking import fresh
from kokreasi.core.page_cache import forget_pages
from kokreasi.files.models import File
from kokreasi.people.models import User
from kokreasi.register import indexing
from kokreasi.register.choices import FacetName, Kind, Show, Tie
from kokreasi.register.events import line_written
from kokreasi.register.leaves import fingerprint, leaf_hash
from kokreasi.register.models import (
    Attachment,
    Entry,
    Facet,
    Link,
    Record,
    Revised,
    StatedFigure,
    Version,
)

OWN_NAME = "Kokreasi"
SALT_BYTES = 16
ATTEMPTS = 20
LONGEST_KEY = 120

Row = TypeVar("Row", bound=Revised)


class ReasonMissingError(DomainError):
    """What touches the public's trust is done with a reason or not at all."""

    message = _("Say why.")


class NotPublicError(DomainError):
    """What the public does not see cannot be taken out of its sight."""

    message = _("Only what is public can be withdrawn.")


class ReferenceTakenError(DomainError):
    """Too many people open things of the same reference at this very moment."""

    message = _("Many people are doing this now. Please try again.")


@transaction.atomic
def enrol(
    kind: Kind,
    *,
    reference: str,
    title: Bilingual,
    by: User | None,
    says: str | Promise,
    summary: Bilingual | None = None,
    sort_key: str = "",
    is_found: bool = True,
) -> Record:
    """Open the record of a new thing, not yet public, with the first line of its history.

    What is not to be found by its words yet is found once it is described.

    A reference that is taken gets the next free ending: `KOM-2018-07`, then `KOM-2018-07-2`.
    One that ends in `#` gets the number after the last: `RPT-2018-###`, then `RPT-2018-015`.
    """
    entry = _open(
        reference,
        kind=kind,
        title=title,
        summary=summary or Bilingual(),
        sort_key=sort_key or by_title(title),
        changed_at=timezone.now(),
    )
    if is_found:
        indexing.remember(entry)
    record(f"{kind}.created", entry, by=by, says=says, is_public=False)
    return entry


def _open(wanted: str, **values: Any) -> Record:
    """Create a record, under the next free reference again when somebody else was quicker."""
    for _attempt in range(ATTEMPTS):
        with suppress(IntegrityError), transaction.atomic():
            return Record.objects.create(reference=free_reference(wanted), **values)
    raise ReferenceTakenError


def free_reference(wanted: str) -> str:
    """Give the reference itself, or the first free one with a number at its end."""
    if wanted.endswith("#"):
        return _next_number(wanted)
    taken = set(
        Record.objects.filter(reference__startswith=wanted).values_list("reference", flat=True)
    )
    candidates = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(c for c in candidates if c not in taken)


def _next_number(pattern: str) -> str:
    """Put the number after the last one in the place of the `#`, with at least as many digits."""
    prefix = pattern.rstrip("#")
    endings = Record.objects.annotate(ending=Substr("reference", len(prefix) + 1))
    alike = endings.filter(reference__gte=prefix, reference__startswith=prefix)
    ordered = alike.exclude(ending__contains="-").order_by(Length("reference").desc(), "-ending")
    last = next(filter(_is_number, ordered.values_list("ending", flat=True).iterator()), "0")
    return f"{prefix}{int(last) + 1:0{pattern.count('#')}}"


def _is_number(ending: str) -> bool:
    return ending.isascii() and ending.isdigit()


@transaction.atomic
def record(
    event: str,
    about: Record,
    *,
    by: User | None,
    says: str | Promise | Bilingual,
    changes: Iterable[Change] = (),
    reason: str = "",
    is_public: bool = True,
    acting: str | None = None,
) -> Entry:
    """Write a line of history, in both languages, with its salted leaf hash.

    `says` continues the name of the body that acts: "Sekretariat OGI | published the plan". It is
    that of `by` unless `acting` names another; "" where `says` is a whole sentence. Lines about
    drafts are not public.
    """
    own = (by.speaks_for if by else "") or OWN_NAME
    entry = Entry(
        record=about,
        event=event,
        says=Bilingual.of(says),
        changes=tell(changes),
        reason=reason,
        is_public=is_public,
        at=timezone.now(),
        by=by,
        on_behalf_of=own if acting is None else acting,
        salt=secrets.token_hex(SALT_BYTES),
    )
    entry.leaf_hash = leaf_hash(entry.content(), salt=entry.salt)
    line_written.send(Entry, entry=entry)
    entry.save()
    if entry.is_public:
        Record.objects.filter(pk=about.pk).update(changed_at=entry.at)
        about.changed_at = entry.at
        transaction.on_commit(forget_pages)
    return entry


@transaction.atomic
def revise(
    thing: Row,
    values: Mapping[str, Any],
    *,
    seen: int,
    about: Record,
    by: User | None,
    event: str,
    says: str | Promise | Bilingual,
    reason: str = "",
    is_public: bool | None = None,
) -> Row:
    """Change fields of a row, with one line in the history of `about` that names each change.

    `seen` is the revision that the person had in front of them. When somebody else has since
    written one of the fields that would change, `StaleError` is raised and nothing changes.
    Nothing to change writes nothing. The line is public when the record is, unless `is_public`
    says otherwise.
    """
    current, changes = rewrite(thing, values, seen=seen)
    if changes:
        shown = about.is_public if is_public is None else is_public
        record(event, about, by=by, says=says, changes=changes, reason=reason, is_public=shown)
    return current


@transaction.atomic
def rewrite(thing: Row, values: Mapping[str, Any], *, seen: int) -> tuple[Row, list[Change]]:
    """Change fields of a row without a line of history, and give what changed.

    For drafts that nobody but their authors may read; everything else is revised (`revise`).
    """
    current = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    changes = compare(current, values)
    if {change.name for change in changes} & current.changed_since(seen):
        raise StaleError
    if changes:
        _assign(current, {change.name: values[change.name] for change in changes})
    return current, changes


def _assign(row: Revised, values: Mapping[str, Any]) -> None:
    many = {field.name for field in row._meta.many_to_many}
    for name in set(values) - many:
        setattr(row, name, values[name])
    row.revision += 1
    row.field_revisions |= dict.fromkeys(values, row.revision)
    row.save()
    for name in many & set(values):
        getattr(row, name).set(values[name])


def by_title(title: Bilingual) -> str:
    """Give the key that sorts a record by its Indonesian title."""
    return (title.id or title.en).casefold()[:LONGEST_KEY]


def describe(
    about: Record,
    *,
    title: Bilingual | None = None,
    summary: Bilingual | None = None,
    words: str | None = None,
    sort_key: str = "",
) -> None:
    """Keep the words by which the public knows and finds the thing equal to its own."""
    if title is not None:
        about.title = title
        about.sort_key = sort_key or by_title(title)
    if summary is not None:
        about.summary = summary
    if words is not None:
        about.words = words
    about.save(update_fields=["title", "summary", "words", "sort_key"])
    indexing.remember(about)


@transaction.atomic
def publish(about: Record, *, by: User | None, says: str | Promise, reason: str = "") -> None:
    """Show a record to everybody, from now on; a record that is public already stays as it is."""
    locked = Record.objects.select_for_update().get(pk=about.pk)
    if locked.published_at is None:
        locked.published_at = about.published_at = timezone.now()
        locked.save(update_fields=["published_at"])
        record(f"{locked.kind}.published", about, by=by, says=says, reason=reason)


@transaction.atomic
def withdraw(about: Record, *, by: User, reason: str) -> None:
    """Take a record out of the public's sight; its history stays and says why."""
    if not reason.strip():
        raise ReasonMissingError
    if not Record.objects.select_for_update().public().filter(pk=about.pk).exists():
        raise NotPublicError
    record(f"{about.kind}.withdrawn", about, by=by, says=_("withdrew this page"), reason=reason)
    about.published_at = None
    about.save(update_fields=["published_at"])


def strike(about: Record) -> None:
    """Delete the record and history of a draft that the public has never seen."""
    about.entries.all().delete()
    indexing.forget(about)
    about.delete()


@transaction.atomic
def freeze(
    about: Record, content: Mapping[str, Any], *, by: User | None, reason: str = ""
) -> Version:
    """Keep a state for good under the next number and its fingerprint, and make it current.

    The same content as the current version makes no new one.
    """
    locked = fresh(Record.objects.select_related("version"), about.pk)
    print_ = fingerprint(content)
    if locked.version is not None and locked.version.fingerprint == print_:
        return locked.version
    version = Version.objects.create(
        record=locked,
        number=locked.versions.count() + 1,
        content=content,
        fingerprint=print_,
        reason=reason,
        created_at=timezone.now(),
        by=by,
    )
    locked.version = about.version = version
    locked.save(update_fields=["version"])
    return version


@transaction.atomic
def find_by(record: Record, facets: Iterable[tuple[FacetName, str]]) -> None:
    """Make exactly these the facets by which the record is found."""
    wanted = set(facets)
    kept = {(FacetName(facet.name), facet.value): facet for facet in record.facets.all()}
    gone = [facet.pk for key, facet in kept.items() if key not in wanted]
    Facet.objects.filter(pk__in=gone).delete()
    Facet.objects.bulk_create(
        Facet(record=record, name=name, value=value) for name, value in wanted - set(kept)
    )


def tie(source: Record, target: Record, how: Tie) -> Link:
    """Join two records; joining them again changes nothing."""
    link, _new = Link.objects.get_or_create(source=source, target=target, tie=how)
    return link


@transaction.atomic
def state(
    about: Record,
    *,
    measure: str,
    label: Bilingual,
    value: Decimal | int,
    source: Bilingual,
    by: User | None,
    unit: str = "",
    source_url: str = "",
) -> StatedFigure:
    """Keep a number that a source states about a record."""
    figure = StatedFigure.objects.create(
        record=about,
        measure=measure,
        label=label,
        value=value,
        unit=unit,
        source=source,
        source_url=source_url,
        position=about.stated_figures.count(),
    )
    record(
        "figure.stated",
        about,
        by=by,
        says=_("added a figure that a source states"),
        changes=[Change(_("stated figure"), None, label)],
        is_public=about.is_public,
    )
    return figure


@transaction.atomic
def restate(figure: StatedFigure, values: Mapping[str, Any], *, by: User) -> StatedFigure:
    """Correct what was written of a source's number; the history keeps what it said before."""
    locked = StatedFigure.objects.select_for_update().select_related("record").get(pk=figure.pk)
    changes = compare(locked, values)
    if changes:
        for name, value in values.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(values))
        says = _("corrected a figure that a source states")
        _tell("figure.corrected", locked.record, by=by, says=says, changes=changes)
    return locked


@transaction.atomic
def retract(figure: StatedFigure, *, by: User) -> None:
    """Take a figure away that was written wrongly; the history keeps it."""
    removal = [Change(_("stated figure"), str(figure), None)]
    says = _("removed a figure that a source states")
    _tell("figure.removed", figure.record, by=by, says=says, changes=removal)
    figure.delete()


@transaction.atomic
def attach(
    about: Record,
    file: File,
    *,
    title: Bilingual,
    by: User | None,
    alt: Bilingual | None = None,
) -> Attachment:
    """Attach a file that is kept; the same file again stays attached once, with its first title.

    A picture is shown as one and says in `alt` what it shows; anything else is a document.
    """
    role = Show.PICTURE if file.is_picture else Show.DOCUMENT
    words = {"role": role, "title": title, "alt": alt or Bilingual()}
    position = about.attachments.count() + 1
    attachment, is_new = Attachment.objects.get_or_create(
        record=about, file=file, defaults={**words, "position": position}
    )
    if is_new:
        addition = [Change(role.label, None, title)]
        _tell("file.attached", about, by=by, says=_("attached a file"), changes=addition)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    """Take an attachment off its record; the file itself is kept."""
    removal = [Change(attachment.get_role_display(), attachment.title, None)]
    says = _("removed an attached file")
    _tell("file.detached", attachment.record, by=by, says=says, changes=removal)
    attachment.delete()


def _tell(
    event: str, about: Record, *, by: User | None, says: str | Promise, changes: list[Change]
) -> None:
    """Tell of a change that everybody sees who sees the record."""
    record(event, about, by=by, says=says, changes=changes, is_public=about.is_public)
