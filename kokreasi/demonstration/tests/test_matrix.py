"""The commitments of 2018 are those of the working matrix, cell by cell."""

from datetime import date

import pytest
from django.core.management import call_command

from kokreasi.demonstration import content
from kokreasi.demonstration.loading import load
from kokreasi.organisations.queries import find
from kokreasi.reading.matrix import Matrix, read_matrix_file

PLAN = content.plan(content.NATIONAL)


@pytest.fixture
def matrix(samples) -> Matrix:
    return read_matrix_file((samples / "matriks-usulan-2018.xlsx").read_bytes())


def called(shorts) -> set[str]:
    """Give the names under which the matrix may write these organisations."""
    bodies = [body for body in content.bodies() if body.short in shorts]
    return {text for body in bodies for text in (body.short, body.abbreviation, *body.aliases)}


def test_titles_themes_and_targets_are_the_same(matrix) -> None:
    themes = {theme.key: theme.title.id for theme in PLAN.themes}

    for row, ours in zip(matrix.rows, PLAN.commitments, strict=True):
        assert (row.number, row.title) == (ours.number, ours.title.id)
        assert row.theme == themes[ours.theme]
        assert [cell.text for cell in row.measures] == [t.words.id for t in ours.targets]


def test_numbers_of_targets_are_those_that_the_matrix_names(matrix) -> None:
    for row, ours in zip(matrix.rows, PLAN.commitments, strict=True):
        read = [cell.number for cell in row.measures]

        assert [target.number for target in ours.targets] == read, ours.title.id


def test_institutions_are_the_same(matrix) -> None:
    for row, ours in zip(matrix.rows, PLAN.commitments, strict=True):
        assert set(row.leads) <= called(ours.leads)
        assert set(row.supporters) <= called(ours.supporters)
        assert set(row.proposers) <= called(ours.partners)
        assert len(row.supporters) == len(ours.supporters)
        assert len(row.proposers) == len(ours.partners)


def test_every_institution_of_the_matrix_is_found(db, matrix) -> None:
    call_command("load_vocabularies", verbosity=0)
    call_command("load_proposal_statuses", verbosity=0)
    load(day=date(2026, 11, 22), say=str)
    named = {text for row in matrix.rows for text in row.leads + row.supporters + row.proposers}

    assert {text for text in named if find(text) is None} == set()
