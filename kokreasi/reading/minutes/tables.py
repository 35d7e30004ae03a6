"""Tables of those who took part: No | Nama | Instansi | Jabatan | L/P | Tanda Tangan."""

import re
from collections.abc import Sequence
from enum import StrEnum

from kokreasi.reading.minutes.labels import key


class Column(StrEnum):
    NUMBER = "number"
    NAME = "name"
    ORGANISATION = "organisation"
    ROLE = "role"
    GENDER = "gender"
    MEN = "men"
    WOMEN = "women"
    TOTAL = "total"
    IGNORED = "ignored"


WORDS: dict[Column, str] = {
    Column.NUMBER: "no|nomor|no urut|#",
    Column.NAME: "nama|nama peserta|nama lengkap|name|peserta|nama/nip|nama anggota|nama undangan"
    "|nama peserta rapat|full name|nama hadirin|nama peserta/undangan|participant|attendee",
    Column.ORGANISATION: "instansi|organisasi|lembaga|unit kerja|asal|asal instansi|kementerian"
    "|lembaga/organisasi|instansi/organisasi|instansi/lembaga|nama instansi|k/l|organisation"
    "|organization|institution|affiliation|unsur|perwakilan|opd|unit|satker|dari|asal lembaga"
    "|institusi|kementerian/lembaga|unit/instansi|skpd|fraksi|perangkat daerah|nama lembaga|bagian"
    "|instansi/unit kerja|division|divisi|department|departemen|dept|utusan|perusahaan"
    "|mitra|komunitas"
    "|satuan kerja|asal sekolah|asal organisasi|desa|kelurahan"
    "|unit organisasi|nama organisasi|agency|bidang|company|alamat",
    Column.ROLE: "jabatan|posisi|peran|role|position|title|jabatan/instansi|jabatan/unit kerja"
    "|kedudukan|pangkat/jabatan|keterangan jabatan|instansi/jabatan",
    Column.GENDER: "l/p|jk|jenis kelamin|gender|sex|p/l",
    Column.MEN: "l|laki-laki|laki|pria|men|male|lk",
    Column.WOMEN: "p|perempuan|wanita|women|female|pr",
    Column.TOTAL: "jumlah|total|jumlah peserta|jumlah orang|orang|jml|jumlah hadir",
    Column.IGNORED: "tanda tangan|ttd|paraf|nip|keterangan|ket|telepon|no hp|no telp|email|kontak"
    "|signature|hp|no hp/email|nomor hp|kehadiran|hadir|status|e-mail|no telepon|nip/nik|golongan",
}
MEANINGS = {word: column for column, words in WORDS.items() for word in words.split("|")}
BESIDE_BODIES = {Column.ROLE, Column.GENDER, Column.MEN, Column.WOMEN, Column.TOTAL}
"""A list of bodies is one of people only with one of these beside it."""
NEEDED = 2


def columns_of(cells: Sequence[str]) -> list[Column | None]:
    """Tell what the columns under these cells hold; None for words nobody knows."""
    return [MEANINGS.get(re.sub(r"\s*/\s*", "/", key(cell))) for cell in cells]


def is_attendance_header(cells: Sequence[str]) -> bool:
    """Whether the cells are the header of a list of people or bodies that took part."""
    filled = [cell for cell in cells if cell.strip()]
    columns = [column for column in columns_of(filled) if column]
    if not len(columns) == len(filled) >= NEEDED:
        return False
    found = set(columns)
    bodies = Column.ORGANISATION in found and bool(found & BESIDE_BODIES)
    return len(found) >= NEEDED and (Column.NAME in found or bodies)
