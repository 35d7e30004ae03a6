import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualField, BilingualFormField, RowsField

BOTH = Bilingual(id="judul", en="title")


class TitleForm(forms.Form):
    title = BilingualFormField(label="Title", max_length=10)


def filled(**words: str) -> TitleForm:
    return TitleForm({"title_id": words.get("id", ""), "title_en": words.get("en", "")})


def test_both_languages_are_kept() -> None:
    form = filled(id="judul", en="title")

    assert form.is_valid()
    assert form.cleaned_data["title"] == BOTH


@pytest.mark.parametrize("code", ["id", "en"])
def test_one_language_is_enough(code) -> None:
    form = filled(**{code: "judul"})

    assert form.is_valid()
    assert form.cleaned_data["title"] == Bilingual(**{code: "judul"})


def test_no_words_are_refused_where_words_are_required() -> None:
    assert list(filled().errors) == ["title"]


def test_too_long_words_are_refused() -> None:
    assert list(filled(id="a" * 11).errors) == ["title"]


def test_inputs_are_marked_with_their_language_and_filled() -> None:
    html = str(TitleForm(initial={"title": BOTH})["title"])

    assert 'lang="id"' in html
    assert 'lang="en"' in html
    assert 'value="judul"' in html
    assert 'value="title"' in html


@pytest.mark.parametrize(
    ("data", "changed"),
    [(["judul", "title"], False), (["judul", "other"], True), (["", ""], True)],
)
def test_change_is_noticed_in_either_language(data, changed) -> None:
    assert BilingualFormField().has_changed(BOTH, data) == changed


@pytest.mark.parametrize(
    ("value", "is_blank_allowed", "code"),
    [
        (BOTH, False, None),
        (Bilingual(), True, None),
        (Bilingual(), False, "blank"),
        ("judul", True, "invalid"),
        ({"id": "judul", "fr": "titre"}, True, "invalid"),
    ],
)
def test_validation_of_a_value(value, is_blank_allowed, code) -> None:
    field = BilingualField(blank=is_blank_allowed)

    assert _refusal(field, value) == code


def _refusal(field: BilingualField, value: object) -> str | None:
    try:
        field.validate(field.to_python(value), None)
    except ValidationError as error:
        return error.code
    return None


def test_multiline_survives_a_migration_and_makes_a_large_input() -> None:
    *_, kwargs = BilingualField(multiline=True, blank=True).deconstruct()

    assert kwargs["multiline"] is True
    assert "<textarea" in BilingualField(multiline=True).formfield().widget.render("a", BOTH)


def test_form_field_is_optional_where_the_column_may_be_blank() -> None:
    assert BilingualField(blank=True).formfield().required is False
    assert BilingualField().formfield().required is True


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "-1", "abc", "٣"])
def test_a_number_that_no_row_has_is_no_choice(number) -> None:
    field = RowsField(ContentType.objects.all())

    with pytest.raises(ValidationError) as refusal:
        field.clean([number])

    assert refusal.value.code == "invalid_pk_value"
