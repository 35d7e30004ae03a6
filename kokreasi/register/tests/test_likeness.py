"""Records that say the same in other words are found, and only those that one may see."""

from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.tests.proposals import idea, write
from kokreasi.register import likeness, services
from kokreasi.register.choices import Kind
from kokreasi.register.likeness import similar_to
from kokreasi.register.models import Likeness, RareRoot, Record, RootCount
from kokreasi.register.tests.factories import THEN, RecordFactory

pytestmark = pytest.mark.django_db

ROADS = "Perbaiki jalan kabupaten yang rusak di Wonosobo, dan umumkan biayanya kepada warga"
ROADS_AGAIN = "Warga Wonosobo minta ruas jalan kabupaten diperbaiki; yang rusak makin parah"
MEDICINE = "Stok obat di puskesmas diumumkan setiap pagi"


def enrol(reference, text, *, is_published=True):
    record = services.enrol(
        Kind.COMMITMENT, reference=reference, title=Bilingual(id=text), by=None, says="drafted"
    )
    if is_published:
        Record.objects.filter(pk=record.pk).update(published_at=THEN)
    return record


def found(text, records=None, **how):
    given = Record.objects.public() if records is None else records
    return [alike.record.reference for alike in similar_to(text, given, **how)]


@pytest.fixture
def roads():
    return enrol("KOM-1", ROADS)


@pytest.fixture
def medicine():
    return enrol("KOM-2", MEDICINE)


def test_other_words_find_the_record(roads, medicine):
    (alike,) = similar_to(ROADS_AGAIN, Record.objects.public())

    assert alike.record == roads
    assert likeness.ALIKE <= alike.score < 1
    assert set(alike.shared_words) == {
        "warga", "wonosobo", "jalan", "kabupaten", "diperbaiki", "rusak",
    }  # fmt: skip


def test_the_same_text_is_wholly_alike(roads):
    (alike,) = similar_to(ROADS, Record.objects.public())

    assert alike.score == pytest.approx(1)


@pytest.mark.parametrize(
    "text", ["", "yang dan di", "…", "🙂", "' OR 1=1 --", "\u202e", "x" * 9_000]
)
def test_texts_without_meaning_are_like_nothing(roads, text):
    assert found(text) == []


def test_only_the_given_records_come_back(roads):
    enrol("KOM-3", ROADS, is_published=False)

    assert found(ROADS) == ["KOM-1"]
    assert found(ROADS, Record.objects.all()) == ["KOM-1", "KOM-3"]
    assert found(ROADS, Record.objects.exclude(pk=roads.pk)) == ["KOM-3"]


def test_hidden_copies_do_not_push_out_what_is_public(roads):
    for number in range(likeness.MOST_COMPARED + 5):
        enrol(f"RAN-{number}", ROADS_AGAIN, is_published=False)

    assert found(ROADS_AGAIN) == ["KOM-1"]


def test_a_new_title_is_compared_and_the_old_one_is_not(roads):
    services.describe(roads, title=Bilingual(id=MEDICINE))

    assert found(MEDICINE) == ["KOM-1"]
    assert found(ROADS) == []


def test_english_is_compared_where_there_is_no_indonesian():
    record = RecordFactory(title=Bilingual(en="Mobile clinics for islanders"), is_published=True)
    likeness.remember(record, likeness.text_of(record))

    assert found("islanders need mobile clinics") == [record.reference]


def test_a_struck_draft_is_forgotten(roads):
    services.strike(roads)

    assert found(ROADS) == []
    assert not RareRoot.objects.exists()


def test_without_words_nothing_is_kept(roads):
    likeness.remember(roads, "…")

    assert not Likeness.objects.exists()
    assert not RareRoot.objects.exists()


def test_few_rows_are_kept_of_a_long_text(roads):
    likeness.remember(roads, " ".join(f"kata{n}" for n in range(300)))

    assert roads.rare_roots.count() == likeness.RARE_ROOTS


def test_remembering_the_same_again_writes_nothing(roads):
    with CaptureQueriesContext(connection) as queries:
        likeness.remember(roads, ROADS)

    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize("number", [1, 30])
def test_a_lookup_takes_three_queries_whatever_there_is(number, django_assert_num_queries):
    for place in range(number):
        enrol(f"KOM-{place}", ROADS)

    with django_assert_num_queries(3):
        assert len(similar_to(ROADS, Record.objects.public(), limit=50)) == number


def test_reworded_proposals_are_found_among_many():
    random = Random(2)
    ideas = [idea(random) for _number in range(200)]
    RecordFactory.create_batch(200, is_published=True)
    for record, wanted in zip(Record.objects.order_by("pk"), ideas, strict=True):
        Record.objects.filter(pk=record.pk).update(title=Bilingual(id=write(wanted, random)))
    call_command("rebuild_likeness", verbosity=0)
    references = Record.objects.order_by("pk").values_list("reference", flat=True)

    hits = [
        reference in found(write(wanted, random))
        for reference, wanted in list(zip(references, ideas, strict=True))[:60]
    ]
    assert sum(hits) >= 51


def test_rebuilding_writes_what_is_missing_and_takes_away_what_is_wrong(roads, capsys):
    RareRoot.objects.all().delete()
    Likeness.objects.update(roots="kapal")
    nameless = RecordFactory(title=Bilingual(id="…"))
    Likeness.objects.create(record=nameless, roots="hantu", mass=1, signature=b"")

    call_command("rebuild_likeness")

    assert capsys.readouterr().out == "1 records can be compared\n"
    assert found(ROADS) == ["KOM-1"]
    assert RootCount.objects.get(root=likeness.IN_ALL).records == 1


def test_counted_roots_weigh_by_their_rarity():
    for number in range(20):
        enrol(f"KOM-{number}", f"jalan desa nomor {number}")
    enrol("KOM-kapal", "jalan kapal")
    likeness.recount()

    counts = likeness.Counts.read(["jalan", "kapal"])
    weights = counts.weights(["jalan", "kapal"])
    assert (counts.of["jalan"], counts.of["kapal"], counts.in_all) == (21, 1, 21)
    assert weights["kapal"] > 2 * weights["jalan"]
