"""The notes that were given: what they state must come out."""

import pytest

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import WrongKindError
from kokreasi.reading.minutes.reader import read_minutes_file


def read(path):
    return read_minutes_file(path.read_bytes(), path.name)


def dues(minutes):
    return [(each.due_on, each.certainty) for each in minutes.follow_ups]


def test_three_bodies_promise_in_the_meeting_of_2020(samples) -> None:
    minutes = read(samples / "notula-lakpesdam-2020-10-08.txt")

    assert (minutes.date, minutes.start, minutes.end, minutes.zone) == (
        "2020-10-08",
        "15:00",
        "16:30",
        "WIB",
    )
    assert [each.actor for each in minutes.follow_ups] == [
        "Sekretariat Open Government Indonesia",
        "Lembaga Administrasi Negara",
        "Lakpesdam",
    ]
    assert {each.speaker for each in minutes.points} == {
        "Perwakilan Sekretariat Nasional OGI",
        "Ibu Ufi",
        "Bapak Antun",
    }


def test_one_body_is_bound_by_the_last_answer_of_the_visit(samples) -> None:
    minutes = read(samples / "notulensi-kunjungan-pattiro-2023-08-23.txt")

    assert minutes.date == "2023-08-23"
    assert [(each.actor, each.implied) for each in minutes.follow_ups] == [
        ("Pattiro Semarang", True)
    ]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_four_tasks_stand_in_the_table_of_the_bilateral(samples, kind) -> None:
    minutes = read(samples / f"notula-bilateral-anggaran-2018-09-18.{kind}")

    assert dues(minutes) == [
        ("2018-09-28", "exact"),
        ("2018-10-07", "approximate"),
        ("2018-10-31", "approximate"),
        ("2018-10-02", "computed"),
    ]
    assert minutes.follow_ups[1].actors == ["Sekretariat OGI", "Seknas FITRA"]
    assert minutes.agreements[1].startswith("Ukuran keberhasilan")
    assert not minutes.unread


@pytest.mark.parametrize("name", ["artikel-kokreasi-2018-08.txt", "halaman-renaksi-2018-2020.txt"])
def test_an_article_and_a_page_about_a_plan_are_no_minutes(samples, name) -> None:
    with pytest.raises(WrongKindError) as refusal:
        read(samples / name)

    assert refusal.value.code == Code.NO_MINUTES
