"""K-means and silhouettes by weights are those of the same points one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import silhouette_score

from kokreasi.insights.opinions.clusters import MOST_POINTS, clusters_of, nearest, silhouettes


def clouds(each: int, *, middles=((0, 0), (6, 0), (0, 6)), seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return np.concatenate([random.normal(middle, 1, (each, 2)) for middle in middles])


def test_silhouettes_are_those_of_scikit_learn():
    points = clouds(40)
    ones = np.ones(len(points))
    groupings = [nearest(points, points[[0, 45]]), nearest(points, points[[0, 45, 85, 90]])]

    found = silhouettes(points, ones, groupings)

    assert found.tolist() == pytest.approx([silhouette_score(points, each) for each in groupings])


def test_the_silhouette_of_weighted_points_is_that_of_as_many_copies():
    points, weights = clouds(8), np.arange(24) % 4 + 1.0
    labels = nearest(points, points[[0, 9, 20]])

    (found,) = silhouettes(points, weights, [labels])

    copies = np.repeat(np.arange(24), weights.astype(int))
    assert found == pytest.approx(silhouette_score(points[copies], labels[copies]))


def test_a_point_alone_in_its_group_counts_nothing():
    points = np.array([[0.0, 0], [1, 0], [50, 0]])

    (found,) = silhouettes(points, np.ones(3), [np.array([0, 0, 1])])

    assert found == pytest.approx(silhouette_score(points, [0, 0, 1]))


@pytest.mark.parametrize("each", [30, MOST_POINTS])
def test_planted_clouds_are_found(each):
    """Few points one by one, many on the grid."""
    found = clusters_of(clouds(each), smallest=5, seed=0)

    planted = np.repeat([0, 1, 2], each)
    shared = np.bincount(planted * 3 + found.labels, minlength=9).reshape(3, 3)
    assert len(found.centres) == 3
    assert sorted(shared.max(axis=0)) == sorted(shared.max(axis=1))
    assert shared.max(axis=0).sum() >= 0.99 * len(planted)


def test_the_grid_changes_the_silhouette_by_little():
    points = clouds(MOST_POINTS)

    found = clusters_of(points, smallest=5, seed=0)

    exactly = silhouette_score(points, found.labels, sample_size=2_000, random_state=1)
    assert found.silhouette == pytest.approx(exactly, abs=0.03)


def test_a_group_that_is_too_small_joins_the_nearest():
    points = np.concatenate([clouds(30), np.full((4, 2), 40.0)])

    found = clusters_of(points, smallest=5, seed=0)

    assert np.bincount(found.labels).min() >= 5
    assert found.centres.max() < 10


def test_the_same_seed_gives_the_same_groups():
    first, again = (clusters_of(clouds(50), smallest=5, seed=3) for _run in "ab")

    assert first.labels.tolist() == again.labels.tolist()
    assert first.centres.tolist() == again.centres.tolist()


@pytest.mark.parametrize("points", [np.zeros((40, 2)), np.zeros((1, 2)), np.zeros((5_000, 2))])
def test_points_in_one_place_make_no_groups(points):
    assert clusters_of(points, smallest=5, seed=0) is None


@settings(max_examples=20, deadline=None)
@given(
    arrays(float, st.tuples(st.integers(1, 30), st.just(2)), elements=st.integers(-4, 4)),
    st.integers(1, 8),
)
def test_groups_are_large_enough_and_everybody_is_in_the_nearest(points, smallest):
    found = clusters_of(points, smallest=smallest, seed=0)

    if found is not None:
        assert np.bincount(found.labels).min() >= smallest
        assert len(found.centres) in {2, 3, 4, 5}
        assert found.labels.tolist() == nearest(points, found.centres).tolist()
        assert -1 <= found.silhouette <= 1
