from datetime import date

import pytest

from kokreasi.reading.minutes.tasks import follow_up_of, read_task

MEETING = date(2025, 6, 10)  # a Tuesday

#    an item, as somebody writes it         actor, action, words of the deadline, day, kind
ITEMS = [
    (
        "Menyusun draf laporan, deadline: Minggu, 29 Juni 2025, (PIC: Pak A & Pak B)",
        ("Pak A & Pak B", "Menyusun draf laporan", "Minggu, 29 Juni 2025", "2025-06-29", "promise"),
    ),
    (
        "→ siapkan undangan | MF | due: 23/06",
        ("MF", "siapkan undangan", "23/06", "2025-06-23", "promise"),
    ),
    (
        "Aksi pertama - PIC: Rina - Target: 20 Juni - Status: proses",
        ("Rina", "Aksi pertama", "20 Juni", "2025-06-20", "promise"),
    ),
    (
        "kirim notulen - PIC: - Target: - Status:",
        (None, "kirim notulen", None, None, "promise"),
    ),
    (
        "Menyusun SOP. PIC: Bagian Organisasi. Batas waktu: 30 Juni 2025.",
        ("Bagian Organisasi", "Menyusun SOP", "30 Juni 2025", "2025-06-30", "promise"),
    ),
    (
        "Menyusun draf – Bappenas – 30 Juni 2025",
        ("Bappenas", "Menyusun draf", "30 Juni 2025", "2025-06-30", "promise"),
    ),
    (
        "Bappenas: menyusun draf (30 Juni 2025)",
        ("Bappenas", "menyusun draf", "30 Juni 2025", "2025-06-30", "promise"),
    ),
    ("Kirim undangan (Budi, Jumat)", ("Budi", "Kirim undangan", "Jumat", "2025-06-13", "promise")),
    (
        "Dinas LH menunjuk admin (Selasa, 17 Juni 2025)",
        ("Dinas LH", "menunjuk admin", "Selasa, 17 Juni 2025", "2025-06-17", "promise"),
    ),
    ("Menyusun peta jalan (Bappenas)", ("Bappenas", "Menyusun peta jalan", None, None, "promise")),
    (
        "Menyusun Rencana Aksi Nasional (RAN)",
        (None, "Menyusun Rencana Aksi Nasional (RAN)", None, None, "promise"),
    ),
    (
        "@budi siapkan draf minggu depan",
        ("@budi", "siapkan draf", "minggu depan", "2025-06-20", "promise"),
    ),
    (
        "**Andi** - review PR #12 by Friday",
        ("Andi", "review PR #12", "by Friday", "2025-06-13", "promise"),
    ),
    ("Action: Sari to circulate minutes", ("Sari", "circulate minutes", None, None, "promise")),
    (
        "Segera kirimkan data ke Bappenas",
        (None, "kirimkan data ke Bappenas", "Segera", None, "request"),
    ),
    (
        "Paling lambat 30 Juni 2025, Dinas Kesehatan menyampaikan data",
        (
            "Dinas Kesehatan",
            "menyampaikan data",
            "Paling lambat 30 Juni 2025",
            "2025-06-30",
            "promise",
        ),
    ),
    (
        "Dinas Kesehatan agar menyampaikan data paling lambat 7 hari kerja setelah rapat.",
        (
            "Dinas Kesehatan",
            "menyampaikan data",
            "paling lambat 7 hari kerja setelah rapat",
            "2025-06-19",
            "request",
        ),
    ),
    (
        "Perbaikan jalan dilaksanakan oleh Tim Pelaksana pada bulan Juli 2025.",
        (
            "Tim Pelaksana",
            "Perbaikan jalan dilaksanakan",
            "bulan Juli 2025",
            "2025-07-31",
            "promise",
        ),
    ),
    (
        "Data belum lengkap → Bappeda akan melengkapi",
        ("Bappeda", "melengkapi", None, None, "promise"),
    ),
    ("Kampanye medsos: tim media", ("tim media", "Kampanye medsos", None, None, "promise")),
    ("Bappeda perlu menyusun data", ("Bappeda", "menyusun data", None, None, "wish")),
    (
        "MediaLink dan LBH: mengisi formulir",
        ("MediaLink dan LBH", "mengisi formulir", None, None, "promise"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_an_item_is_taken_apart(text, expected) -> None:
    found = follow_up_of(read_task(text, MEETING), 1)

    assert (
        found.actor,
        found.action,
        found.deadline_text,
        found.due_on,
        found.kind,
    ) == expected


def test_a_status_is_kept_as_written() -> None:
    task = read_task("Kirim data - PIC: Rina - Status: 60%, menunggu tanda tangan", MEETING)

    assert task.status == "60%, menunggu tanda tangan"
