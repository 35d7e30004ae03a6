"""Words and their roots."""

import pytest

from kokreasi.insights.words import _stemmer, roots, stop_words, words


def test_words_are_taken_in_order_and_in_small_letters():
    assert words("Portal E-legislasi, tahun 2018: LAPOR!-SP4N") == [
        "portal",
        "e",
        "legislasi",
        "tahun",
        "2018",
        "lapor",
        "sp4n",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pengaduan", "mengadu"),
        ("publikasi", "publikasi"),
        ("pelaporan", "melaporkan"),
        ("keterbukaan", "terbuka"),
        ("pelayanan", "layanan"),
    ],
)
def test_forms_of_a_word_share_their_root(one, other):
    assert roots(one) == roots(other) != []


def test_words_that_say_nothing_are_left_out():
    assert "yang" in stop_words()
    assert roots("yang di dan untuk") == []


@pytest.mark.parametrize("text", ["", "  ", "…—", "🙂", "\u202e", "'"])
def test_a_text_without_words_has_no_roots(text):
    assert roots(text) == []


def test_words_that_nobody_uses_are_not_kept_for_ever():
    """Sastrawi's own memory has no end: whoever sends random words would fill the server's."""
    kept = [name for name, value in vars(_stemmer()).items() if "cache" in name.lower()]

    assert kept == []


def test_only_the_first_different_words_are_looked_at_where_that_is_asked():
    assert roots("mengadu mengadu penyelesaian mengadu", most=1) == ["adu", "adu", "adu"]


def test_what_is_longer_than_any_word_stays_as_it_is():
    endless = "memper" + "ab" * 40 + "kannya"

    assert roots(endless) == [endless]
