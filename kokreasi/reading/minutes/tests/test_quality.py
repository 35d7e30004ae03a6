"""What the page about reading promises, on a smaller sample of the same made-up notes."""

import pytest

from kokreasi.reading.minutes.tests.generated.rendering import FORMATS
from kokreasi.reading.minutes.tests.generated.scoring import FIELDS, Score, measure
from kokreasi.reading.minutes.tests.quality import BEGIN, END, PAGE, table_of, with_table

NOTES = 12


@pytest.fixture(scope="module", params=FORMATS)
def score(request) -> Score:
    found = Score()
    for seed in range(1_000, 1_000 + NOTES):
        found.add(measure(request.param, seed))
    return found


def test_fields_of_the_head_are_right(score) -> None:
    assert score.share(*FIELDS) >= 0.95, score.failed


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_is_neglected(score, name) -> None:
    assert score.share(name) >= 0.8, score.failed


def test_follow_ups_are_found_and_real(score) -> None:
    assert score.share("found") >= 0.9, score.failed
    assert score.share("real") >= 0.9, score.failed


def test_no_date_is_invented(score) -> None:
    assert score.share("no invented date") == 1.0, score.failed


def test_the_page_shows_a_table_of_quality() -> None:
    table = PAGE.read_text().partition(BEGIN)[2].partition(END)[0]

    assert all(f"| {name.replace('_', ' ')} |" in table for name in FIELDS)


def test_a_table_replaces_the_one_before() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    table = table_of({"txt": Score()}, 1)

    assert with_table(page, table) == f"before\n{BEGIN}\n{table}{END}\nafter\n"
