"""Planted themes are found again, copies count as people, and what says nothing is set aside."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.free_text import Aside, is_english, set_aside, written
from kokreasi.insights.gathering import gather, gather_sets
from kokreasi.insights.suggestions import NoThemes, SuggestedThemes
from kokreasi.insights.tests.proposals import DICTIONARY, THINGS_OF, idea, write
from kokreasi.insights.tests.writings import SAYS_NOTHING, THEMES, answers
from kokreasi.insights.themes import FEWEST_TEXTS, TYPICAL, WORDS, suggest

PURE = 0.95


def planted_in(found: SuggestedThemes, names: list[str]) -> list[str]:
    """Name each found theme by the theme that most of its texts are about."""
    return [
        Counter(names[each.place] for each in theme.members).most_common(1)[0][0]
        for theme in found.themes
    ]


def purity(found: SuggestedThemes, names: list[str]) -> float:
    """Give the share of placements that are about the same as most of their theme."""
    right = [
        names[each.place] == name
        for theme, name in zip(found.themes, planted_in(found, names), strict=True)
        for each in theme.members
    ]
    return sum(right) / len(right)


def proposals(number: int, *, themes: int, seed: int) -> tuple[list[str], list[str]]:
    random = Random(seed)
    names = [random.choice(list(THINGS_OF)[:themes]) for _place in range(number)]
    return [write(idea(random, name), random) for name in names], names


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("number", "themes"), [(60, 4), (150, 5), (400, 8)])
def test_planted_themes_are_found_again(number, themes, seed) -> None:
    texts, names = answers(number, themes=themes, seed=seed)

    found = suggest(texts)

    assert purity(found, names) >= PURE
    assert sorted(planted_in(found, names)) == sorted(list(THEMES)[:themes])
    assert len(found.unplaced) < 0.05 * number


def test_themes_are_found_behind_phrases_that_all_of_them_share() -> None:
    """Most words of these texts are the same whatever they are about."""
    texts, names = proposals(300, themes=5, seed=1)

    found = suggest(texts)

    assert purity(found, names) >= 0.85
    assert set(planted_in(found, names)) == set(list(THINGS_OF)[:5])


def test_the_same_texts_give_the_same_themes() -> None:
    texts, _names = answers(120, themes=4, seed=4)

    assert suggest(texts) == suggest(list(texts))


def test_every_text_is_set_aside_or_in_a_theme_or_unplaced() -> None:
    texts, _names = answers(80, themes=4, seed=5)
    strange = ["مرحبا بالعالم", "\u202e🙂🙂", "puskesmas", "x" * 20_000, "kata " * 4_000]
    given_texts = texts + SAYS_NOTHING + strange

    found = suggest(given_texts)

    placed = {each.place for theme in found.themes for each in theme.members}
    parts = [placed, set(found.unplaced), set(found.set_aside)]
    assert sorted(place for part in parts for place in part) == list(range(len(given_texts)))
    assert set(range(80, 80 + len(SAYS_NOTHING))) <= set(found.set_aside)


def test_a_theme_shows_words_as_people_wrote_them_and_its_heaviest_texts() -> None:
    texts, _names = answers(150, themes=5, seed=6)
    said = {word for text in texts for word in text.replace("-", " ").replace(",", " ").split()}

    found = suggest(texts)

    for theme in found.themes:
        weights = [each.weight for each in theme.members]
        assert weights == sorted(weights, reverse=True)
        assert set(theme.words) <= said
        assert 3 <= len(theme.words) <= WORDS
        assert len(theme.typical) == TYPICAL
        assert set(theme.typical) <= {each.place for each in theme.members}
    sizes = [len(theme.members) for theme in found.themes]
    assert sizes == sorted(sizes, reverse=True)


def test_a_campaign_is_one_voice_in_the_themes_and_many_in_their_size() -> None:
    texts, names = answers(100, themes=4, seed=7)
    copy = "kami minta anggaran daerah dan belanja dinas dibuka serta laporan keuangan diunduh"
    campaign = [f"{copy} {DICTIONARY[number]}" for number in range(300)]

    found = suggest(texts + campaign)

    assert set(planted_in(found, names + ["anggaran"] * 300)) == set(list(THEMES)[:4])
    assert found.gathered[-1].number == 300
    assert max(len(theme.members) for theme in found.themes) >= 300


def test_few_texts_have_no_themes() -> None:
    texts, _names = answers(FEWEST_TEXTS - 1, themes=3, seed=1)

    found = suggest(texts + texts[:5] + SAYS_NOTHING)

    assert (found.themes, found.none_because) == ((), NoThemes.TOO_FEW)
    assert len(found.unplaced) == FEWEST_TEXTS + 4
    assert found.gathered


def test_texts_that_share_nothing_have_no_themes() -> None:
    found = suggest([" ".join(DICTIONARY[place : place + 9]) for place in range(0, 900, 9)])

    assert (found.themes, found.none_because) == ((), NoThemes.NOTHING_SHARED)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("number", [40, 150])
def test_words_drawn_by_lot_have_no_themes(number, seed) -> None:
    random = Random(seed)
    texts = [" ".join(random.choices(DICTIONARY[:200], k=12)) for _place in range(number)]

    assert suggest(texts).none_because is NoThemes.NOTHING_STEADY


def test_no_texts_have_no_themes() -> None:
    assert suggest([]).none_because is NoThemes.TOO_FEW


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Aside.WORDLESS),
        (" - ", Aside.WORDLESS),
        ("👍🏽", Aside.WORDLESS),
        ("\u202e…", Aside.WORDLESS),
        ("Tidak ada.", Aside.NOTHING),
        ("N/A", Aside.NOTHING),
        ("s.d.a.", Aside.AS_BEFORE),
        ("SDA", Aside.AS_BEFORE),
        ("Sama seperti di atas", Aside.AS_BEFORE),
        ("cukup", Aside.BARE),
        ("Terima kasih 🙏", Aside.BARE),
        ("puskesmas", None),
        ("tidak ada obat di puskesmas", None),
        ("cukup banyak pungutan liar", None),
        ("مرحبا", None),
    ],
)
def test_what_says_nothing_is_set_aside_with_the_reason(text, why) -> None:
    assert set_aside(text) is why


def test_an_answer_is_read_in_its_language() -> None:
    said = written("The budgets of our agencies should be published with the classes")

    assert is_english(["please", "publish", "the", "budget"])
    assert not is_english(["tolong", "buka", "anggaran", "untuk", "warga"])
    assert [root for root, _word in said] == ["budget", "agency", "published", "classe"]
    assert written("yg penting pengaduan dibuka") == [("adu", "pengaduan"), ("buka", "dibuka")]


def test_copies_are_gathered_under_the_first() -> None:
    base = "buka data anggaran desa kepada seluruh warga kampung setiap semester"
    texts = ["pupuk langka", base, base.upper(), f"{base} lengkap", "jalan berlubang", base]

    found = gather(texts)

    assert [(each.first, each.places) for each in found] == [
        (0, (0,)),
        (1, (1, 2, 3, 5)),
        (4, (4,)),
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6), max_size=250))
def test_every_set_is_gathered_once(sets) -> None:
    found = gather_sets(sets)

    assert sorted(place for each in found for place in each.places) == list(range(len(sets)))
    assert all(each.first == min(each.places) for each in found)
    assert len({sets[each.first] for each in found if sets[each.first]}) == sum(
        bool(sets[each.first]) for each in found
    )
