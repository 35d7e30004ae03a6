import pytest
from django.test import RequestFactory

from kokreasi.files import services
from kokreasi.files.responses import send_file
from kokreasi.files.tests import content
from kokreasi.files.tests.content import upload


@pytest.fixture
def document(editor):
    return services.keep(upload("Rencana “Aksi” é.pdf", content.PDF), by=editor)


@pytest.fixture
def picture(editor):
    return services.keep(upload("foto.png", content.picture("PNG")), by=editor)


def _body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_file_is_sent_as_a_download_that_runs_nothing(document, rf: RequestFactory) -> None:
    response = send_file(rf.get("/"), document)

    assert _body(response) == content.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(content.PDF))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Rencana%20")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_only_pictures_are_shown_in_the_page(document, picture, rf) -> None:
    shown = send_file(rf.get("/"), picture, inline=True)
    not_shown = send_file(rf.get("/"), document, inline=True)

    assert shown["Content-Disposition"].startswith("inline")
    assert not_shown["Content-Disposition"].startswith("attachment")


def test_smaller_copy_is_sent_under_its_own_name(picture, rf) -> None:
    response = send_file(rf.get("/"), picture.variants.first(), inline=True)

    assert response["Content-Type"] == "image/webp"
    assert 'filename="foto-640.webp"' in response["Content-Disposition"]
    assert _body(response).startswith(b"RIFF")


def test_another_name_may_be_given(document, rf) -> None:
    response = send_file(rf.get("/"), document, name="RAN-2018.pdf")

    assert 'filename="RAN-2018.pdf"' in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("is_public", "expected"),
    [(False, "private, no-cache"), (True, "public, max-age=86400, immutable")],
)
def test_only_public_files_are_cached_without_asking(is_public, expected, document, rf) -> None:
    response = send_file(rf.get("/"), document, is_public=is_public)

    assert response["Cache-Control"] == expected


def test_known_file_is_not_sent_again(document, rf) -> None:
    first = send_file(rf.get("/"), document)
    second = send_file(rf.get("/", headers={"If-None-Match": first["ETag"]}), document)

    assert second.status_code == 304
    assert second["ETag"] == first["ETag"]
