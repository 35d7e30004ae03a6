"""What becomes of a note as read once decisions are laid over it; no database."""

from dataclasses import replace
from datetime import date, time

import pytest

from kokreasi.meetings.choices import Becomes, Certainty
from kokreasi.meetings.review.decisions import Decisions, as_day, plain
from kokreasi.meetings.review.doubts import LONGEST, doubts_of
from kokreasi.meetings.review.drafts import Draft, draft_of
from kokreasi.meetings.review.source import MOST_LINES, source_of, window
from kokreasi.meetings.review.words import LEFT_OUT, REMARKS
from kokreasi.meetings.tests.notes import CLEAR, KNOWN, warned
from kokreasi.reading import wire
from kokreasi.reading.codes import Remark
from kokreasi.reading.minutes.days import DayProblem
from kokreasi.reading.minutes.model import Attendee, Counts, Minutes, Point, Role, Section, Why


def draft(minutes: Minutes = KNOWN, **chosen) -> Draft:
    keys = {key.replace("__", "."): value for key, value in chosen.items()}
    return draft_of(wire.plain(minutes), keys)


def piece(found: Draft, key: str):
    return next(row for row in (*found.pieces, *found.people) if row.key == key)


def doubts(found: Draft, **given) -> list[tuple[str, bool]]:
    given = {"kind_is_guessed": False, "may_be_known": False} | given
    return [(doubt.key, doubt.must_change) for doubt in doubts_of(found, **given)]


def test_what_was_read_is_the_draft_in_the_order_of_the_note() -> None:
    found = draft()

    assert found.facts.day == date(2018, 9, 18)
    assert (found.facts.begins, found.facts.ends) == (time(9, 30), time(12, 15))
    assert [row.key for row in found.pieces] == ["p0", "a0", "f0", "f1", "u0", "l0"]
    assert [row.becomes for row in found.pieces] == [
        Becomes.SAID,
        Becomes.AGREED,
        Becomes.FOLLOW_UP,
        Becomes.FOLLOW_UP,
        Becomes.NOTHING,
        Becomes.NOTHING,
    ]
    assert [person.people for person in found.people] == [2, 1]


def test_decisions_lie_over_what_was_read() -> None:
    found = draft(
        title="Lain",
        day="2018-09-19",
        begins="",
        total="",
        agenda=["Satu"],
        p0__text="Diubah",
        f1__due_on="2018-10-05",
        w0__total="",
    )

    assert (found.facts.title, found.facts.day) == ("Lain", date(2018, 9, 19))
    assert (found.facts.begins, found.facts.total) == (None, None)
    assert found.facts.agenda == ("Satu",)
    assert piece(found, "p0").text == "Diubah"
    assert piece(found, "f1").due_on == date(2018, 10, 5)
    assert piece(found, "w0").people == 0
    assert piece(found, "f0") == piece(draft(), "f0")


@pytest.mark.parametrize(
    ("chosen", "certainty"),
    [
        ({}, Certainty.APPROXIMATE),
        ({"f1__due_on": ""}, Certainty.UNCLEAR),
        ({"f1__due_on": "", "f1__deadline": ""}, ""),
        ({"f1__certainty": ""}, Certainty.EXACT),
        ({"f1__certainty": "computed"}, Certainty.COMPUTED),
    ],
)
def test_how_sure_a_date_is_fits_the_date(chosen, certainty) -> None:
    assert piece(draft(**chosen), "f1").certainty == certainty


def test_any_passage_can_become_anything() -> None:
    found = draft(p0__becomes="follow_up", u0__becomes="agreed", f0__becomes="nothing")

    assert piece(found, "p0").responsible == "Forum Contoh"
    assert [row.key for row in found.becoming(Becomes.AGREED)] == ["a0", "u0"]
    assert [row.key for row in found.becoming(Becomes.FOLLOW_UP)] == ["p0", "f1"]


def test_who_is_responsible_can_be_nobody() -> None:
    found = draft(p0__becomes="follow_up", p0__responsible="")

    assert piece(found, "p0").bodies() == []


def test_a_point_stands_under_the_nearest_heading_of_its_name() -> None:
    sections = [Section(title, line, Role.DISCUSSION) for title, line in (("A", 1), ("A", 5))]
    points = [Point(None, None, "x", line, section="A") for line in (2, 6)]
    points.append(Point(None, None, "y", 7, section="Tiada"))

    found = draft(replace(CLEAR, sections=sections, points=points))

    assert [row.section for row in found.becoming(Becomes.SAID)] == [0, 1, -1]


def test_suggestions_never_replace_a_decision() -> None:
    found = draft(plan=7).suggesting({"plan": 3, "kind": "visit"})

    assert (found.facts.plan, found.facts.kind) == (7, "visit")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (replace(CLEAR, title=None), [("title", True)]),
        (replace(CLEAR, date=None), [("day", True)]),
        (replace(CLEAR, start="13:00", end="12:00"), [("ends", True)]),
        (replace(CLEAR, start=None), [("ends", True)]),
        (replace(CLEAR, zone=None), [("zone", False)]),
        (replace(CLEAR, place="x" * 301), [("place", True)]),
        (replace(CLEAR, agenda=["x" * 501]), [("agenda", True)]),
        (replace(CLEAR, agreements=["a"], points=[Point("x" * 301, None, "t", 9)]), [("p0", True)]),
        (warned("weekday_disagrees"), [("day", False)]),
        (warned("counts_disagree"), [("total", False)]),
        (warned("nobody_knows_this"), [("n0", False)]),
        (CLEAR, []),
        (KNOWN, [("f1", False), ("u0", False)]),
    ],
)
def test_what_is_in_doubt_is_named(minutes, expected) -> None:
    assert doubts(draft(minutes)) == expected


def test_an_implied_follow_up_and_one_of_nobody_are_in_doubt() -> None:
    first = replace(CLEAR.follow_ups[0], implied=True, actor=None, actors=[])

    assert doubts(draft(replace(CLEAR, follow_ups=[first]))) == [("f0", False)] * 2


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"ok__f1": True}, [("u0", False)]),
        ({"f1__due_on": "2018-10-05"}, [("u0", False)]),
        ({"ok__f1": True, "u0__becomes": "said"}, []),
        ({"ok__f1": True, "ok__u0": True}, []),
    ],
)
def test_a_doubt_is_settled_by_looking_or_by_correcting(chosen, expected) -> None:
    assert doubts(draft(**chosen)) == expected


def test_what_cannot_be_is_not_settled_by_saying_that_it_is_right() -> None:
    assert doubts(draft(replace(CLEAR, date=None), ok__day=True)) == [("day", True)]


def test_what_no_register_holds_must_be_changed() -> None:
    crowd = replace(CLEAR, counts=Counts(total=10**12))
    full = Attendee("N" * 200, person="N" * 200, total=12, line=5)

    assert doubts(draft(crowd)) == [("total", True)]
    assert doubts(draft(replace(CLEAR, attendees=[full]))) == [("w0", True)]
    assert doubts(draft(replace(CLEAR, attendees=[replace(full, total=1)]))) == []


def with_deadline(text: str, due: str | None, certainty: Certainty) -> Minutes:
    task = replace(CLEAR.follow_ups[0], deadline_text=text, due_on=due, certainty=certainty)
    return replace(CLEAR, follow_ups=[task])


TEN_DAYS = with_deadline("10 hari kerja", "2018-10-02", Certainty.COMPUTED)


@pytest.mark.parametrize(
    ("minutes", "day", "due", "certainty"),
    [
        (TEN_DAYS, "2018-09-20", date(2018, 10, 4), Certainty.COMPUTED),
        (TEN_DAYS, "2018-09-18", date(2018, 10, 2), Certainty.COMPUTED),
        (
            with_deadline("minggu ini", "2018-09-21", Certainty.APPROXIMATE),
            "2018-09-25",
            date(2018, 9, 28),
            Certainty.APPROXIMATE,
        ),
        (
            with_deadline("paling lambat 10 hari kerja", "2018-10-02", Certainty.COMPUTED),
            "2018-09-20",
            date(2018, 10, 4),
            Certainty.COMPUTED,
        ),
        (CLEAR, "2019-01-07", date(2018, 9, 28), Certainty.EXACT),
        (
            replace(with_deadline("10 hari kerja", None, Certainty.UNCLEAR), date=None),
            "2018-09-18",
            date(2018, 10, 2),
            Certainty.COMPUTED,
        ),
    ],
)
def test_a_corrected_day_computes_deadlines_anew(minutes, day, due, certainty) -> None:
    found = piece(draft(minutes, day=day), "f0")

    assert (found.due_on, found.certainty) == (due, certainty)
    assert found.is_computed_anew == (due.isoformat() != minutes.follow_ups[0].due_on)


def test_what_was_computed_anew_is_said_until_somebody_looks() -> None:
    assert doubts(draft(TEN_DAYS)) == []
    assert doubts(draft(TEN_DAYS, day="2018-09-20")) == [("f0", False)]
    assert doubts(draft(TEN_DAYS, day="2018-09-20", ok__f0=True)) == []
    assert piece(draft(TEN_DAYS, day="2018-09-20"), "f0").was_due_on == date(2018, 10, 2)


@pytest.mark.parametrize(
    "decided",
    [
        {"f0__due_on": "2018-11-01"},
        {"f0__due_on": ""},
        {"f0__certainty": Certainty.APPROXIMATE},
        {"f0__deadline": "segera"},
    ],
)
def test_what_a_person_decided_about_a_deadline_stays(decided) -> None:
    found = piece(draft(TEN_DAYS, day="2018-09-20", **decided), "f0")

    assert found.due_on == as_day(decided.get("f0__due_on", "2018-10-02"))
    assert not found.is_computed_anew


def test_a_date_that_the_words_alone_do_not_give_is_only_put_in_doubt() -> None:
    minutes = with_deadline("seperti tahun lalu", "2018-10-02", Certainty.COMPUTED)
    found = draft(minutes, day="2018-09-20")

    assert piece(found, "f0").due_on == date(2018, 10, 2)
    assert doubts(found) == [("f0", False)]


def test_the_kind_and_the_same_meeting_are_asked_about_once() -> None:
    given = {"kind_is_guessed": True, "may_be_known": True}

    assert doubts(draft(CLEAR), **given) == [("same", False), ("kind", False)]
    assert doubts(draft(CLEAR, same="new", kind="visit"), **given) == []


def test_words_exist_for_all_that_the_reader_remarks() -> None:
    codes = {*map(str, DayProblem), *map(str, Remark), "due_before_meeting", "counts_disagree"}

    assert codes - set(REMARKS) == set()
    assert set(LEFT_OUT) == set(Why)


def test_every_line_of_the_note_says_what_it_gave() -> None:
    lines = {line.number: line for line in source_of(draft())}

    assert [mark.key for mark in lines[2].marks] == ["title"]
    assert [mark.key for mark in lines[4].marks] == ["begins", "ends"]
    assert (lines[9].kind, lines[10].kind, lines[10].goes_on) == ("said", "said", "said")
    assert [lines[number].kind for number in (8, 12, 14, 17)] == [
        "",
        "agreed",
        "follow_up",
        "nothing",
    ]


@pytest.mark.parametrize(
    ("length", "wanted", "expected"),
    [
        (10, [], (1, 10)),
        (MOST_LINES + 1, [], (1, 4)),
        (5000, [100, 140], (97, 143)),
        (5000, [1, 4000], (1, MOST_LINES)),
        (5000, [9000], (1, 4)),
        (5000, [5000], (4997, 5000)),
        (0, [], (1, 0)),
    ],
)
def test_a_long_note_is_shown_around_what_is_on_the_page(length, wanted, expected) -> None:
    assert window(length, wanted) == expected


def test_decisions_are_kept_as_json() -> None:
    assert [plain(value) for value in (date(2018, 9, 18), time(9, 5), "x", None)] == [
        "2018-09-18",
        "09:05",
        "x",
        None,
    ]


def test_a_row_knows_only_its_own_decisions() -> None:
    decisions = Decisions({"f1.text": "satu", "f10.text": "dua", "title": "tiga"})

    assert decisions.values_of("f1", ("text", "speaker")) == {"text": "satu"}
    assert decisions.settles("f10")
    assert decisions.settles("title")
    assert not decisions.settles("f")
    assert set(LONGEST) >= {"title", "responsible"}
