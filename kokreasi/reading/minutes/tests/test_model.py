import json
from dataclasses import fields

from kokreasi.reading import wire
from kokreasi.reading.minutes.model import (
    Certainty,
    FollowUp,
    Kind,
    LeftOut,
    Minutes,
    Notice,
    Role,
    Section,
    Why,
)

PROMISED = [
    "title",
    "date",
    "start",
    "end",
    "zone",
    "place",
    "agenda",
    "chair",
    "note_taker",
    "participants",
    "counts",
    "sections",
    "points",
    "agreements",
    "follow_ups",
    "unread",
]


def test_the_promised_keys_come_first_and_in_their_order() -> None:
    assert [each.name for each in fields(Minutes)][: len(PROMISED)] == PROMISED


def test_minutes_survive_the_way_out_of_the_child() -> None:
    minutes = Minutes(
        title="Notula",
        sections=[Section("Tindak Lanjut", 4, Role.FOLLOW_UPS)],
        follow_ups=[
            FollowUp(
                actor="Bappenas",
                action="menyusun peta jalan",
                deadline_text="30 April 2025",
                due_on="2025-04-30",
                certainty=Certainty.EXACT,
                kind=Kind.PROMISE,
                line=5,
                actors=["Bappenas"],
            )
        ],
        left_out=[LeftOut(9, "NIP. 1", Why.SIGNATURE)],
        warnings=[Notice("year_missing", 2, {"text": "17/06"})],
        lines={"title": [1]},
    )

    assert wire.build(Minutes, json.loads(wire.dumps(minutes))) == minutes


def test_what_a_note_does_not_say_is_null() -> None:
    written = json.loads(wire.dumps(Minutes()))

    assert [written[key] for key in ("title", "date", "agenda", "participants", "absent")] == (
        [None] * 5
    )
    assert written["counts"] == {"total": None, "men": None, "women": None}
