"""Where the bytes lie when they lie on a disk: whole or not at all, also after a power cut."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class DurableStorage(FileSystemStorage):
    """Write beside the target, sync, then rename: a name that exists has its whole content.

    Names are hashes of content, so writing one twice replaces it by the same bytes.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"allow_overwrite": True})

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
            try:
                for chunk in content.chunks():
                    file.write(chunk)
                _sync(file.fileno())
                Path(file.name).chmod(0o640)
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _sync_folder(target.parent)
        return name


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)
