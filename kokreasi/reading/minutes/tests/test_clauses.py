import pytest

from kokreasi.reading.minutes.actors import actor_before, is_actor, split_actors
from kokreasi.reading.minutes.clauses import read_clause

#    a sentence                                            who, begin of what, how firmly
BINDING = [
    ("Bappenas akan membuat matriks dan dikirimkan kepada LAN", "Bappenas", "membuat", "promise"),
    ("Belum ada data, Pattiro Semarang akan berkoordinasi", "Pattiro Semarang", "ber", "promise"),
    ("Komisi II meminta kepada Kemendagri untuk menyusun data", "Kemendagri", "men", "request"),
    ("Komisi II mendesak Menteri Desa agar segera menyusun peta", "Menteri Desa", "men", "request"),
    ("Kepada Dinas Kesehatan agar menyampaikan data", "Dinas Kesehatan", "men", "request"),
    ("Agar Dinas Kesehatan menyampaikan data", "Dinas Kesehatan", "men", "request"),
    ("Mohon Bapak Camat untuk menandatangani surat", "Bapak Camat", "men", "request"),
    ("Diharapkan Dinas PMD dapat memfasilitasi pelatihan", "Dinas PMD", "mem", "wish"),
    ("Dokumen akan disusun oleh Bappenas dan dikirim", "Bappenas", "Dokumen disusun", "promise"),
    ("Rapat menyepakati bahwa Bappenas akan menyusun panduan", "Bappenas", "men", "promise"),
    ("Bappenas, KSP, dan Kemenkeu akan menyusun", "Bappenas, KSP, dan Kemenkeu", "men", "promise"),
    ("The Secretariat will circulate the minutes", "The Secretariat", "circulate", "promise"),
    ("KPK to provide a list", "KPK", "provide", "promise"),
    ("Rapat lanjutan akan dilaksanakan di Solo", None, "Rapat lanjutan dil", "promise"),
    ("RAN OGI akan meningkatkan pelayanan", None, "RAN OGI", "promise"),
    ("Kedisiplinan harus ditingkatkan", None, "Kedisiplinan", "request"),
    ("Ada dua sektor yang dapat dibuka", None, "Ada dua sektor yang dapat", None),
    ("Menyusun daftar dataset yang dapat dibuka", None, "Menyusun", None),
]


@pytest.mark.parametrize(("sentence", "actor", "action", "kind"), BINDING)
def test_who_is_bound_to_what(sentence, actor, action, kind) -> None:
    clause = read_clause(sentence)

    assert (clause.actor, clause.kind) == (actor, kind)
    assert clause.action.startswith(action)


@pytest.mark.parametrize(
    ("item", "actor"),
    [
        ("Sekretariat menyusun draf", "Sekretariat"),
        ("budi akan hubungi vendor", "budi"),
        ("Diskominfotik dan FITRA menyusun surat", "Diskominfotik dan FITRA"),
        ("Penyusunan draf oleh Biro Hukum", "Biro Hukum"),
        ("Menyusun draf", None),
    ],
)
def test_a_list_of_tasks_is_read_more_leniently(item, actor) -> None:
    assert read_clause(item, lenient=True).actor == actor


#    what stands in one cell                               whose names
NAMES = [
    ("Sekretariat OGI dan Seknas FITRA", ["Sekretariat OGI", "Seknas FITRA"]),
    ("Kementerian Hukum dan HAM", ["Kementerian Hukum dan HAM"]),
    (
        "Dinas Pemberdayaan Masyarakat dan Desa",
        ["Dinas Pemberdayaan Masyarakat dan Desa"],
    ),
    (
        "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi dan Bappenas",
        ["Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi", "Bappenas"],
    ),
    ("Kepala Desa dan BPD", ["Kepala Desa", "BPD"]),
    ("Budi, Sari dan Joko", ["Budi", "Sari", "Joko"]),
    ("Budi Santoso, S.H., M.Kn., Sari", ["Budi Santoso, S.H., M.Kn", "Sari"]),
    ("Pak A & Pak B", ["Pak A", "Pak B"]),
    ("ICW + PSHK", ["ICW", "PSHK"]),
    ("1. Dinas A\n2. Biro B", ["Dinas A", "Biro B"]),
]


@pytest.mark.parametrize(("cell", "names"), NAMES)
def test_names_are_split_where_a_new_one_begins(cell, names) -> None:
    assert split_actors(cell) == names


@pytest.mark.parametrize(
    "words", ["Bappenas", "Tim teknis", "seluruh OPD", "Pak RW", "@dina", "Ni Luh Ayu", "rt/rw"]
)
def test_somebody(words) -> None:
    assert is_actor(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Rapat",
        "Draf peraturan",
        "Selanjutnya",
        "Kedisiplinan",
        "Pelatihan kader",
        "RAN OGI",
        "Bappenas menyusun",
        "Bappeda akan",
        "menyusun laporan",
        "Isu: anggaran",
    ],
)
def test_nobody(words) -> None:
    assert not is_actor(words)


def test_the_subject_is_the_name_at_the_end_of_a_long_sentence() -> None:
    assert actor_before("Karena data belum ada, maka Dinas Sosial") == "Dinas Sosial"
    assert actor_before("Untuk tahun depan anggaran") is None
