import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError

from kokreasi.files import services
from kokreasi.files.errors import FileRefusedError
from kokreasi.files.models import File, Variant
from kokreasi.files.tests import content
from kokreasi.files.tests.content import upload


def test_keep_stores_the_bytes_under_their_hash(editor) -> None:
    file = services.keep(upload("Rencana Aksi.pdf", content.PDF), by=editor)

    assert file.sha256 == hashlib.sha256(content.PDF).hexdigest()
    assert (file.name, file.content_type) == ("Rencana Aksi.pdf", "application/pdf")
    assert (file.size, file.uploaded_by) == (len(content.PDF), editor)
    with file.open() as stored:
        assert stored.read() == content.PDF


def test_keep_twice_is_one_file_with_the_first_name(editor, publisher) -> None:
    first = services.keep(upload("a.pdf", content.PDF), by=editor)
    second = services.keep(upload("b.pdf", content.PDF), by=publisher)

    assert first == second
    assert (second.name, second.uploaded_by) == ("a.pdf", editor)


def test_keep_takes_a_document_that_the_platform_made(db) -> None:
    file = services.keep(ContentFile(content.PDF, name="rencana.pdf"), by=None)

    assert file.uploaded_by is None


def test_keep_cleans_the_name(editor) -> None:
    file = services.keep(upload("gaji\u202e.pdf", content.PDF), by=editor)

    assert file.name == "gaji.pdf"


def test_keep_writes_a_picture_anew_with_smaller_copies(editor) -> None:
    original = content.picture("JPEG", size=(2000, 1000), comment=b"rahasia")

    file = services.keep(upload("foto.jpg", original), by=editor)

    assert file.is_picture
    assert (file.width, file.height) == (2000, 1000)
    assert file.sha256 != hashlib.sha256(original).hexdigest()
    sizes = [(copy.longest_side, copy.width, copy.height) for copy in file.variants.all()]
    assert sizes == [(640, 640, 320), (1600, 1600, 800)]
    for copy in file.variants.all():
        with copy.open() as stored:
            assert len(stored.read()) == copy.size


def test_keep_a_picture_twice_is_one_file_with_its_copies_once(editor) -> None:
    for _time in range(2):
        services.keep(upload("foto.png", content.picture("PNG")), by=editor)

    assert (File.objects.count(), Variant.objects.count()) == (1, 2)


REFUSED = [
    ("kosong.pdf", b""),
    ("program.pdf", b"MZ\x90\0"),
    ("rencana.docx", content.PDF),
    ("bom.png", content.bomb(20_000)),
    ("rusak.png", content.picture("PNG")[:50]),
]


@pytest.mark.parametrize(("name", "data"), REFUSED)
def test_keep_refuses_and_leaves_nothing(name, data, editor) -> None:
    before = _stored()

    with pytest.raises(FileRefusedError, match=name):
        services.keep(upload(name, data), by=editor)

    assert not File.objects.exists()
    assert _stored() == before


def test_keep_refuses_what_is_too_large_and_says_how_large_it_may_be(editor, settings) -> None:
    settings.FILE_UPLOAD_MAX_BYTES = 10

    with pytest.raises(FileRefusedError, match=r"rencana\.pdf.*10"):
        services.keep(upload("rencana.pdf", content.PDF), by=editor)


def test_keep_that_is_rolled_back_can_be_repeated(editor, monkeypatch) -> None:
    def fail(*_args, **_kwargs):
        raise IntegrityError

    with monkeypatch.context() as broken:
        broken.setattr(Variant.objects, "bulk_create", fail)
        with pytest.raises(IntegrityError):
            services.keep(upload("foto.png", content.picture("PNG")), by=editor)
    assert not File.objects.exists()

    file = services.keep(upload("foto.png", content.picture("PNG")), by=editor)

    assert file.variants.count() == 2


def test_file_outlives_the_account_of_its_sender(editor) -> None:
    file = services.keep(upload("a.pdf", content.PDF), by=editor)

    editor.delete()

    file.refresh_from_db()
    assert file.uploaded_by is None


def _stored() -> list[str]:
    folders, files = default_storage.listdir("")
    return [*files, *(file for folder in folders for file in default_storage.listdir(folder)[1])]
