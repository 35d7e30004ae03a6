"""A form field for a file, which says at once why one cannot be kept."""

from typing import Any

from django import forms

from kokreasi.files.errors import FileRefusedError
from kokreasi.files.formats import FORMATS, Format
from kokreasi.files.services import inspect


class UploadField(forms.FileField):
    """Ask for a file of the given formats (all that are kept, if none is named)."""

    def __init__(self, *, formats: tuple[Format, ...] = FORMATS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.formats = formats
        self.widget.attrs["accept"] = ",".join(
            ending for kind in formats for ending in kind.endings
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if data:
            self._refuse_what_cannot_be_kept(upload)
        return upload

    def _refuse_what_cannot_be_kept(self, upload: Any) -> None:
        try:
            inspect(upload, formats=self.formats)
        except FileRefusedError as error:
            raise forms.ValidationError(str(error), code="refused") from error
