"""Files that belong to records are seen by whoever may see the record, asked each time."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.files.tests.content import upload
from kokreasi.people.choices import SECRETARIAT
from kokreasi.register import services
from kokreasi.register.choices import Kind, Show
from kokreasi.register.models import Attachment, Entry

pytestmark = pytest.mark.django_db

TITLE = Bilingual(id="Risalah rapat", en="Minutes of the meeting")


@pytest.fixture
def record():
    return services.enrol(
        Kind.STAGE, reference="THP-1", title=Bilingual(id="Rapat"), by=None, says="added"
    )


@pytest.fixture
def document(record, editor):
    file = keep(upload("risalah.pdf", content.PDF), by=editor)
    return services.attach(record, file, title=TITLE, by=editor)


@pytest.fixture
def picture(record, editor):
    file = keep(upload("foto.png", content.picture("PNG", size=(900, 600))), by=editor)
    return services.attach(record, file, title=TITLE, alt=Bilingual(id="Ruang"), by=editor)


def test_a_document_and_a_picture_are_told_apart_by_their_content(document, picture):
    assert (document.role, picture.role) == (Show.DOCUMENT, Show.PICTURE)
    assert list(Attachment.objects.documents()) == [document]
    assert list(Attachment.objects.pictures()) == [picture]


def test_attaching_leaves_a_line_that_is_public_when_the_record_is(record, document):
    entry = record.entries.get(event="file.attached")

    assert entry.told_changes()[0]["new"] == TITLE
    assert not entry.is_public


def test_the_same_file_again_stays_attached_once(record, document, editor):
    again = services.attach(record, document.file, title=Bilingual(id="Lain"), by=editor)

    assert again == document
    assert again.title == TITLE
    assert record.entries.filter(event="file.attached").count() == 1


def test_detaching_keeps_the_file_and_tells(record, document, editor):
    file = document.file

    services.detach(document, by=editor)

    file.refresh_from_db()
    assert not Attachment.objects.exists()
    assert record.entries.filter(event="file.detached").count() == 1


@pytest.mark.parametrize("is_public", [False, True])
def test_who_may_read_a_file(record, document, cast, client, is_public):
    if is_public:
        services.publish(record, by=None, says="published")
    expected = set(cast) if is_public else {role.value for role in SECRETARIAT}

    visible = {
        who for who, person in cast.items() if Attachment.objects.visible_to(person).exists()
    }
    sent = set()
    for who, person in cast.items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        if client.get(document.get_absolute_url()).status_code == 200:
            sent.add(who)

    assert visible == sent == expected


def test_a_record_that_is_withdrawn_takes_its_files_along(record, document, publisher, client):
    services.publish(record, by=publisher, says="published")
    services.withdraw(record, by=publisher, reason="Wrong file")

    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_file_has_one_address(document, client, editor):
    client.force_login(editor)

    assert client.get(reverse("attachment", args=[document.pk, "lain.pdf"])).status_code == 404
    assert client.get(reverse("attachment", args=[10**30, "risalah.pdf"])).status_code == 404


def test_a_picture_is_sent_in_the_size_that_pages_ask_for(picture, client, editor):
    client.force_login(editor)

    small = client.get(reverse("picture", args=[picture.pk, 640, "foto.png"]))
    unknown = client.get(reverse("picture", args=[picture.pk, 10**30, "foto.png"]))

    assert small["Content-Type"] == "image/webp"
    assert unknown["Content-Type"] == "image/png"
    assert b"".join(small.streaming_content) != b"".join(unknown.streaming_content)


def test_a_struck_draft_takes_its_attachments_along(record, document):
    services.strike(record)

    assert not Attachment.objects.exists()


@pytest.fixture
def figure(record, editor):
    return services.state(
        record,
        measure="participants",
        label=Bilingual(id="Peserta"),
        value=Decimal(83),
        source=TITLE,
        by=editor,
    )


def test_a_stated_figure_is_corrected_with_a_line_that_keeps_the_old_number(record, figure, editor):
    services.restate(figure, {"value": Decimal(84), "label": figure.label}, by=editor)

    entry = record.entries.get(event="figure.corrected")
    assert [(c["old"].id, c["new"].id) for c in entry.told_changes()] == [("83", "84")]


def test_a_stated_figure_that_is_not_changed_leaves_no_line(figure, editor):
    services.restate(figure, {"value": figure.value}, by=editor)

    assert not Entry.objects.filter(event="figure.corrected").exists()


def test_a_stated_figure_is_retracted_with_a_line(record, figure, editor):
    services.retract(figure, by=editor)

    assert not record.stated_figures.exists()
    assert record.entries.filter(event="figure.removed").count() == 1
