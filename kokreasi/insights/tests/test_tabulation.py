"""Counted by DuckDB as by hand, whatever people answer and whatever their keys are called."""

import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights import tabulation as tab
from kokreasi.insights.tabulation.encoding import batches
from kokreasi.insights.tests.answers import HOSTILE, LAYOUT, completed, counted, made_up

KEYS = [column.key for column in LAYOUT.columns]
CHARACTERISTICS = ["gender", "province", "channel", "suspicious", "clarity", HOSTILE[0]]
NOT_SUSPICIOUS = {"suspicious": {False, None}}


@pytest.fixture(scope="module")
def rows():
    return list(made_up(Random(5), 700))


@pytest.fixture(scope="module")
def answers(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "answers.parquet"
    assert tab.write(path, LAYOUT, rows) == len(rows)
    with tab.open_store(path) as opened:
        yield opened


def stored(folder, layout, rows):
    path = folder / "answers.parquet"
    tab.write(path, layout, rows)
    return tab.open_store(path)


@pytest.mark.parametrize("by", [(), ("gender",), ("gender", "province"), (HOSTILE[0], "given_on")])
@pytest.mark.parametrize(
    "where",
    [
        {},
        NOT_SUSPICIOUS,
        {"channel": {"web"}, **NOT_SUSPICIOUS},
        {HOSTILE[0]: set(HOSTILE[:3]), "gender": {tab.NOT_ASKED, "f"}},
        {"gender": set()},
    ],
)
def test_every_kind_is_counted_as_by_hand(answers, rows, by, where) -> None:
    tables = tab.count(answers, by=by, where=where)

    assert tables == counted(LAYOUT, rows, KEYS, by=by, where=where)
    assert list(tables) == KEYS


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    number=st.integers(0, 25),
    keys=st.lists(st.sampled_from(KEYS), min_size=1, unique=True),
    by=st.lists(st.sampled_from(CHARACTERISTICS), max_size=2),
    channels=st.none() | st.sets(st.sampled_from(["web", "paper", tab.NOT_ASKED, None])),
)
def test_few_answers_are_counted_as_by_hand(
    tmp_path_factory, seed, number, keys, by, channels
) -> None:
    rows = list(made_up(Random(seed), number))
    where = {} if channels is None else {"channel": channels}

    with stored(tmp_path_factory.mktemp("few"), LAYOUT, rows) as answers:
        tables = tab.count(answers, keys, by=by, where=where)
        finished = tab.completion(answers, keys, by=by, where=where)

    assert tables == counted(LAYOUT, rows, keys, by=by, where=where)
    assert finished == completed(LAYOUT, rows, keys, by=by, where=where)


def test_values_and_groups_come_in_the_order_of_their_lists(answers) -> None:
    table = tab.count(answers, ["clarity"], by=["gender"])["clarity"]

    assert list(table) == [(tab.NOT_ASKED,), ("f",), ("m",), ("other",), (None,)]
    assert list(table["f",].counts) == [-2, -1, 0, 1, 2, 3]


def test_who_was_not_asked_is_not_missing(tmp_path) -> None:
    layout = tab.Layout((tab.Choice("q", ("yes", "no")),))
    rows = [{"q": "yes"}, {"q": None}, {}, {"q": tab.NOT_ASKED}, {"q": tab.NOT_ASKED}]

    with stored(tmp_path, layout, rows) as answers:
        response = tab.count(answers)["q"][()].response

    assert (response.received, response.asked, response.not_asked) == (5, 3, 2)
    assert (response.answered, response.missing) == (1, 2)


def test_completion_of_no_questions_is_that_of_everybody(answers, rows) -> None:
    assert tab.completion(answers, []) == {(): tab.Completion(len(rows), 0, len(rows))}


def test_more_columns_than_fit_into_one_statement(tmp_path) -> None:
    """A consultation that asks the same of 60 commitments."""
    layout = tab.Layout(
        (
            *(tab.Scale(f"clarity {n}", 1, 10) for n in range(60)),
            *(tab.Choices(f"attention {n}", tuple("abcdefghijklmno")) for n in range(60)),
        )
    )
    rows = list(made_up(Random(3), 40, layout))

    with stored(tmp_path, layout, rows) as answers:
        tables = tab.count(answers)

    assert tables == counted(layout, rows, tables)
    assert len(tables) == 120


def test_batches_end_anywhere() -> None:
    rows = list(made_up(Random(2), 50))
    (whole,) = batches(LAYOUT, rows)

    parts = list(batches(LAYOUT, rows, size=7))

    assert len(parts) == 8
    for name, column in whole.items():
        assert [value for part in parts for value in part[name].tolist()] == column.tolist()


WRONG = [
    ("gender", "women"),
    ("gender", ["f"]),
    ("gender", {"f": "m"}),
    ("gender", ("f", ["m"])),
    ("gender", float("nan")),
    ("suspicious", "no"),
    ("clarity", 4),
    ("clarity", "3"),
    ("given_on", date(2018, 10, 1)),
    ("topics", HOSTILE[0]),
    ("topics", [HOSTILE[0], HOSTILE[0]]),
    ("topics", ["nothing of the list"]),
    ("topics", 3),
    ("topics", [[]]),
    ("order", {HOSTILE[5]}),
    ("order", [HOSTILE[5], HOSTILE[5]]),
    ("age", 10**400),
    ("age", Decimal("1E+999999")),
    ("age", Decimal("1E-999999")),
    ("age", Decimal("NaN")),
    ("age", Decimal("sNaN")),
    ("age", Decimal("-Infinity")),
    ("age", Decimal("1.5")),
    ("age", True),
    ("age", 1.0),
    ("budget", Decimal("0.001")),
    ("budget", 10**16),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_what_a_column_cannot_hold_is_refused_with_its_row(tmp_path, key, value) -> None:
    rows = [*made_up(Random(1), 3), {key: value}]

    with pytest.raises(tab.WrongValueError, match="row 3: "):
        tab.write(tmp_path / "answers.parquet", LAYOUT, rows)

    assert list(tmp_path.iterdir()) == []


def test_text_without_a_column_never_enters(tmp_path) -> None:
    with pytest.raises(tab.UnknownColumnError, match="row 1: no column 'my opinion'"):
        tab.write(tmp_path / "a.parquet", LAYOUT, [{}, {"my opinion": "free text"}])


def test_numbers_are_kept_exactly_up_to_their_ends(tmp_path) -> None:
    layout = tab.Layout((tab.Number("n", 2),))
    most = Decimal("9999999999999999.99")
    rows = [{"n": most}, {"n": -most}, {"n": Decimal("0.01")}, {"n": Decimal("1E+2")}, {"n": most}]

    with stored(tmp_path, layout, rows) as answers:
        tally = tab.count(answers)["n"][()]

    assert (tally.smallest, tally.largest) == (-most, most)
    assert tally.total == most + Decimal("100.01")
    assert tally.quartiles.median == 100


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path) -> None:
    path = tmp_path / "answers.parquet"
    layout = tab.Layout((tab.Choice("q", ("yes", "no")),))
    tab.write(path, layout, [{"q": "yes"}])
    before = path.read_bytes()

    def breaks_off():
        yield from ({"q": "no"} for _row in range(60_000))
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        tab.write(path, layout, breaks_off())
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["answers.parquet"]

    tab.write(path, layout, [{"q": "no"}] * 3)
    with tab.open_store(path) as answers:
        assert tab.count(answers)["q"][()].counts == {"yes": 0, "no": 3}


def test_a_file_may_have_any_name(tmp_path) -> None:
    path = tmp_path / "jawaban [2018] 'web'?*.parquet"
    tab.write(path, tab.Layout((tab.Flag("q"),)), [{"q": True}])

    with tab.open_store(path) as answers:
        assert tab.count(answers)["q"][()].counts == {False: 0, True: 1}


def test_other_files_are_refused(tmp_path) -> None:
    other = tmp_path / "other.parquet"
    other.write_text("gender,province\n")

    with pytest.raises(FileNotFoundError), tab.open_store(tmp_path / "absent.parquet"):
        pass
    with pytest.raises(tab.NotAStoreError), tab.open_store(other):
        pass


def test_no_key_and_no_word_stands_in_the_columns(answers, rows) -> None:
    """Only the layout beside the columns knows what people wrote as keys."""
    source = answers.engine.source
    described = answers.engine.rows(f"DESCRIBE SELECT * FROM {source}")

    assert Counter(row[1] for row in described).keys() == {"SMALLINT", "BIGINT"}
    assert {row[0].strip("c0123456789_") for row in described} == {""}
    assert answers.layout == LAYOUT


@pytest.mark.parametrize("text", ["\ud800", "\x00", "🗳️", "'", '"', "\\", "\u2028"])
def test_a_layout_survives_its_file(tmp_path, text) -> None:
    layout = tab.Layout((tab.Choice(text, (text * 3, "x")), tab.Flag(f"{text}?")))

    with stored(tmp_path, layout, [{text: "x"}]) as answers:
        assert answers.layout == layout
        assert tab.count(answers, [text])[text][()].counts == {text * 3: 0, "x": 1}


@pytest.mark.parametrize(
    "make",
    [
        lambda: tab.Layout((tab.Flag("a"), tab.Choice("a", ("x",)))),
        lambda: tab.Layout(()),
        lambda: tab.Choice("a", ("x", "x")),
        lambda: tab.Choices("a", ()),
        lambda: tab.Ranking("a", ("x", "x")),
        lambda: tab.Scale("a", 3, 2),
        lambda: tab.Scale("a", 1, 40_000),
        lambda: tab.Day("a", date(1900, 1, 1), date(2018, 1, 1)),
        lambda: tab.Number("a", 7),
        lambda: tab.Number("a", -1),
        lambda: tab.Number("a", 0, (Decimal(3), Decimal(2))),
        lambda: tab.Number("a", 0, (Decimal("0.5"),)),
        lambda: tab.Number("a", 0, (Decimal(10**30),)),
    ],
)
def test_a_layout_without_sense_is_refused(make) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()


def test_what_cannot_be_asked_is_refused(answers) -> None:
    for wrong in ({"by": ["topics"]}, {"by": ["age"]}, {"where": {"order": {None}}}):
        with pytest.raises(tab.WrongValueError):
            tab.count(answers, **wrong)
    for wrong in ({"women"}, {1}, "f", {HOSTILE[0]}):
        with pytest.raises(tab.WrongValueError):
            tab.count(answers, where={"gender": wrong})
    for wrong in ({"keys": ["x"]}, {"by": ["x"]}, {"where": {"x": {1}}}):
        with pytest.raises(tab.UnknownColumnError):
            tab.count(answers, **wrong)


def test_questions_of_one_value_take_one_scan_together(answers) -> None:
    asked = []

    class Listening:
        source = answers.engine.source

        def rows(self, sql):
            asked.append(sql)
            return answers.engine.rows(sql)

    tab.count(tab.Answers(LAYOUT, Listening()), by=["gender", "province"])

    assert len(asked) == 2 + sum(isinstance(one, tab.Number) for one in LAYOUT.columns)


def test_nothing_heavy_is_loaded_before_somebody_counts() -> None:
    code = (
        "import sys, kokreasi.insights.tabulation; "
        "sys.exit(bool({'duckdb', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rows_are_read_as_they_come(tmp_path) -> None:
    """Two hundred thousand rows that are made one by one never stand in memory together."""
    layout = tab.Layout((tab.Scale("q", 1, 10),))
    alive = Counter()

    class Row(dict):
        def __init__(self, step):
            super().__init__(q=step)
            alive["now"] += 1
            alive["most"] = max(alive["most"], alive["now"])

        def __del__(self):
            alive["now"] -= 1

    written = tab.write(tmp_path / "a.parquet", layout, (Row(n % 10 + 1) for n in range(200_000)))

    assert written == 200_000
    assert alive["most"] <= 110_000
