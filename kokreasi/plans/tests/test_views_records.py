"""Files and stated figures of a plan and its stages."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.tests import content
from kokreasi.files.tests.content import upload
from kokreasi.plans.tests.factories import make_plan, make_stage
from kokreasi.register.models import Attachment, StatedFigure
from kokreasi.register.services import state
from kokreasi.register.tests.factories import AttachmentFactory

pytestmark = pytest.mark.django_db

FIGURE = {
    "measure": "participants",
    "label_id": "",
    "value": "83",
    "unit": "",
    "source_id": "Artikel ko-kreasi",
    "source_url": "",
}


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def address(name, about, *more):
    return reverse(f"plans:{name}", args=["2018", about.reference, *more])


def a_figure(about) -> StatedFigure:
    return state(
        about.record,
        measure="meetings-in-september",
        label=Bilingual(id="Pertemuan"),
        value=Decimal(14),
        source=Bilingual(id="Artikel"),
        by=None,
    )


def test_a_picture_is_attached_to_a_stage_with_its_words(plan, as_editor):
    stage = make_stage(plan)

    answer = as_editor.post(
        address("files", stage),
        {
            "file": upload("foto.png", content.picture("PNG")),
            "title_id": "Suasana",
            "alt_id": "Peserta di meja bundar",
        },
        follow=True,
    )

    attachment = Attachment.objects.get()
    assert attachment.record == stage.record
    assert attachment.alt.id == "Peserta di meja bundar"
    assert "Suasana" in answer.content.decode()


def test_a_picture_without_words_is_refused(plan, as_editor):
    answer = as_editor.post(
        address("files", plan),
        {"file": upload("foto.png", content.picture("PNG")), "title_id": "Suasana"},
    )

    assert answer.status_code == 422
    assert not Attachment.objects.exists()


def test_a_file_that_lies_about_its_kind_is_refused_with_words(plan, as_editor):
    answer = as_editor.post(
        address("files", plan),
        {"file": upload("risalah.pdf", content.picture("PNG")), "title_id": "Risalah"},
    )

    assert answer.status_code == 422
    assert "risalah.pdf" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_taking_a_file_off_twice_answers_the_same(plan, as_editor):
    attachment = AttachmentFactory(record=plan.record)
    detach = address("detach", plan, attachment.pk)

    answers = [as_editor.post(detach), as_editor.post(detach)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not Attachment.objects.exists()


def test_a_file_of_another_record_stays(plan, as_editor):
    other = AttachmentFactory()

    as_editor.post(address("detach", plan, other.pk))

    assert Attachment.objects.filter(pk=other.pk).exists()


def test_a_record_of_another_plan_is_not_found(plan, as_editor):
    stage = make_stage(make_plan("2022"))

    assert as_editor.get(address("files", stage)).status_code == 404
    assert as_editor.get(address("figures", stage)).status_code == 404


def test_a_stated_figure_is_kept_with_its_source_and_usual_name(plan, as_editor):
    answer = as_editor.post(address("figures", plan), FIGURE, follow=True)

    figure = plan.record.stated_figures.get()
    assert (figure.measure, figure.value) == ("participants", 83)
    assert figure.label.en == "Participants"
    assert "Artikel ko-kreasi" in answer.content.decode()


@pytest.mark.parametrize("value", ["1" + "0" * 400, "delapan", "1e400", "NaN"])
def test_a_number_that_no_figure_has_is_refused(plan, as_editor, value):
    answer = as_editor.post(address("figures", plan), FIGURE | {"value": value})

    assert answer.status_code == 422
    assert not plan.record.stated_figures.exists()


def test_a_figure_is_corrected_and_keeps_a_measure_that_an_import_brought(plan, as_editor):
    figure = a_figure(plan)
    page = as_editor.get(address("figure", plan, figure.pk))
    sent = FIGURE | {"measure": figure.measure, "label_id": "Pertemuan", "value": "15"}

    answer = as_editor.post(address("figure", plan, figure.pk), sent)

    figure.refresh_from_db()
    assert page.status_code == 200
    assert answer.status_code == 302
    assert (figure.value, figure.measure) == (15, "meetings-in-september")


def test_a_figure_is_removed_once(plan, as_editor):
    figure = a_figure(plan)
    remove = address("retract", plan, figure.pk)

    answers = [as_editor.post(remove), as_editor.post(remove)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not plan.record.stated_figures.exists()


def test_lists_of_files_and_figures_ask_the_same_for_one_and_thirty(
    plan, as_editor, django_assert_max_num_queries
):
    for _each in range(30):
        a_figure(plan)
    AttachmentFactory(record=plan.record)

    with django_assert_max_num_queries(12):
        as_editor.get(address("figures", plan))
    with django_assert_max_num_queries(12):
        as_editor.get(address("files", plan))
