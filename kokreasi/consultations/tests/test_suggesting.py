"""What a machine suggests about texts is kept for the secretariat, and shown to nobody else."""

import pytest
from django.urls import reverse

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import Finding, ThemeSuggestion
from kokreasi.consultations.services import suggesting
from kokreasi.consultations.services.quoting import veiled
from kokreasi.consultations.suggested import Suggested
from kokreasi.consultations.tests.factories import published
from kokreasi.consultations.tests.test_coding import PLACE, write
from kokreasi.consultations.theme_making import make
from kokreasi.insights.suggestions import NoThemes

pytestmark = pytest.mark.django_db

VILLAGE = ("anggaran", "desa", "balai", "warga", "musyawarah", "bantuan", "papan", "dana")
HEALTH = ("antrean", "puskesmas", "dokter", "obat", "pasien", "jadwal", "berobat", "perawat")
SCHOOL = ("sekolah", "guru", "murid", "kelas", "buku", "kurikulum", "beasiswa", "seragam")


@pytest.fixture
def consultation():
    return published()


def write_about(consultation, words: tuple[str, ...], number: int) -> None:
    for at in range(number):
        chosen = [words[(at + step) % len(words)] for step in (0, 1, 3, 4)]
        write(consultation, f"{' '.join(chosen)} {at}")


def make_all(consultation) -> Suggested:
    row = suggesting.ask(consultation, PLACE)
    make(row.pk)
    row.refresh_from_db()
    assert row.state == Work.READY
    return Suggested.read(row.content)


def test_themes_are_suggested_of_what_people_wrote(consultation) -> None:
    for words in (VILLAGE, HEALTH, SCHOOL):
        write_about(consultation, words, 16)

    found = make_all(consultation)

    assert found.none_because == ""
    assert found.number == 48
    for words in (VILLAGE, HEALTH, SCHOOL):
        assert any(set(theme.words[:4]) <= set(words) for theme in found.themes)


def test_few_texts_are_read_by_people(consultation) -> None:
    write(consultation, "Anggaran desa")

    assert make_all(consultation).none_because == NoThemes.TOO_FEW


def test_texts_that_are_nearly_the_same_are_put_together(consultation) -> None:
    for _copy in range(3):
        write(consultation, "Buka anggaran desa di balai warga setiap bulan")
    write(consultation, "Dokter puskesmas diumumkan")

    copies = [one for one in make_all(consultation).copies if len(one) > 1]

    assert [len(one) for one in copies] == [3]


def test_asking_twice_is_asking_once(consultation) -> None:
    first = suggesting.ask(consultation, PLACE)

    second = suggesting.ask(consultation, PLACE)

    assert first.pk == second.pk
    make(first.pk)
    make(first.pk)
    assert ThemeSuggestion.objects.get().state == Work.READY


def test_the_page_says_that_a_machine_made_it_and_makes_no_finding(
    client, consultation, editor
) -> None:
    for words in (VILLAGE, HEALTH, SCHOOL):
        write_about(consultation, words, 16)
    client.force_login(editor)
    address = reverse("consultations:suggestions", args=[consultation.reference])

    client.post(f"{address}?tempat={PLACE}")
    make(ThemeSuggestion.objects.get().pk)
    page = client.get(f"{address}?tempat={PLACE}").content.decode()
    texts = reverse("consultations:texts", args=[consultation.reference])
    marked = client.get(f"{texts}?tempat={PLACE}&tema=1").content.decode()

    assert "Mesin membandingkan kata" in page
    assert "checked" in marked
    assert not Finding.objects.exists()


@pytest.mark.parametrize("number", ["0", "99", "x", "9" * 400, "٣"])
def test_a_theme_that_is_not_there_has_no_texts(client, consultation, editor, number) -> None:
    write(consultation, "Anggaran desa")
    make_all(consultation)
    client.force_login(editor)
    texts = reverse("consultations:texts", args=[consultation.reference])

    page = client.get(texts, {"tempat": PLACE, "tema": number})

    assert page.status_code == 200
    assert "Anggaran desa" not in page.content.decode()


def test_a_quotation_is_offered_without_what_leads_to_a_person() -> None:
    text = "Pak Budi Santoso, 0812-3456-7890, ingin anggaran dibuka."

    offered = veiled(text)

    assert "Budi" not in offered
    assert "3456" not in offered
    assert offered.endswith("ingin anggaran dibuka.")
