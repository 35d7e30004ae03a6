"""Pages and downloads of the documents of a plan."""

import hashlib
import io

import pytest
from docx import Document

from kokreasi.plans import services
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.tests.documents import make_document
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.writing import child
from kokreasi.writing.tests.test_writing import text_of_pdf, text_of_word

pytestmark = pytest.mark.django_db

WORK = "/ruang-kerja/rencana/2018/dokumen/"
PUBLIC = "/rencana/RAN-2018/"
FILE = f"{PUBLIC}dokumen/v1/pdf/id/"


@pytest.fixture
def plan() -> Plan:
    return make_commitment(make_plan(), is_published=True).plan


@pytest.fixture
def office(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def quick(monkeypatch):
    """Write a file that says nothing, at once."""
    for name in ("booklet_pdf", "booklet_word"):
        monkeypatch.setattr(child, name, lambda values: b"%PDF-1.7 " + values["title"].encode())


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_everybody_downloads_what_is_made_with_its_size_and_fingerprint(client, plan) -> None:
    document = make_document(plan)

    page = client.get(PUBLIC).content.decode()
    answer = client.get(FILE)

    assert FILE in page
    assert document.file.sha256 in page
    assert "RAN-2018-v1-id.pdf" in answer["Content-Disposition"]
    assert hashlib.sha256(body(answer)).hexdigest() == document.file.sha256
    assert answer["Cache-Control"] == "private, no-cache"


def test_the_public_page_links_open_data_and_says_what_is_still_being_made(client, plan) -> None:
    page = client.get(PUBLIC).content.decode()

    assert "Dokumen versi ini sedang dibuat." in page
    assert "/data/RAN-2018/kokreasi.json" in page
    assert "/data/RAN-2018/komitmen.xlsx" in page


def test_a_plan_without_a_version_shows_no_documents(client) -> None:
    make_plan(is_open=True)

    assert 'id="unduhan"' not in client.get(PUBLIC).content.decode()


def test_whether_it_may_be_read_is_asked_at_each_download(client, plan, publisher) -> None:
    document = make_document(plan)
    before = client.get(FILE)
    body(before)

    services.publishing.withdraw(plan.commitments.get(), by=publisher, reason="A mistake.")
    after = client.get(FILE, headers={"if-none-match": before["ETag"]})

    assert (before.status_code, after.status_code) == (200, 404)
    assert document.file.sha256 not in client.get(PUBLIC).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        f"{PUBLIC}dokumen/v1/docx/id/",
        f"{PUBLIC}dokumen/v2/pdf/id/",
        f"{PUBLIC}dokumen/v1/exe/id/",
        f"{PUBLIC}dokumen/v1/pdf/jv/",
        f"{PUBLIC}dokumen/v99999999999999999999/pdf/id/",
        "/rencana/RAN-1999/dokumen/v1/pdf/id/",
    ],
)
def test_what_is_not_there_is_not_found(client, plan, address) -> None:
    make_document(plan)

    assert client.get(address).status_code == 404


def test_the_secretariat_sees_where_each_document_stands(office, plan) -> None:
    make_document(plan)
    failed = PlanDocument.objects.filter(kind=DocumentKind.OGP)
    failed.update(state=DocumentState.FAILED, failure="took_too_long")

    page = office.get(WORK).content.decode()

    assert "Sudah dibuat" in page
    assert "Menunggu dibuat" in page
    assert "Pembuatannya terlalu lama" in page
    assert 'value="20"' in page
    assert "hx-trigger" in page


def test_progress_stops_asking_when_everything_is_made(office, plan) -> None:
    file = make_document(plan).file
    PlanDocument.objects.update(state=DocumentState.WRITTEN, progress=100, file=file)

    answer = office.get(f"{WORK}kemajuan/")

    assert "hx-trigger" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_secretariat_has_a_document_made_anew(
    office, plan, quick, django_capture_on_commit_callbacks
) -> None:
    document = make_document(plan)
    before = document.file

    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(f"{WORK}{document.pk}/ulang/")

    document.refresh_from_db()
    assert answer["Location"] == WORK
    assert document.state == DocumentState.WRITTEN
    assert document.file != before


def test_what_was_never_ordered_is_made_on_request(
    office, plan, quick, django_capture_on_commit_callbacks
) -> None:
    """As after an update of the platform, when a plan has been public for long."""
    PlanDocument.objects.all().delete()
    assert "Buat dokumen" in office.get(WORK).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{WORK}buat/")

    assert PlanDocument.objects.filter(file__isnull=False).count() >= 2


def test_a_document_of_another_plan_is_not_made_from_here(office, plan) -> None:
    other = make_document(make_commitment(make_plan("2022"), is_published=True).plan)

    assert office.post(f"{WORK}{other.pk}/ulang/").status_code == 404


def test_a_plan_without_a_version_has_nothing_to_make_and_says_so(office) -> None:
    make_plan()

    assert "Belum ada yang terbit" in office.get(WORK).content.decode()
    office.post(f"{WORK}buat/")
    assert not PlanDocument.objects.exists()


def test_the_draft_is_for_the_secretariat_alone(client, editor, plan) -> None:
    make_commitment(plan, 2, title=both("Not yet told"))
    address = f"{WORK}rancangan.pdf"

    refused = client.get(address)
    client.force_login(editor)
    answer = client.get(address)

    assert refused.status_code == 302
    text = text_of_pdf(answer.content)
    assert "RANCANGAN, BELUM TERBIT" in text
    assert "Not yet told (id)" in text


def test_everybody_downloads_ogps_template_of_a_published_commitment(client, plan) -> None:
    make_commitment(plan, 2)

    answer = client.get("/komitmen/KOM-2018-01/templat-ogp.docx")

    assert Document(io.BytesIO(answer.content)).core_properties.title == "Promise 1 (en)"
    assert "Commitment 1: Promise 1 (en)" in text_of_word(answer.content)
    assert client.get("/komitmen/KOM-2018-02/templat-ogp.docx").status_code == 404
    assert "templat-ogp.docx" in client.get("/komitmen/KOM-2018-01/").content.decode()


def test_pages_ask_the_database_equally_often_for_many_documents(
    office, plan, django_assert_max_num_queries
) -> None:
    for number in range(2, 6):
        make_document(plan)
        plan = make_commitment(plan, number, is_published=True).plan
    office.get(WORK)

    with django_assert_max_num_queries(8):
        office.get(WORK)
