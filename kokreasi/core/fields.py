"""Fields of our own: text in two languages, in the database and in forms; several rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kokreasi.core.addresses import is_number
from kokreasi.core.bilingual import LANGUAGES, Bilingual


class BilingualField(models.JSONField):
    """Keep Indonesian and English words in one column: `{"id": …, "en": …}`.

    Not null; empty words are `Bilingual()`. Look-ups into one language read `title__id__icontains`.
    `required=True` asks for words in at least one language.
    """

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        kwargs.setdefault("default", Bilingual)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        loaded = super().from_db_value(value, expression, connection)
        return Bilingual(**loaded) if _is_pair(loaded) else loaded

    def to_python(self, value: Any) -> Any:
        return Bilingual(**value) if _is_pair(value) else value

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(_plain(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        return super().get_db_prep_value(_plain(value), connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return _plain(self.value_from_object(obj))

    def validate(self, value: Any, _model_instance: models.Model | None) -> None:
        if not isinstance(value, Bilingual):
            raise ValidationError(_("Enter words in Indonesian or English."), code="invalid")
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs: Any) -> Any:
        given: dict[str, Any] = {
            "multiline": self.multiline,
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
        }
        given |= kwargs
        given.pop("encoder", None)
        given.pop("decoder", None)
        return BilingualFormField(**given)


def _is_pair(value: Any) -> bool:
    return isinstance(value, dict) and set(value) <= set(LANGUAGES)


def _plain(value: Any) -> Any:
    return value.as_dict() if isinstance(value, Bilingual) else value


class BilingualWidget(forms.MultiWidget):
    """Two inputs side by side, each marked with its language."""

    template_name = "core/bilingual_widget.html"
    use_fieldset = True

    def __init__(self, *, multiline: bool = False, attrs: dict[str, Any] | None = None) -> None:
        single = forms.Textarea if multiline else forms.TextInput
        css = {"class": "form-control"} | ({"rows": 4} if multiline else {})
        super().__init__(
            {code: single({**css, "lang": code}) for code in LANGUAGES},
            attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        pair = value if isinstance(value, Bilingual) else Bilingual()
        return [pair.id, pair.en]


class BilingualFormField(forms.MultiValueField):
    """Ask for words in both languages; one of them is enough where words are required."""

    def __init__(
        self, *, multiline: bool = False, max_length: int | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", BilingualWidget(multiline=multiline))
        fields = [forms.CharField(required=False, max_length=max_length) for _code in LANGUAGES]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Bilingual:
        """Keep line ends as everywhere else; browsers send them as CR LF."""
        return Bilingual(*(text.replace("\r\n", "\n") for text in data_list))

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, Bilingual) else Bilingual()
        return super().has_changed([before.id, before.en], data)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not at run time
    """Choose several rows by their numbers.

    A number above 64 bits, which a database answers with an error, is a choice that is not offered.
    """

    def clean(self, value: Any) -> Any:
        for chosen in value if isinstance(value, list | tuple) else ():
            if not is_number(str(chosen)):
                words = self.error_messages["invalid_pk_value"]
                raise ValidationError(words, code="invalid_pk_value", params={"pk": chosen})
        return super().clean(value)
