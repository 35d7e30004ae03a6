from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from kokreasi.files.storage import DurableStorage


@pytest.fixture
def storage(tmp_path):
    return DurableStorage(location=tmp_path)


def _files(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()]


def test_save_writes_the_whole_content_under_its_name(storage, tmp_path) -> None:
    name = storage.save("ab/abc", ContentFile(b"isi"))

    assert name == "ab/abc"
    assert Path(storage.path(name)).read_bytes() == b"isi"
    assert _files(tmp_path) == ["ab/abc"]


def test_save_twice_keeps_one(storage, tmp_path) -> None:
    for _time in range(2):
        assert storage.save("ab/abc", ContentFile(b"isi")) == "ab/abc"

    assert _files(tmp_path) == ["ab/abc"]


def test_failure_halfway_leaves_nothing(storage, tmp_path) -> None:
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        storage.save("ab/abc", Broken(b"half and half"))

    assert _files(tmp_path) == []


def test_bytes_are_synced_before_the_name_appears(storage, tmp_path, monkeypatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(
        "kokreasi.files.storage._sync", lambda _descriptor: seen.append(_files(tmp_path))
    )

    storage.save("ab/abc", ContentFile(b"isi"))

    before, after = seen
    assert "ab/abc" not in before
    assert after == ["ab/abc"]


def test_a_name_cannot_leave_the_folder(storage) -> None:
    with pytest.raises(Exception, match="traversal"):
        storage.save("../abc", ContentFile(b"isi"))
