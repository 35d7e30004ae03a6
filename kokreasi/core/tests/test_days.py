from datetime import date

import pytest
from django.utils.translation import override

from kokreasi.core.days import written_period

#   first       last         Indonesian                            English
PERIODS = [
    ("2018-10-23", "2018-10-23", ("23 Oktober 2018", ""), ("23 October 2018", "")),
    ("2018-08-03", "2018-08-12", ("3", "12 Agustus 2018"), ("3", "12 August 2018")),
    ("2018-08-03", "2018-09-02", ("3 Agustus", "2 September 2018"), ("3 August", "2 September 2018")),  # noqa: E501
    ("2018-08-01", "2018-08-31", ("Agustus 2018", ""), ("August 2018", "")),
    ("2019-05-01", "2019-07-31", ("Mei", "Juli 2019"), ("May", "July 2019")),
    ("2018-12-03", "2019-01-02", ("3 Desember 2018", "2 Januari 2019"), ("3 December 2018", "2 January 2019")),  # noqa: E501
    ("2018-11-01", "2020-02-29", ("November 2018", "Februari 2020"), ("November 2018", "February 2020")),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "indonesian", "english"), PERIODS)
def test_a_period_is_written_as_short_as_people_do(first, last, indonesian, english) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)

    with override("id"):
        assert written_period(*days) == indonesian
    with override("en"):
        assert written_period(*days) == english
