"""Files of answers for tests, as other services write them."""

import csv
import io
from collections.abc import Sequence

from kokreasi.consultations.models import AnswerFile, Consultation
from kokreasi.consultations.services.importing import files

HEADERS = (
    "Timestamp",
    "Jenis kelamin",
    "Komitmen yang menarik (boleh lebih dari satu)",
    "Kejelasan (1-10)",
    "Masukan",
)
BUDGET = "Keterbukaan anggaran pendidikan, kesehatan, dan penanggulangan kemiskinan"
LAW, FORUM = "Portal e-legislasi", "Forum konsultasi publik di K/L"
OTHERS = [f"Layanan {letter}" for letter in "ABCDEFGHIJKL"]
CHOSEN = [
    BUDGET,
    f"{BUDGET}, {LAW}",
    BUDGET,
    FORUM,
    LAW,
    f"{FORUM}, {OTHERS[0]}",
    *OTHERS[1:],
]


def survey(chosen: Sequence[str] = CHOSEN) -> list[list[str]]:
    """Give 17 rows like those of 2018: 19 choices, three times the budget, 14 men, 3 women."""
    return [
        [
            f"{13 + at:02}/09/2018 10:{at:02}:00",
            "Perempuan" if at in (4, 8, 12) else "Laki-laki",
            cell,
            "8" if at % 3 else "9",
            "Mohon data terbuka.\nTerima kasih." if at % 4 == 0 else "",
        ]
        for at, cell in enumerate(chosen)
    ]


def csv_of(
    rows: Sequence[Sequence[str]], headers: Sequence[str] = HEADERS, *, mark: str = ","
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows([headers, *rows])
    return text.getvalue().encode()


def uploaded(consultation: Consultation, data: bytes, name: str = "jawaban.csv") -> AnswerFile:
    file = files.upload(consultation, name=name, data=data, by=None)
    return AnswerFile.objects.select_related("consultation__record__version").get(pk=file.pk)
