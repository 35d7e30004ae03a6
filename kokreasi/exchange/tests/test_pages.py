"""The way through the pages, as a person goes it."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokreasi.exchange import services
from kokreasi.exchange.models import ImportRun
from kokreasi.exchange.tests.factories import make_run
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans.models import Commitment, Target
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import Layout

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def send(client, plan, data: bytes, name: str = "matriks.xlsx"):
    address = reverse("matrix-imports", args=[plan.reference])
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_from_an_empty_database_to_thirteen_drafts(signed_in, plan, samples) -> None:
    data = (samples / "matriks-usulan-2018.xlsx").read_bytes()

    review = send(signed_in, plan, data)
    assert "Berkas menyebut 14 usulan dan mencantumkan 13" in review.content.decode()
    run = ImportRun.objects.get()
    decide = reverse("matrix-import-decide", args=[plan.reference, run.pk])
    compared = signed_in.post(decide, {"create_the_unknown": "yes"}, follow=True)
    assert compared.context["dry_run"].is_ready
    confirm = reverse("matrix-import-apply", args=[plan.reference, run.pk])
    seen = compared.context["dry_run"].fingerprint
    result = signed_in.post(confirm, {"seen": seen}, follow=True)

    assert result.status_code == 200
    assert Commitment.objects.count() == 13
    assert Target.objects.count() == 52
    assert Commitment.objects.get(number=4).theme.title.id == "Anggaran"
    assert Organisation.objects.count() > 30

    again = send(signed_in, plan, data).context["dry_run"]
    assert not again.changes_something


@pytest.fixture
def review(signed_in, plan):
    """Give the forms of a review, and a way to answer them."""
    run = make_run(
        plan, Layout(rows=[[1, "", "Satu", "ICW", "Kementrian Keuangan", "", "", "", ""]])
    )
    address = reverse("matrix-import-decide", args=[plan.reference, run.pk])

    def answer(text: str, **given: str):
        page = signed_in.get(run.get_absolute_url())
        form = next(form for form in page.context["forms"] if form.question.text == text)
        data = {f"{form.prefix}-{name}": value for name, value in given.items()}
        return signed_in.post(address, data, follow=True)

    return answer


def open_names(page) -> list[str]:
    return [question.text for question in page.context["dry_run"].open_questions]


def test_questions_without_an_answer_stay_open(review) -> None:
    page = review("ICW", answer="")

    assert open_names(page) == ["Kementrian Keuangan", "ICW"]


def test_another_organisation_is_found_by_name_or_reference(review) -> None:
    make_organisation("Indonesia Corruption Watch")

    page = review("ICW", answer="other", other="indonesia corruption watch")

    assert open_names(page) == ["Kementrian Keuangan"]
    reference = Organisation.objects.get().reference
    assert reference in page.content.decode()
    assert open_names(review("Kementrian Keuangan", answer="other", other=reference)) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answer": "other", "other": ""}, "Tulis organisasi mana"),
        ({"answer": "other", "other": "Zzzz"}, "Tidak ada organisasi dengan nama itu."),
        ({"answer": "other", "other": "Indonesia Corupsion Watch"}, "Mungkin: Indonesia"),
        ({"answer": "create", "name": "???"}, "Tulis nama lengkapnya."),
        ({"answer": "create", "name": "Indonesia Corruption Watch"}, "Pilih yang itu."),
    ],
)
def test_a_wrong_answer_is_said_and_what_was_typed_is_kept(review, given, words) -> None:
    make_organisation("Indonesia Corruption Watch")

    page = review("ICW", **given)

    text = unescape(page.content.decode())
    assert words in text
    assert all(value in text for value in given.values())
    assert ImportRun.objects.get().decisions == {}


def test_an_answer_that_was_not_offered_is_refused(review) -> None:
    page = review("ICW", answer="ORG-9999")

    assert "Pilih salah satu jawaban." in page.content.decode()
    assert ImportRun.objects.get().decisions == {}


def test_a_suggested_organisation_is_chosen_by_its_reference(review) -> None:
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")

    page = review("Kementrian Keuangan", answer=ministry.reference, remember="on")

    assert open_names(page) == ["ICW"]
    choice = next(iter(ImportRun.objects.get().decisions["organisations"].values()))
    assert (choice["action"], choice["remember"]) == ("match", True)


def test_a_decision_is_shown_and_can_be_taken_back(review, signed_in, plan) -> None:
    page = review("ICW", answer="create", name="Indonesia Corruption Watch", kind="cso")
    assert "“Indonesia Corruption Watch”" in page.content.decode()
    decide = reverse("matrix-import-decide", args=[plan.reference, page.context["run"].pk])

    page = signed_in.post(decide, {"reopen": "icw"}, follow=True)

    assert "ICW" in open_names(page)


def test_foreign_semesters_are_added_when_somebody_says_so(signed_in) -> None:
    plan = make_plan("2023", semesters=[])
    run = make_run(plan)
    decide = reverse("matrix-import-decide", args=[plan.reference, run.pk])

    page = signed_in.post(
        decide, {"add_semesters": "yes", "create_the_unknown": "yes"}, follow=True
    )

    assert page.context["dry_run"].is_ready


def test_who_confirms_an_old_comparison_sees_the_new_one(signed_in, plan) -> None:
    run = services.create_the_unknown(make_run(plan))
    seen = services.dry_run(run).fingerprint
    make_commitment(plan, 2)

    page = signed_in.post(
        reverse("matrix-import-apply", args=[plan.reference, run.pk]), {"seen": seen}
    )

    assert page.status_code == 409
    assert "sudah berubah sejak" in page.content.decode()
    assert plan.commitments.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("surat.pdf", b"%PDF-1.7", "surat.pdf"),
        ("matriks.csv", b"Nama,Alamat\nA,B\n", "Tidak ada baris yang menyebut kolom"),
        ("matriks.csv", hostile.hundred_thousand_rows_text(), "Baris terlalu banyak"),
        ("matriks.xlsx", b"PK\x03\x04 rusak", "matriks.xlsx"),
    ],
)
def test_a_wrong_file_gets_one_sentence(signed_in, plan, name, data, words) -> None:
    page = send(signed_in, plan, data, name)

    assert page.status_code == 200
    assert [len(errors) for errors in page.context["form"].errors.values()] == [1]
    assert words in unescape(page.content.decode())
    assert not ImportRun.objects.exists()


def test_an_abandoned_import_says_so(signed_in, plan) -> None:
    run = make_run(plan)

    signed_in.post(reverse("matrix-import-abandon", args=[plan.reference, run.pk]))

    assert "dibatalkan" in signed_in.get(run.get_absolute_url()).content.decode()


def test_an_import_of_another_plan_is_not_found(signed_in, plan) -> None:
    run = make_run(make_plan("2023"))

    answer = signed_in.get(reverse("matrix-import-run", args=[plan.reference, run.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("standing", ["", "created", "changed", "nonsense"])
def test_rows_are_shown_by_what_becomes_of_them(signed_in, plan, standing) -> None:
    run = services.create_the_unknown(make_run(plan))

    page = signed_in.get(run.get_absolute_url(), {"tampil": standing})

    shown = {"": 2, "created": 2, "changed": 0, "nonsense": 0}
    assert len(page.context["page"].object_list) == shown[standing]


def test_the_review_asks_as_often_for_one_row_as_for_thirty(
    signed_in, plan, django_assert_max_num_queries
) -> None:
    rows = [[n, "Desa", f"Judul {n}", "", f"Kemen{n}x", "", "a", "", ""] for n in range(1, 31)]
    few, many = (make_run(plan, Layout(rows=rows[:count])) for count in (1, 30))
    signed_in.get(few.get_absolute_url())

    with django_assert_max_num_queries(40) as asked:
        signed_in.get(few.get_absolute_url())
    with django_assert_max_num_queries(len(asked)):
        signed_in.get(many.get_absolute_url())


def test_a_page_does_not_write_hundreds_of_rows_while_everybody_waits(signed_in, plan) -> None:
    run = make_run(plan, Layout(rows=[[n, "", f"Judul {n}", *[""] * 6] for n in range(1, 502)]))
    address = reverse("matrix-import-apply", args=[plan.reference, run.pk])

    review = signed_in.get(run.get_absolute_url())
    refused = signed_in.post(address, {"seen": review.context["dry_run"].fingerprint})

    assert "import_matrix" in review.content.decode()
    assert address not in review.content.decode()
    assert refused.status_code == 409
    assert plan.commitments.count() == 0
