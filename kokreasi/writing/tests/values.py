"""Values of minutes for the writers' tests: something in every field, signs that could do harm."""

from typing import Any

NASTY = 'Anggaran <b>& "uji"</b> #lorem(3) $x$ {{ title }} *y* = 1'


def values(**instead: Any) -> dict[str, Any]:
    return {
        "language": "id",
        "reference": "RPT-2018-001",
        "title": NASTY,
        "letterhead": ["Kementerian Contoh", "Sekretariat"],
        "is_draft": False,
        "fingerprint": "ab" * 32,
        "words": {
            "minutes": "Notula",
            "draft": "Draf",
            "summary": "Ringkasan",
            "agreements": "Kesepakatan",
            "follow_ups": "Tindak lanjut",
            "number": "No.",
            "action": "Yang dikerjakan",
            "responsible": "Penanggung jawab",
            "deadline": "Batas waktu",
            "withheld": "Tidak dibuka",
            "fingerprint": "Sidik jari",
        },
        "facts": [{"label": "Acara", "lines": ["Pembukaan", "Pembahasan"]}],
        "summary": "",
        "sections": [
            {
                "title": "Pembahasan",
                "points": [
                    {"number": "1.", "level": 0, "by": "Seknas FITRA", "text": NASTY},
                    {"number": "a.", "level": 1, "by": "", "text": "Butir bawah"},
                    {"number": "1)", "level": 2, "by": "", "text": "Butir terbawah"},
                ],
            }
        ],
        "agreements": [{"number": "1.", "level": 0, "by": "", "text": "Dua sektor dahulu"}],
        "follow_ups": [
            {
                "number": "1",
                "action": "Menyusun daftar",
                "responsible": "Kementerian Keuangan",
                "deadline": "28 September 2018",
            }
        ],
        "withheld": ["[nomor pribadi]"],
        "signatures": [{"role": "Pimpinan", "name": "Kasubdit"}],
    } | instead
