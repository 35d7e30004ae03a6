"""Every engine gives the same tables; see docs/operations/scale.md."""

from random import Random

import ibis
import pytest
from django.db import connection

from kokreasi.insights import tabulation as tab
from kokreasi.insights.tests.answers import HOSTILE, LAYOUT, completed, counted, made_up

KEYS = [column.key for column in LAYOUT.columns]
WAYS = [
    {},
    {"by": ("gender",)},
    {"by": ("gender", "province"), "where": {"suspicious": {False, None}}},
    {"by": (HOSTILE[0], "suspicious"), "where": {"channel": {"web", tab.NOT_ASKED}}},
    {"where": {"gender": set()}},
]
NUMBER = 2_000


class ThroughIbis:
    """An engine that Ibis is connected with: `Answers` needs no more than this."""

    def __init__(self, backend, source):
        self.backend = backend
        self.source = source

    def rows(self, sql):
        return self.backend.raw_sql(sql).fetchall()


@pytest.fixture(scope="module")
def rows():
    return list(made_up(Random(11), NUMBER))


@pytest.fixture(scope="module")
def file(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "answers.parquet"
    tab.write(path, LAYOUT, rows)
    return path


@pytest.fixture
def on_postgresql(db, rows):
    with connection.cursor() as cursor:
        tab.copy_into_postgresql(cursor, 'answers of "2018"', LAYOUT, rows)
        yield tab.on_server(cursor, 'answers of "2018"', LAYOUT)


@pytest.mark.postgresql
@pytest.mark.parametrize("way", WAYS)
def test_the_server_gives_the_tables_of_the_file(file, rows, on_postgresql, way) -> None:
    with tab.open_store(file) as answers:
        embedded = tab.count(answers, **way), tab.completion(answers, **way)

    server = tab.count(on_postgresql, **way), tab.completion(on_postgresql, **way)

    assert server == embedded
    assert repr(server) == repr(embedded)
    assert server == (counted(LAYOUT, rows, KEYS, **way), completed(LAYOUT, rows, KEYS, **way))


@pytest.mark.postgresql
@pytest.mark.parametrize("seed", range(12))
def test_few_answers_are_the_same_on_the_server(tmp_path, db, seed) -> None:
    """Where groups and quarters are made of one or two, and some of nobody."""
    rows = list(made_up(Random(seed), seed))
    tab.write(tmp_path / "few.parquet", LAYOUT, rows)
    with connection.cursor() as cursor:
        tab.copy_into_postgresql(cursor, "few", LAYOUT, rows)
        server = [tab.count(tab.on_server(cursor, "few", LAYOUT), **way) for way in WAYS]

    with tab.open_store(tmp_path / "few.parquet") as answers:
        assert [tab.count(answers, **way) for way in WAYS] == server


@pytest.mark.parametrize("way", WAYS)
def test_an_engine_behind_ibis_gives_the_same_tables(file, rows, way) -> None:
    backend = ibis.duckdb.connect()
    source = f"read_parquet('{file}')"

    tables = tab.count(tab.Answers(LAYOUT, ThroughIbis(backend, source)), **way)

    assert tables == counted(LAYOUT, rows, KEYS, **way)
    backend.disconnect()


@pytest.mark.postgresql
def test_postgresql_behind_ibis_gives_the_same_tables(db, rows) -> None:
    settings = connection.settings_dict
    backend = ibis.postgres.connect(
        host=settings["HOST"],
        port=settings["PORT"] or 5432,
        user=settings["USER"],
        password=settings["PASSWORD"],
        database=settings["NAME"],
    )
    with backend.con.cursor() as cursor:
        tab.copy_into_postgresql(cursor, "behind ibis", LAYOUT, rows)

    answers = tab.Answers(LAYOUT, ThroughIbis(backend, '"behind ibis"'))
    tables = {way: tab.count(answers, **WAYS[way]) for way in range(len(WAYS))}

    assert tables == {way: counted(LAYOUT, rows, KEYS, **WAYS[way]) for way in tables}
    backend.con.rollback()
    backend.disconnect()
