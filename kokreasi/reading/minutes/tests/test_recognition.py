"""Families of papers: notes of many kinds, and their near misses, each in several words."""

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.errors import WrongKindError
from kokreasi.reading.minutes.evidence import FACTS, PHRASES, TOGETHER
from kokreasi.reading.minutes.reader import read_minutes
from kokreasi.reading.minutes.recognition import WEIGHTS

HEAD = "Hari/Tanggal : Selasa, 6 Mei 2025\nWaktu : 09.00 WIB\nTempat : Balai Warga\n"

NOTES = {
    "without a title": f"{HEAD}Pimpinan : Ibu Ratri\n\nPembahasan\n1. Bapak Wiyono melaporkan"
    " sumur bor macet.\n\nKesimpulan\n1. Disepakati pompa diganti.\n",
    "as a story": "Rapat Karang Taruna\n\nPada hari Sabtu, 3 Mei 2025 bertempat di Balai Warga"
    " telah diadakan rapat yang dihadiri oleh 14 anggota. Rapat dibuka pukul 19.30 oleh ketua."
    " Sdr. Galih mengusulkan lomba perahu. Peserta menyepakati lomba pada bulan Juli.\n",
    "that mentions an invitation": f"NOTULEN RAPAT\n{HEAD}\nPembahasan\n1. Sekretaris melaporkan"
    " undangan sudah disebar.\n2. Bendahara menanyakan konsumsi.\n\nTindak Lanjut\n"
    "1. Sekretaris mengirim surat paling lambat 9 Mei 2025.\n",
    "that speaks of a regulation": f"RISALAH RAPAT\n{HEAD}\nPembahasan\n1. Bapak Tono menjelaskan"
    " Pasal 4 rancangan peraturan desa.\n2. Ibu Sri menanyakan Pasal 5.\n\nKeputusan\n"
    "1. Rancangan disepakati.\n",
    "in English": "Board Minutes\n\nDate: 6 May 2025\nAttendees: Ann Lee, Bo Tan\n\nThe meeting was"
    " called to order at 7 pm. Ann reported on the roof. The repair was approved.\n\nAction Items"
    "\n- Bo to call the roofer by 9 May 2025\n",
}
OTHERS = {
    "an invitation by letter": f"Perihal : Undangan Rapat\nYth. Ketua RT\n\nDengan hormat, kami"
    f" mengharap kehadiran Saudara pada:\n{HEAD}Acara : Pembahasan sumur\n\nAtas perhatian"
    " Saudara kami ucapkan terima kasih.\n",
    "an announcement": "PENGUMUMAN\n\nPanitia mengumumkan pendaftaran lomba perahu dibuka 1 Juli"
    " 2025.\nPersyaratan :\n1. Warga desa.\n\nDemikian pengumuman ini disampaikan.\n",
    "terms of reference": "KERANGKA ACUAN KERJA\n\nLatar Belakang\nSumur desa macet.\n\nMaksud dan"
    " Tujuan\nMemilih pompa.\n\nRuang Lingkup\nSatu desa.\n\nKeluaran\nSatu laporan.\n\nAnggaran\n"
    "Rapat akan dilaksanakan dua kali.\n",
    "a lesson on notes": "Cara Menulis Notula\n\nNotula adalah catatan rapat. Sebaiknya Anda tulis"
    " singkat. Unsur-unsur notula adalah sebagai berikut.\n1. Judul\n2. Tanggal\n3. Peserta\n\n"
    "Contoh kalimat: ketua menyampaikan bahwa ....\n",
    "a form in brackets": "# Notulen Rapat\n\n**Tanggal:** [DD/MM/YYYY]\n**Tempat:** [Nama ruang]\n"
    "**Peserta:** [Nama peserta]\n\n## Pembahasan\n- [Isi pembahasan]\n\n## Tindak Lanjut\n"
    "- [Tugas] - [PIC] - [Batas waktu]\n",
    "an order of events": "SUSUNAN ACARA RAPAT TAHUNAN\n\n08.00 - 08.30 Pendaftaran\n08.30 - 09.00"
    " Pembukaan\n09.00 - 11.00 Pembahasan\n11.00 - 11.15 Penutup\n",
    "a description of a program": "# Notulensi Kilat\n\nAplikasi pembuat notulensi.\n\n## Fitur"
    "\n- Login dan dashboard\n- Export ke `notulen.pdf`\n\n## Install\n`npm install`\n",
    "a regulation": "PERATURAN DESA\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n\nMenimbang :\nbahwa rapat"
    " desa perlu diatur;\nMengingat :\nUndang-Undang Desa;\nMEMUTUSKAN :\nBAB I\nPasal 1\nRapat"
    " sebagaimana dimaksud dihadiri oleh perangkat desa.\n",
}


def is_taken(text: str, name: str = "surat.txt") -> bool:
    try:
        read_minutes(read_document(text.encode(), name))
    except WrongKindError:
        return False
    return True


@pytest.mark.parametrize("paper", NOTES.values(), ids=NOTES)
def test_a_note_is_taken_for_one(paper) -> None:
    assert is_taken(paper)


@pytest.mark.parametrize("paper", OTHERS.values(), ids=OTHERS)
def test_another_paper_is_not(paper) -> None:
    assert not is_taken(paper)


def test_no_single_phrase_outweighs_title_date_points_and_tasks() -> None:
    plain = WEIGHTS["title of a note"] + WEIGHTS["date"] + WEIGHTS["points"]
    plain += WEIGHTS["follow-ups listed"]

    assert all(-each.weight < plain for each in PHRASES)


def test_signs_that_are_weighed_together_are_features() -> None:
    known = {each.name for each in PHRASES} | set(FACTS)

    assert all(set(signs) <= known for _, signs in TOGETHER.values())


def test_a_long_paper_takes_time_in_proportion() -> None:
    long = NOTES["without a title"] + "\nRapat " * 20_000 + "[a" * 20_000 + "`b" * 20_000

    assert is_taken(long)
