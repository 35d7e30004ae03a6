"""What is looked at before others read it."""

import pytest

from kokreasi.conversations.moderating import has_link, is_suspicious


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Lihat https://contoh.example/x", True),
        ("www.contoh", True),
        ("tulis ke contoh.co.id", True),
        ("lihat contoh.com", True),
        ("Pasal 3.1 dan lampiran.", False),
        ("Sesuai Perpres No. 16. Com", False),
    ],
)
def test_links_are_recognised(words, expected) -> None:
    assert has_link(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("SLOT gacor maxwin", True), ("Anggaran desa dibuka", False), ("slotnya berapa", False)],
)
def test_advertisements_are_recognised(words, expected) -> None:
    assert is_suspicious(words) is expected
