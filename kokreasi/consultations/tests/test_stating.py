"""What a source states about a consultation is written down, corrected and taken away."""

import pytest
from django.urls import reverse

from kokreasi.consultations.tests.factories import published
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.register.models import Entry, StatedFigure

pytestmark = pytest.mark.django_db
WOMEN = {
    "label_id": "Penjawab perempuan",
    "label_en": "Women",
    "value": "3",
    "unit": "",
    "source_id": "Halaman renaksi",
    "source_en": "Page of the plan",
    "source_url": "https://contoh.example.org/renaksi",
}


@pytest.fixture
def consultation():
    return published()


@pytest.fixture
def desk(client):
    client.force_login(person_with(Role.EDITOR))
    return client


def stated_at(consultation, name="figures", *more) -> str:
    return reverse(f"consultations:stated-{name}", args=[consultation.reference, *more])


def test_a_figure_stands_in_the_next_result(desk, consultation) -> None:
    page = desk.post(stated_at(consultation), WOMEN, follow=True)

    assert "Penjawab perempuan: 3" in page.content.decode()
    figure = consultation.record.stated_figures.get()
    assert (figure.value, figure.source.en) == (3, "Page of the plan")
    assert Entry.objects.filter(record=consultation.record, event="figure.stated").count() == 1


def test_a_figure_is_corrected_and_taken_away(desk, consultation) -> None:
    desk.post(stated_at(consultation), WOMEN)
    figure = StatedFigure.objects.get()

    desk.post(stated_at(consultation, "figure", figure.pk), WOMEN | {"value": "4"})
    corrected = StatedFigure.objects.get().value
    for _time in range(2):
        answer = desk.post(stated_at(consultation, "retract", figure.pk))

    assert corrected == 4
    assert answer["Location"] == stated_at(consultation)
    assert not StatedFigure.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"value": "9e999"}, {"value": ""}, {"label_id": "", "label_en": ""}]
)
def test_what_is_no_figure_is_told_on_the_page(desk, consultation, wrong) -> None:
    page = desk.post(stated_at(consultation), WOMEN | wrong)

    assert page.status_code == 422
    assert not StatedFigure.objects.exists()


def test_figures_of_another_consultation_are_not_found(desk, consultation) -> None:
    desk.post(stated_at(published(code="lain")), WOMEN)
    figure = StatedFigure.objects.get()

    page = desk.get(stated_at(consultation, "figure", figure.pk))
    desk.post(stated_at(consultation, "retract", figure.pk))

    assert page.status_code == 404
    assert StatedFigure.objects.exists()
