"""What is looked at before others read it."""

import time

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


@pytest.mark.parametrize("words", ["a-" * 10_000, "-a" * 10_000, "a" * 20_000, "a." * 10_000])
def test_long_texts_are_looked_at_in_no_time(words) -> None:
    begun = time.process_time()

    assert not has_link(words)
    assert time.process_time() - begun < 0.1
