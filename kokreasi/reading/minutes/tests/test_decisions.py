"""Follow-ups that no "akan" announces, and what looks like one and is none."""

import pytest

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import WrongKindError
from kokreasi.reading.minutes.reader import read_minutes_file

HEAD = """NOTULEN RAPAT PENGURUS
Hari/Tanggal : Rabu, 12 Maret 2025
Waktu : 10.00 WIB
Tempat : Aula

"""


def tasks(body: str) -> list[tuple[str | None, str, str | None]]:
    minutes = read_minutes_file((HEAD + body).encode(), "notula.txt")
    return [(each.actor, each.action, each.due_on) for each in minutes.follow_ups]


@pytest.mark.parametrize(
    ("decision", "actor", "action"),
    [
        ("Bu Wati beli telur 10 kg", "Bu Wati", "beli telur 10 kg"),
        ("Sie dana bikin proposal sponsor", "Sie dana", "bikin proposal sponsor"),
        ("Dinas Pasar membentuk tim penertiban.", "Dinas Pasar", "membentuk tim penertiban"),
        ("Salma menyusun daftar belanja.", "Salma", "menyusun daftar belanja"),
        ("Jadwal piket disusun ulang oleh Pak Eko", "Pak Eko", "Jadwal piket disusun ulang"),
        ("Datuk Rajo menemui wali nagari sebelah.", "Datuk Rajo", "menemui wali nagari sebelah"),
    ],
)
def test_a_decision_with_a_name_and_a_verb_is_a_task(decision, actor, action) -> None:
    assert tasks(f"Kesepakatan:\n1. Iuran tetap.\n2. {decision}\n") == [(actor, action, None)]


@pytest.mark.parametrize(
    "told",
    [
        "Simpanan wajib tetap 10 ribu",
        "Bendahara melaporkan saldo kas Rp 41 juta.",
        "Stok menipis sejak Januari.",
        "Senat menyetujui usulan pembukaan program studi.",
        "Harga pupuk naik.",
        "Pengurus telah membayar tagihan listrik.",
    ],
)
def test_what_is_only_told_is_no_task(told) -> None:
    assert tasks(f"Keputusan:\n1. {told}\n2. Bu Wati beli telur\n") == [
        ("Bu Wati", "beli telur", None)
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Rekomendasi asesor",
        "Keputusan takmir",
        "Arahan Camat",
        "Yang dilakukan selanjutnya",
        "Tugas panitia inti",
    ],
)
def test_a_short_line_above_a_list_is_its_heading(heading) -> None:
    task = "1. Bu Wati agar membeli telur sebelum 20 Maret 2025\n"
    body = f"Pembahasan\n- Kas aman.\n\n{heading}\n{task}"

    assert tasks(body) == [("Bu Wati", "membeli telur", "2025-03-20")]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Pada akhir diskusi Dinas Sosial menyanggupi untuk mengirim data.", "Dinas Sosial"),
        ("Sebelum ditutup, Ketua meminta media yang hadir agar mengirim data.", "media"),
        ("Dari pembahasan tersebut Komisi II akan mengirim data.", "Komisi II"),
        ("Sebagai penutup, Bappeda, yang diwakili Pak Edi, bersedia mengirim data.", "Bappeda"),
        ("Pada akhir rapat Ibu Tri menyatakan bahwa Bappeda akan mengirim data.", "Bappeda"),
    ],
)
def test_the_closing_words_of_a_story_bind(sentence, actor) -> None:
    story = "Rapat membahas undangan yang terlambat dan alamat yang sudah lama.\n\n"

    assert tasks(story + sentence) == [(actor, "mengirim data", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pada rapat pertama disepakati bahwa Bappeda akan membuka kanal sebelum 3 April 2025.",
        "Tahun lalu sekolah berjanji akan membangun kamar mandi paling lambat Mei 2025.",
        "Bappeda semula akan mengirim data pada tanggal 4 April 2025.",
        "Distributor kemarin bilang akan kirim 5 ton.",
    ],
)
def test_who_tells_of_an_earlier_promise_promises_nothing(sentence) -> None:
    assert tasks(f"Rapat membahas undangan dan alamat yang sudah lama.\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("said", "actor", "due"),
    [
        (
            "KEPALA BPKAD (FAJAR MULYA):\nRincian akan kami kirim paling lambat 20 Maret 2025.",
            "KEPALA BPKAD",
            "2025-03-20",
        ),
        (
            "KEPALA DINAS (ANI):\nKami akan kirim rincian paling lambat 20 Maret 2025.",
            "KEPALA DINAS",
            "2025-03-20",
        ),
        (
            "ANGGOTA (ROBBY):\nMohon Dinas Kesehatan menyerahkan data kunjungan.",
            "Dinas Kesehatan",
            None,
        ),
    ],
)
def test_a_speaker_promises_and_asks_in_the_first_person(said, actor, due) -> None:
    assert [(who, day) for who, _what, day in tasks(f"JALANNYA RAPAT\n{said}\n")] == [(actor, due)]


RECORDS = [
    "OPD\t: Dinkes\nKegiatan\t: Validasi data\nBatas waktu\t: 20 Maret 2025\n",
    "Kegiatan : Validasi data\nPIC : Dinkes\nTarget : 20 Maret 2025\n",
    "Penanggung jawab : Dinkes\nTindakan : Validasi data\nTenggat : 20 Maret 2025\n",
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_task_is_read_from_lines_that_name_its_parts(record) -> None:
    body = f"Rencana Tindak Lanjut\n{record}\n{record.replace('Validasi', 'Kirim')}"

    assert tasks(body) == [
        ("Dinkes", "Validasi data", "2025-03-20"),
        ("Dinkes", "Kirim data", "2025-03-20"),
    ]


def test_action_pic_and_due_below_a_finding_are_one_task() -> None:
    task = "Action : pindahkan palet\nPIC : Produksi\nDue : 20 Maret 2025\n"
    body = f"Temuan baru\n1. Jalur evakuasi terhalang\n{task}"

    assert tasks(body) == [("Produksi", "pindahkan palet", "2025-03-20")]


@pytest.mark.parametrize("cell", ["Dicatat", "-", "Selesai", "Untuk diketahui", "Done"])
def test_a_cell_in_which_nothing_is_left_to_do_is_no_task(cell) -> None:
    table = "No | Uraian | Tindak Lanjut | PIC | Tenggat\n"
    table += "1 | Kas | Kirim laporan | Bu Wati | 20 Maret 2025\n"

    assert tasks(f"{table}2 | Pensiun | {cell} | - | -\n") == [
        ("Bu Wati", "Kirim laporan", "2025-03-20")
    ]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("paling telat 20 Maret 2025", "2025-03-20"),
        ("bulan April 2025", "2025-04-30"),
        ("2nd week of April 2025", "2025-04-14"),
        ("within two weeks", "2025-03-26"),
        ("hari ini juga", "2025-03-12"),
    ],
)
def test_deadlines_in_other_words(words, due) -> None:
    assert [
        day for *_who, day in tasks(f"Tindak Lanjut\n1. Bu Wati memasang papan nama {words}\n")
    ] == [due]


def test_what_is_needed_is_a_wish() -> None:
    minutes = read_minutes_file(
        f"{HEAD}Kesimpulan\n1. Perlu pelatihan petugas loket.\n".encode(), "a.txt"
    )

    assert [(each.actor, each.action, each.kind) for each in minutes.follow_ups] == [
        (None, "pelatihan petugas loket", "wish")
    ]


FORM = """NOTULEN RAPAT
Hari/Tanggal : ........
Waktu : ....

Hasil Pembahasan
........

Tindak Lanjut
........
"""
MANUAL = """PENYUSUNAN NOTULEN

1. Pengertian
Notulen adalah catatan rapat.
2. Langkah
a. Petugas mencatat kesimpulan.
b. Petugas menulis tindak lanjut.
"""
NEWS = """Rapat Koordinasi Digelar di Pendopo

SUKAMULYA - Bupati memimpin rapat koordinasi, Selasa (4/3/2025).

Kesimpulan
1. Dinas akan menggelar pasar murah.

“Kami akan memantau harga,” ujarnya kepada wartawan.
"""
DECREE = """KEPUTUSAN KEPALA DESA MEKAR
NOMOR 12 TAHUN 2025

Menimbang : a. bahwa perlu dibentuk panitia;
Mengingat : 1. Undang-Undang Nomor 6 Tahun 2014;

MEMUTUSKAN
Menetapkan :
KESATU : Membentuk panitia.
KEDUA : Panitia bertugas menyusun rencana.
"""
INVITATION = """Undangan Rapat Koordinasi

Hari/Tanggal : Rabu, 12 Maret 2025
Waktu : 10.00 WIB
Tempat : Aula
Acara : Pembahasan kajian

Mengingat pentingnya acara tersebut, Saudara diminta hadir tepat waktu.
"""


@pytest.mark.parametrize("text", [FORM, MANUAL, NEWS, DECREE, INVITATION])
def test_a_form_a_manual_an_article_a_decree_and_an_invitation_are_no_notes(text) -> None:
    with pytest.raises(WrongKindError) as refusal:
        read_minutes_file(text.encode(), "a.txt")

    assert refusal.value.code == Code.NO_MINUTES


def test_a_table_right_below_the_head_is_no_signature() -> None:
    rows = [
        ("No  Bahasan", "Tindak Lanjut", "PIC", "Target"),
        ("1   Aset belum berlabel", "Melabeli aset", "Bagian Umum", "20 Maret 2025"),
        ("2   Arsip menumpuk", "Memindahkan arsip", "Keuangan", "2 minggu"),
    ]
    body = "".join(f"{a:<28}{b:<24}{c:<16}{d}\n" for a, b, c, d in rows)
    head = HEAD.rstrip() + "\nNotulis : Ayu\n\n"
    minutes = read_minutes_file((head + body).encode(), "a.txt")

    assert [each.actor for each in minutes.follow_ups] == ["Bagian Umum", "Keuangan"]


TWO_WHO_ACT = "1. Dinas Pasar menambah petugas.\n2. Bidang Umum membuat daftar berkas.\n"


@pytest.mark.parametrize("heading", ["Kesimpulan", "Rekomendasi", "SIMPULAN RAPAT"])
def test_two_who_do_something_make_conclusions_tasks(heading) -> None:
    assert [who for who, *_ in tasks(f"{heading}\n{TWO_WHO_ACT}")] == ["Dinas Pasar", "Bidang Umum"]


@pytest.mark.parametrize("heading", ["Hasil Rapat", "Pembahasan", "Laporan"])
def test_elsewhere_it_may_have_been_done_already(heading) -> None:
    assert tasks(f"{heading}\n{TWO_WHO_ACT}") == []
