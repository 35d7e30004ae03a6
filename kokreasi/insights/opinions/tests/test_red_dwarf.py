"""The same votes through red-dwarf, another implementation of the method, and through ours."""

import warnings
from importlib.util import find_spec

import numpy as np
import pytest

from kokreasi.insights.opinions.clusters import clusters_of
from kokreasi.insights.opinions.components import plane_of, points_of
from kokreasi.insights.opinions.grouping import group
from kokreasi.insights.opinions.results import Way
from kokreasi.insights.opinions.statistics import counts_of, lean_of
from kokreasi.insights.opinions.tests.planted import planted
from kokreasi.insights.opinions.votes import Votes

pytestmark = pytest.mark.skipif(find_spec("reddwarf") is None, reason="red-dwarf is not there")
SHAPES = [(300, 20, 15, 2), (400, 30, 20, 3), (1_000, 60, 25, 3), (150, 14, 14, 2)]


@pytest.fixture(scope="module", params=SHAPES, ids=str)
def both(request):
    """Give the planted votes, what red-dwarf finds in them, and our votes in its order."""
    people, statements, votes_each, groups = request.param
    made = planted(people, statements, votes_each, groups=groups, together=4)
    return made, theirs(made), Votes.of(*made.columns)


def theirs(made):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reddwarf.implementations.polis import run_pipeline  # noqa: PLC0415

        names = ("participant_id", "statement_id", "vote")
        rows = zip(*(column.tolist() for column in made.columns), strict=True)
        return run_pipeline(
            votes=[dict(zip(names, row, strict=True)) for row in rows], random_state=0
        )


def test_components_are_the_same_up_to_their_sign(both):
    _made, found, votes = both

    plane = plane_of(votes)

    signs = np.sign((plane.directions * found.reducer.components_).sum(axis=1))[:, np.newaxis]
    assert plane.means == pytest.approx(found.reducer.mean_)
    assert plane.directions * signs == pytest.approx(found.reducer.components_, abs=1e-4)
    points = found.participants_df[["x", "y"]].to_numpy()
    assert points_of(votes, plane) * signs.T == pytest.approx(points, abs=1e-3)


def test_statistics_are_the_same_at_the_same_labels(both):
    _made, found, votes = both
    labels = found.participants_df["cluster_id"].to_numpy(int)
    groups = labels.max() + 1

    counts = counts_of(votes, labels, groups)[:, :groups]

    agree, disagree = (lean_of(counts[place], counts.sum(axis=0)) for place in (0, 1))
    stats = found.group_comment_stats
    table = {name: stats[name].unstack("statement_id").to_numpy() for name in stats.columns}
    assert counts.sum(axis=0).tolist() == table["ns"].tolist()
    assert counts[0].tolist() == table["na"].tolist()
    for lean, names in ((agree, "pa pat ra rat"), (disagree, "pd pdt rd rdt")):
        ours = (lean.share, lean.z, lean.ratio, lean.ratio_z)
        for values, name in zip(ours, names.split(), strict=True):
            assert values == pytest.approx(table[name], abs=1e-9, rel=1e-9)
    shared = found.statements_df["group-aware-consensus-agree"].to_numpy()
    assert agree.share.prod(axis=0) == pytest.approx(shared, abs=1e-12)


def test_the_same_groups_are_recovered(both):
    """Both find the planted groups, whatever their order."""
    made, found, votes = both
    labels = found.participants_df["cluster_id"].to_numpy(int)

    ours = clusters_of(points_of(votes, plane_of(votes)), smallest=5, seed=0)

    number = made.group_of.max() + 1
    assert len(ours.centres) == labels.max() + 1 == number
    for one, other in ((ours.labels, made.group_of), (ours.labels, labels)):
        shared = np.bincount(one * number + other, minlength=number**2).reshape(number, number)
        assert shared.max(axis=1).sum() >= 0.97 * len(labels)
        assert len(set(shared.argmax(axis=1).tolist())) == number


def test_consensus_is_the_same(both):
    """All groups were made to agree on three statements and to disagree with a fourth.

    These are red-dwarf's strongest by groups. Its own list asks all people together, and of three
    groups two make a majority: there ours is shorter.
    """
    _made, found, votes = both

    result = group(votes)

    for way, wanted in ((Way.AGREE, {0, 1, 2}), (Way.DISAGREE, {3})):
        shared = found.statements_df[f"group-aware-consensus-{way}"]
        assert {each.statement for each in result.consensus if each.way is way} == wanted
        assert set(shared.nlargest(len(wanted)).index) == wanted
        assert {each["tid"] for each in found.consensus[way.value]} >= wanted
