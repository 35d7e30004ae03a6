from django import forms
from django.utils.translation import override
from pytest_django.asserts import assertInHTML

from kokreasi.core.fields import BilingualFormField


class CommitmentForm(forms.Form):
    title = BilingualFormField(label="Judul", help_text="Satu kalimat")
    number = forms.IntegerField(label="Nomor", help_text="Mulai dari 1")
    note = forms.CharField(label="Catatan", required=False)
    agreed = forms.BooleanField(label="Setuju", required=False)


def test_help_and_error_are_tied_to_their_input() -> None:
    html = str(CommitmentForm({"number": "x"}))

    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'id="id_number_helptext"' in html
    assert 'id="id_number_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_what_is_optional_says_so() -> None:
    with override("id"):
        html = str(CommitmentForm())

    assert html.count("(boleh kosong)") == 1
    assertInHTML(
        '<label for="id_note">Catatan <span class="field-optional">(boleh kosong)</span></label>',
        html,
    )


def test_what_was_typed_is_still_there_beside_the_error() -> None:
    form = CommitmentForm(
        {"title_id": "", "title_en": "", "note": "panjang & penting", "number": "1"}
    )

    assert 'value="panjang &amp; penting"' in str(form)
    assert list(form.errors) == ["title"]


def test_both_languages_are_labelled_inside_one_group() -> None:
    with override("id"):
        html = str(CommitmentForm()["title"].as_field_group())

    assertInHTML("<legend>Judul</legend>", html)
    assertInHTML(
        '<label class="bilingual-language" for="id_title_0">Bahasa Indonesia</label>', html
    )
    assertInHTML('<label class="bilingual-language" for="id_title_1">Bahasa Inggris</label>', html)
    assert 'lang="en"' in html


def test_one_language_is_enough() -> None:
    form = CommitmentForm({"title_en": "Open contracts", "number": "1"})

    assert form.is_valid()
    assert form.cleaned_data["title"].en == "Open contracts"
    assert " required" not in str(form["title"])


def test_a_box_stands_before_its_words() -> None:
    html = str(CommitmentForm()["agreed"].as_field_group())

    assert html.index("<input") < html.index("<span>Setuju")
