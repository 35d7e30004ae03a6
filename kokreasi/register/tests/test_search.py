"""Records are found by their words, as written or by their roots."""

import pytest
from django.db import connection

from kokreasi.core.bilingual import Bilingual
from kokreasi.register import services
from kokreasi.register.choices import Kind
from kokreasi.register.models import Entry, Record
from kokreasi.register.search import STEMMED_AT_ONCE, matching, read_whole

pytestmark = pytest.mark.django_db


def enrol(reference, title, *, words="", english=""):
    record = services.enrol(
        Kind.COMMITMENT,
        reference=reference,
        title=Bilingual(id=title, en=english),
        by=None,
        says="drafted",
    )
    services.describe(record, words=words)
    return record


@pytest.fixture
def complaints():
    return enrol("KOM-1", "Kualitas penyelesaian pengaduan", english="Handling of complaints")


@pytest.fixture
def budget():
    return enrol("KOM-2", "Keterbukaan anggaran", words="Kemenkeu; warga dapat mengadu")


def found(text):
    return [record.reference for record in matching(Record.objects.all(), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anggaran", ["KOM-2"]),
        ("ANGGARAN", ["KOM-2"]),
        ("KOM-1", ["KOM-1"]),
        ("complaints", ["KOM-1"]),
        ("Kemenkeu", ["KOM-2"]),
        ("pengaduan", ["KOM-1", "KOM-2"]),
        ("terbuka", ["KOM-2"]),
        ("anggaran pengaduan", ["KOM-2"]),
        ("kesehatan", []),
    ],
)
def test_words_find_records_by_form_and_root(complaints, budget, text, expected):
    assert found(text) == expected


def test_a_very_long_text_is_found_as_written_at_once_and_by_every_root_soon(
    django_capture_on_commit_callbacks,
):
    filling = " ".join(f"kata{number}" for number in range(STEMMED_AT_ONCE))
    with django_capture_on_commit_callbacks(execute=True) as later:
        enrol("KOM-1", "Panjang", words=f"mengadu {filling} penyelesaian")
        at_once = [found(text) for text in ("penyelesaian", "diadukan", "selesai")]

    assert at_once == [["KOM-1"], ["KOM-1"], []]
    assert len(later) == 1
    read_whole(Record.objects.get().pk)
    assert found("selesai") == ["KOM-1"]


def test_what_is_gone_is_read_no_more():
    read_whole(404)


def test_without_words_every_record_is_kept(complaints, budget):
    assert set(found("")) == {"KOM-1", "KOM-2"}


@pytest.mark.parametrize(
    "text", ['"', "' OR 1=1 --", "(", "*", "AND", "NEAR(", "🙂", "a" * 10_000, "x " * 5_000, "\\"]
)
def test_odd_words_find_nothing_and_break_nothing(complaints, text):
    assert found(text) == []


def test_a_changed_title_is_found_and_the_old_one_is_not(budget):
    services.describe(budget, title=Bilingual(id="Data pemilu"), words="")

    assert found("pemilu") == ["KOM-2"]
    assert found("anggaran") == []


def test_a_struck_draft_is_found_no_more(budget):
    services.strike(budget)

    assert found("anggaran") == []


def test_only_the_given_records_are_searched(complaints, budget):
    assert not matching(Record.objects.public(), "anggaran").exists()


def test_a_search_begins_with_the_words_whatever_is_counted(complaints):
    plan = matching(Record.objects.public(), "pengaduan").explain()

    first = plan.splitlines()[0]
    assert connection.vendor != "sqlite" or "modelsearch_indexentry_fts VIRTUAL TABLE" in first


def test_what_is_found_can_narrow_another_list(complaints, budget):
    words = matching(Record.objects.all(), "anggaran").values("pk")

    assert [entry.record for entry in Entry.objects.filter(record__in=words)] == [budget]
