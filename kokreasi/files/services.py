"""Keep a file, and delete one that nobody needs any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File as DjangoFile
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ForeignObjectRel, Model, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kokreasi.files.errors import FileRefusedError
from kokreasi.files.formats import FORMATS, WEBP, Format, match
from kokreasi.files.models import File, Variant
from kokreasi.files.names import clean_name
from kokreasi.people.models import User

if TYPE_CHECKING:
    from kokreasi.files.pictures import Picture

Upload = DjangoFile[bytes]


def inspect(upload: Upload, *, formats: tuple[Format, ...] = FORMATS) -> tuple[str, bytes, Format]:
    """Give the cleaned name, the bytes and the format of what is sent, or say why it is refused."""
    name = clean_name(upload.name or "")
    most = settings.FILE_UPLOAD_MAX_BYTES
    if upload.size > most:
        limit = {"name": name, "most": filesizeformat(most)}
        raise FileRefusedError(_("“%(name)s” is larger than %(most)s.") % limit)
    if not upload.size:
        raise FileRefusedError(_("“%(name)s” is empty.") % {"name": name})
    upload.seek(0)
    content = upload.read()
    return name, content, match(name, content, among=formats)


def keep(upload: Upload, *, by: User | None, formats: tuple[Format, ...] = FORMATS) -> File:
    """Keep an upload, or a document that the platform itself made (`by=None`).

    The bytes are on disk before the row exists. The same bytes again give the same `File`, with the
    name and person of the first time. Pictures are written anew, without what a camera added.
    """
    name, content, kind = inspect(upload, formats=formats)
    facts: dict[str, Any] = {"name": name, "content_type": kind.content_type}
    if not kind.is_picture:
        return _keep(content, facts, {}, by=by)

    from kokreasi.files.pictures import decode  # noqa: PLC0415 - 8 MB, and few requests need it

    picture = decode(name, content, kind)
    width, height = picture.size
    facts |= {"width": width, "height": height}
    return _keep(picture.encoded(kind), facts, dict(picture.scaled()), by=by)


@transaction.atomic
def _keep(
    content: bytes, facts: Mapping[str, Any], copies: Mapping[int, Picture], *, by: User | None
) -> File:
    digest = hashlib.sha256(content).hexdigest()
    known = File.objects.filter(sha256=digest).first()
    if known:
        return known
    facts = {**facts, "size": len(content), "uploaded_by": by}
    file = File(sha256=digest, **facts)
    _write(file.storage_name, content)
    variants = [_scaled(file, side, picture) for side, picture in copies.items()]

    file, is_new = File.objects.get_or_create(sha256=digest, defaults=facts)
    if is_new:
        for variant in variants:
            variant.file = file
        Variant.objects.bulk_create(variants)
    return file


def _scaled(file: File, side: int, picture: Picture) -> Variant:
    content = picture.encoded(WEBP)
    width, height = picture.size
    variant = Variant(file=file, longest_side=side, width=width, height=height, size=len(content))
    _write(variant.storage_name, content)
    return variant


def _write(name: str, content: bytes) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))


@transaction.atomic
def discard(file: File) -> bool:
    """Delete a file that nothing points to any more, with its bytes; tell whether it is gone."""
    held = File.objects.select_for_update().filter(pk=file.pk).first()
    if held is None or any(rows.exists() for rows in _keys_to(held)):
        return False
    names = [held.storage_name, *(each.storage_name for each in held.variants.all())]
    digest = held.sha256
    held.delete()
    transaction.on_commit(lambda: _delete_bytes(digest, names))
    return True


def _keys_to(file: File) -> Iterator[QuerySet[Any]]:
    """Give the rows of every app that hold a key to a file, except its own smaller copies."""
    for relation in File._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not Variant:
            model: type[Model] = relation.related_model
            yield model._base_manager.filter(**{relation.field.name: file})


def _delete_bytes(digest: str, names: Iterable[str]) -> None:
    """Delete bytes, unless they were sent again meanwhile."""
    if not File.objects.filter(sha256=digest).exists():
        for name in names:
            default_storage.delete(name)
