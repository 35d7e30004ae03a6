"""Where somebody stands is said without numpy, and only of who has voted enough."""

import subprocess
import sys

import numpy as np
import pytest

from kokreasi.insights.opinions.components import plane_of, points_of
from kokreasi.insights.opinions.grouping import group
from kokreasi.insights.opinions.standing import stand
from kokreasi.insights.opinions.tests.planted import planted
from kokreasi.insights.opinions.votes import Votes


@pytest.fixture(scope="module")
def made():
    return planted(120, 20, 10)


@pytest.fixture(scope="module")
def result(made):
    return group(Votes.of(*made.columns))


def votes_of(made, who: int) -> dict[int, int]:
    own = made.participants == who
    return dict(zip(made.statements[own].tolist(), made.values[own].tolist(), strict=True))


def test_people_stand_where_they_were_put(made, result):
    votes = Votes.of(*made.columns)
    points = points_of(votes, plane_of(votes))

    standing = [stand(result, votes_of(made, who)) for who in range(120)]

    assert [(each.across, each.along) for each in standing] == [
        pytest.approx(point) for point in points.tolist()
    ]
    centres = {each.letter: each.centre for each in result.groups}
    for each in standing:
        here = np.array([each.across, each.along])
        nearest = min(centres, key=lambda letter: np.linalg.norm(here - centres[letter]))
        assert each.letter == nearest


def test_who_voted_too_little_stands_nowhere(made, result):
    votes = votes_of(made, 3)
    six = dict(list(votes.items())[:6])

    assert result.votes_needed == 7
    assert stand(result, six) is None
    assert stand(result, six | {1_000 + n: 1 for n in range(9)}) is None
    assert stand(result, {}) is None


def test_votes_on_unknown_statements_change_nothing(made, result):
    votes = votes_of(made, 3)

    assert stand(result, votes | {1_000: 1}) == stand(result, votes)


def test_somebody_new_stands_with_who_votes_alike(made, result):
    """Everybody of the first planted group votes as it leans; so does the newcomer."""
    lean = [
        np.sign(made.values[(made.statements == s) & (made.group_of[made.participants] == 0)].sum())
        for s in range(20)
    ]

    newcomer = stand(result, {s: int(value) for s, value in enumerate(lean)})

    letters = [
        stand(result, votes_of(made, who)).letter for who in np.flatnonzero(made.group_of == 0)
    ]
    assert letters.count(newcomer.letter) > 0.9 * len(letters)


def test_a_web_server_says_it_without_numpy():
    code = (
        "import sys, kokreasi.insights.opinions.standing, kokreasi.insights.opinions.polis_export;"
        "sys.exit('numpy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
