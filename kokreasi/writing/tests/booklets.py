"""Values of a booklet for the writers' tests: every kind of block, signs that could do harm."""

from typing import Any

from kokreasi.writing.tests.values import NASTY

HOSTILE = f'{NASTY} <script> @label [#pagebreak()] \\ ` `` _x_ ~ <w:t> "]) #panic()'


def said(text: str, language: str = "", *, is_code: bool = False) -> dict[str, Any]:
    return {"text": text, "language": language, "is_code": is_code}


def heading(level: int, text: str, **instead: Any) -> dict[str, Any]:
    return {
        "kind": "heading",
        "level": level,
        "text": said(text),
        "eyebrow": "",
        "opens_page": False,
    } | instead


def blocks() -> list[dict[str, Any]]:
    return [
        heading(1, HOSTILE, opens_page=True, eyebrow=HOSTILE),
        {"kind": "prose", "text": said(f"Paragraf satu\nParagraf dua {HOSTILE}")},
        heading(2, "Bagian"),
        {"kind": "lead", "text": said("Janji utama", "en")},
        {"kind": "quiet", "text": said("Keterangan kecil")},
        heading(3, "Anak bagian"),
        heading(4, "Cucu bagian"),
        {
            "kind": "facts",
            "rows": [{"label": "Label fakta", "values": [said(HOSTILE)], "is_long": True}],
        },
        {
            "kind": "table",
            "widths": [1, 2.5],
            "head": ["Kolom A", "Kolom B"],
            "rows": [
                [[said("sel satu", "en"), said("sel dua")], [said("ab" * 32, is_code=True)]],
                [[], []],
            ],
        },
        {
            "kind": "figures",
            "items": [
                {"number": "13", "label": "Komitmen", "aside": "dinyatakan: 14 [1]"},
                {"number": "", "label": "Hanya dinyatakan", "aside": ""},
            ],
        },
    ]


def booklet(**instead: Any) -> dict[str, Any]:
    return {
        "language": "id",
        "title": HOSTILE,
        "author": "Kokreasi",
        "mark": "",
        "running": "Kepala halaman",
        "standing": "RAN-2018 · versi 1",
        "fingerprint": "cd" * 32,
        "contents_depth": 2,
        "words": {
            "contents": "Daftar isi",
            "fingerprint": "Sidik jari",
            "untranslated": {"id": "belum ada", "en": "dalam bahasa Inggris"},
        },
        "cover": {
            "eyebrow": "Rencana aksi",
            "title": said(HOSTILE),
            "period": "2019–2020",
            "facts": [{"label": "Versi", "values": [said("1")]}],
        },
        "blocks": blocks(),
    } | instead
