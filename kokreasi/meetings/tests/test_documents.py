"""Minutes that leave as Word, PDF and Popolo JSON, and the office's own template."""

import io
import json
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document

from kokreasi.meetings.choices import Access, PointKind, VeilKind
from kokreasi.meetings.exports.documents import Office, Standing, values
from kokreasi.meetings.models import Stationery
from kokreasi.meetings.services import points, stationery, veils
from kokreasi.meetings.services.minutes import finalise
from kokreasi.meetings.services.stationery import TemplateRefusedError
from kokreasi.meetings.sheets import sheet
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting, make_minutes
from kokreasi.writing import child
from kokreasi.writing.tests.test_writing import (
    HARM,
    rebuilt,
    template,
    text_of_pdf,
    text_of_word,
)

pytestmark = pytest.mark.django_db

SECRET = "Ani Rahayu"


@pytest.fixture
def final(publisher):
    """Public minutes in which a name is veiled."""
    meeting = make_meeting("Budget data", is_public=True, chair="Kasubdit", agenda=["Opening"])
    minutes = make_minutes(meeting, f"{SECRET} asks for open data")
    points.add_point(minutes, kind=PointKind.AGREED, text="Two sectors first", by=publisher)
    make_follow_up("Send the list", meeting=meeting, is_agreed=False)
    veils.add(minutes, kind=VeilKind.NAME, words=SECRET, instead="a participant", by=publisher)
    finalise(minutes, by=publisher)
    meeting.record.refresh_from_db()
    return meeting


def address(meeting, ending: str) -> str:
    return f"/pertemuan/{meeting.reference}/notula.{ending}"


def test_public_reads_the_public_version_in_every_format(client, final) -> None:
    word = text_of_word(client.get(address(final, "docx")).content)
    pdf = text_of_pdf(client.get(address(final, "pdf")).content)
    data = client.get(address(final, "json")).content.decode()

    for text in (word, pdf, data):
        assert "asks for open data" in text
        assert "Two sectors first" in text
        assert "Send the list" in text
        assert SECRET not in text


def test_secretariat_reads_the_whole_minutes_with_their_own_fingerprint(
    client, final, publisher
) -> None:
    client.force_login(publisher)

    text = text_of_word(client.get(address(final, "docx")).content)

    assert SECRET in text
    assert final.minutes.editions.get().fingerprint != final.record.version.fingerprint


@pytest.mark.parametrize("ending", ["docx", "pdf", "json"])
@pytest.mark.parametrize("access", [Access.PUBLIC, Access.INVITED])
def test_minutes_that_are_not_final_or_not_public_are_not_found(client, access, ending) -> None:
    meeting = make_meeting(access=access)
    make_minutes(meeting, "Something")

    assert client.get(address(meeting, ending)).status_code == 404


def test_other_endings_are_not_found(client, final) -> None:
    assert client.get(address(final, "exe")).status_code == 404


def test_draft_says_that_it_is_one(client, publisher) -> None:
    meeting = make_meeting()
    make_minutes(meeting, "Something")
    client.force_login(publisher)

    answer = client.get(f"/ruang-kerja/rapat/{meeting.reference}/notula.docx")

    assert "BELUM FINAL" in text_of_word(answer.content)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="notula-{meeting.reference}.docx"'
    )


def test_popolo_names_speeches_motions_and_who_is_responsible(client, final) -> None:
    event = json.loads(client.get(address(final, "json")).content)

    assert event["@type"] == "Event"
    assert event["id"] == final.reference
    assert event["start_date"].startswith(final.day.isoformat())
    assert [speech["text"] for speech in event["speeches"]] == [
        "[a participant] asks for open data"
    ]
    assert [motion["text"] for motion in event["motions"]] == ["Two sectors first"]
    assert event["follow_ups"][0]["action"] == "Send the list"
    assert event["sources"] == [{"url": f"http://testserver/r/{final.reference}/"}]


def test_words_follow_the_language(final) -> None:
    found = sheet(final.minutes)
    with translation.override("id"):
        indonesian = values(found, Office(), Standing(is_draft=False))
    with translation.override("en"):
        english = values(found, Office(), Standing(is_draft=False))

    assert indonesian["words"]["minutes"] == "Notula"
    assert english["words"]["minutes"] == "Minutes"
    assert indonesian["words"].keys() == english["words"].keys()


def test_facts_without_words_are_left_out(final) -> None:
    facts = values(sheet(final.minutes), Office(), Standing(is_draft=False))["facts"]

    assert all(any(fact["lines"]) for fact in facts)
    assert ["Opening"] in [fact["lines"] for fact in facts]


def test_office_sets_its_letterhead_and_its_template(client, final, publisher) -> None:
    stationery.set_letterhead("Kementerian Contoh\n\nSekretariat", by=publisher)
    stationery.bring_template(
        SimpleUploadedFile("kantor.docx", template("KOP {{ letterhead[0] }}: {{ title }}")),
        by=publisher,
    )

    text = text_of_word(client.get(address(final, "docx")).content)

    assert text.startswith("KOP Kementerian Contoh: ")
    assert stationery.office().letterhead == ("Kementerian Contoh", "Sekretariat")


def test_letterhead_stays_when_the_template_goes(publisher) -> None:
    stationery.set_letterhead("Kementerian Contoh", by=publisher)
    stationery.bring_template(SimpleUploadedFile("k.docx", template("{{ title }}")), by=publisher)

    stationery.drop_template(by=publisher)

    office = stationery.office()
    assert office.template is None
    assert office.letterhead == ("Kementerian Contoh",)
    assert Stationery.objects.count() == 3


def test_template_that_cannot_be_filled_is_refused_and_nothing_changes(publisher) -> None:
    with pytest.raises(TemplateRefusedError, match="no_such"):
        stationery.bring_template(
            SimpleUploadedFile("k.docx", template("{{ no_such }}")), by=publisher
        )

    assert not Stationery.objects.exists()


def test_pages_of_the_office_set_letterhead_and_template(client, publisher) -> None:
    client.force_login(publisher)
    page = "/ruang-kerja/rapat/kop-surat/"

    client.post(page, {"letterhead": "Kop kami"})
    bad = client.post(
        f"{page}templat/", {"template": SimpleUploadedFile("k.docx", template("{{ x }}"))}
    )
    client.post(
        f"{page}templat/", {"template": SimpleUploadedFile("k.docx", template("{{ title }}"))}
    )

    assert bad.status_code == 422
    assert "k.docx" in client.get(page).content.decode()
    assert stationery.office().letterhead == ("Kop kami",)
    kept = client.get(f"{page}templat/notula.docx").content
    assert Document(io.BytesIO(kept)).paragraphs[0].text == "{{ title }}"
    client.post(f"{page}templat/bawaan/")
    assert stationery.office().template is None


def test_template_that_comes_along_can_be_taken_and_brought_back(client, publisher) -> None:
    client.force_login(publisher)

    ours = client.get("/ruang-kerja/rapat/kop-surat/templat/notula.docx").content
    stationery.bring_template(SimpleUploadedFile("ours.docx", ours), by=publisher)

    assert stationery.office().template == ours


FAILS_ON_REAL_WORDS = "{% if title == 'Judul' %}Ours{% else %}{{ no_such_field }}{% endif %}"


def test_minutes_leave_in_our_own_template_where_the_office_s_fails_later(
    client, final, publisher
) -> None:
    upload = SimpleUploadedFile("k.docx", template(FAILS_ON_REAL_WORDS))
    with translation.override("id"):
        stationery.bring_template(upload, by=publisher)

    answer = client.get(address(final, "docx"))

    assert answer.status_code == 200
    assert "Two sectors first" in text_of_word(answer.content)


def test_a_document_that_cannot_be_written_says_where_to_read(client, final, monkeypatch) -> None:
    few = replace(child.LIMITS, output_bytes=1_000)
    monkeypatch.setattr(child, "LIMITS", few)

    answers = [client.get(address(final, ending)) for ending in ("docx", "pdf")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "terlalu panjang" in answers[0].content.decode()


def test_a_template_that_fetches_something_is_refused(publisher) -> None:
    harm = rebuilt(HARM["template elsewhere"])

    with pytest.raises(TemplateRefusedError, match=r"evil\.example"):
        stationery.bring_template(SimpleUploadedFile("k.docx", harm), by=publisher)


def test_documents_are_limited(client, final, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"meeting_document": "2/m/ip"}
    cache.clear()

    answers = [client.get(f"{address(final, 'json')}?{number}") for number in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
