"""Texts are alike by their roots, whatever their order and forms; signatures agree everywhere."""

import subprocess
import sys
from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.similar_pairs import Pair, all_pairs, joined, pairs_among, signatures
from kokreasi.insights.similarity import (
    HASHES,
    MOST_WORDS,
    features,
    forms,
    jaccard,
    mass,
    resemblance,
    signature,
    signature_of,
    weight,
)
from kokreasi.insights.tests.proposals import THINGS_OF, corpus, idea, write

ALIKE = 0.35
NUMBER, TWINS = 600, 150
LOWEST = 0.3


@pytest.fixture(scope="module")
def written():
    texts, twins = corpus(NUMBER, twins=TWINS, seed=4)
    return [features(text) for text in texts], twins


@pytest.fixture(scope="module")
def exactly(written):
    """Give every pair and its Jaccard, by comparing each with each."""
    sets, _twins = written
    pairs = combinations(range(len(sets)), 2)
    scores = {pair: jaccard(*(sets[place] for place in pair)) for pair in pairs}
    return {pair: score for pair, score in scores.items() if score >= LOWEST}


def test_order_and_affixes_do_not_matter():
    assert features("Mengawasi pengadaan obat") == features("obat, diadakan dan diawasi")


def test_a_root_stands_with_the_word_in_which_it_came_first():
    assert forms("Pengaduan warga: warga mengadu") == {"adu": "pengaduan", "warga": "warga"}


def test_words_after_the_first_few_hundred_are_not_looked_at():
    assert "kapal" not in features("obat " * MOST_WORDS + "kapal")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.frozensets(st.text(min_size=1, max_size=12), min_size=1, max_size=40), max_size=8)
)
def test_signatures_in_bulk_are_those_of_single_texts(sets):
    assert [bytes(row) for row in signatures(sets)] == [signature_of(found) for found in sets]


def test_a_signature_stays_the_same_for_ever():
    assert signature("Keterbukaan anggaran desa")[:8].hex() == "f6ba4ffb326c044f"
    assert len(signature("Keterbukaan anggaran desa")) == HASHES
    assert signature("") == b""


def test_signatures_agree_as_much_as_their_sets():
    one = frozenset(f"kata{n}" for n in range(60))
    other = frozenset(f"kata{n}" for n in range(20, 80))
    agreeing = sum(a == b for a, b in zip(signature_of(one), signature_of(other), strict=True))
    assert abs(agreeing / HASHES - jaccard(one, other)) < 0.1


@pytest.mark.parametrize("threshold", [0.5, 0.4, LOWEST])
def test_hardly_a_pair_is_missed_and_none_is_wrong(written, exactly, threshold):
    sets, _twins = written
    wanted = {pair for pair, score in exactly.items() if score >= threshold}
    found = {(pair.first, pair.second) for pair in pairs_among(sets, threshold)}

    assert len(wanted) > 10
    assert found <= wanted
    assert len(found) >= 0.97 * len(wanted)


def test_kept_signatures_find_the_same_pairs(written):
    sets, _twins = written
    kept = [signature_of(found) for found in sets]

    assert joined(kept).tolist() == signatures(sets).tolist()
    assert pairs_among(sets, 0.4, kept) == pairs_among(sets, 0.4)


def test_copies_make_one_pair_each_and_texts_without_words_none():
    texts = [
        "Jalan desa rusak",
        "",
        "desa: jalan yang rusak",
        "Harga gabah",
        "…",
        "Rusaknya jalan desa",
    ]

    assert all_pairs(texts) == [Pair(0, 2, 1.0), Pair(0, 5, 1.0)]


def test_a_thousand_copies_are_no_trouble():
    assert len(all_pairs(["Perbaiki jalan desa kami"] * 1_000)) == 999


@pytest.mark.parametrize("threshold", [0, 0.1, 1.1])
def test_a_threshold_without_sense_is_refused(threshold):
    with pytest.raises(ValueError, match="threshold"):
        all_pairs(["satu"], threshold)


@pytest.mark.parametrize("texts", [[], [""], ["jalan"]])
def test_few_texts_make_no_pairs(texts):
    assert all_pairs(texts) == []


def test_the_same_proposal_in_other_words_is_told_from_its_theme(written):
    """Nine of ten reworded proposals are alike, and hardly any that share only a theme."""
    sets, twins = written
    random = Random(9)
    themes = [theme for theme in THINGS_OF for _number in range(20)]
    strangers = [[features(write(idea(random, theme), random)) for _n in "ab"] for theme in themes]
    counts = Counter(root for found in sets for root in found)

    def score(one, other):
        weights = {root: weight(counts[root], among=len(sets)) for root in one | other}
        return resemblance(mass(one & other, weights), mass(one, weights), mass(other, weights))

    reworded = [score(sets[one], sets[other]) for one, other in twins]
    only_theme = [score(one, other) for one, other in strangers]
    assert sum(value >= ALIKE for value in reworded) >= 0.88 * len(reworded)
    assert sum(value >= ALIKE for value in only_theme) <= 0.05 * len(only_theme)


def test_nothing_is_like_nothing():
    assert resemblance(0, 0, 3.0) == 0 == jaccard(frozenset(), frozenset())


def test_one_text_is_compared_without_numpy():
    code = "import sys, kokreasi.insights.similarity; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
