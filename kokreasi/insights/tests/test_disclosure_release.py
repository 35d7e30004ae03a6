"""What a release of a consultation tells, what it does not, and why."""

import json

import pytest

from kokreasi.insights.disclosure import (
    TOGETHER,
    Crosstab,
    Memory,
    Reason,
    Release,
    Withheld,
    is_due,
    release,
)

K = 5
GENDER = {"women": 40, "men": 60}
AGREES = {"women": {"yes": 15, "no": 25}, "men": {"yes": 40, "no": 20}}


def by_gender(counts, question="agrees", **more) -> Crosstab:
    return Crosstab("gender", question, counts, **more)


def sizes(counts) -> dict[str, dict[str, int]]:
    return {"gender": {group: sum(row.values()) for group, row in counts.items()}}


def tell(counts, *more, earlier=None) -> tuple[Release, Memory]:
    return release(sizes(counts), [by_gender(counts), *more], k=K, earlier=earlier)


def test_what_is_about_many_people_is_told_as_it_is() -> None:
    told, _memory = tell(AGREES)

    assert told.groups["gender"].sizes == GENDER
    assert told.tables["gender", "agrees"].cells == AGREES
    assert told.withheld == ()


def test_no_table_is_told_by_gender_where_there_are_three_women() -> None:
    """The consultation of 2018: 17 answers, of 14 men and 3 women."""
    told, _memory = tell({"women": {"yes": 3, "no": 0}, "men": {"yes": 8, "no": 6}})

    assert told.groups == {}
    assert told.tables == {}
    assert told.withheld_characteristics == {"gender": Reason.SMALL_GROUPS}


def test_a_small_group_is_told_together_with_the_smallest_other_in_every_table() -> None:
    counts = {**AGREES, "other": {"yes": 2, "no": 1}, "not said": {"yes": 6, "no": 9}}
    likes = {**AGREES, "other": {"yes": 1, "no": 2}, "not said": {"yes": 8, "no": 7}}

    told, _memory = tell(counts, by_gender(likes, "likes"))

    assert told.groups["gender"].together == ("not said", "other")
    assert told.groups["gender"].sizes == {**GENDER, TOGETHER: 18}
    assert told.tables["gender", "agrees"].cells[TOGETHER] == {"yes": 8, "no": 10}
    assert told.tables["gender", "likes"].cells[TOGETHER] == {"yes": 9, "no": 9}


def test_small_groups_are_enough_company_for_each_other() -> None:
    counts = {**AGREES, "other": {"yes": 2, "no": 1}, "not said": {"yes": 1, "no": 2}}

    told, _memory = tell(counts)

    assert told.groups["gender"].sizes == {**GENDER, TOGETHER: 6}


def test_nobody_is_no_small_group() -> None:
    told, _memory = tell({**AGREES, "other": {"yes": 0, "no": 0}})

    assert told.groups["gender"].sizes == {**GENDER, "other": 0}


def test_a_group_of_which_all_answered_the_same_is_not_shown_to_have() -> None:
    counts = {
        "women": {"a": 60, "b": 20, "c": 30},
        "men": {"a": 20, "b": 60, "c": 30},
        "not said": {"a": 0, "b": 0, "c": 9},
    }

    told, _memory = tell(counts)

    assert told.tables["gender", "agrees"].cells["not said"]["c"] is None


def test_a_table_that_would_be_mostly_withheld_is_not_told() -> None:
    told, _memory = tell({"women": {"yes": 1, "no": 19}, "men": {"yes": 19, "no": 1}})

    assert told.groups["gender"].sizes == {"women": 20, "men": 20}
    assert told.withheld == (Withheld("gender", "agrees", Reason.MOSTLY_WITHHELD),)


def test_nothing_is_told_of_fewer_than_k_people() -> None:
    told, _memory = tell({"women": {"yes": 2, "no": 0}, "men": {"yes": 2, "no": 0}})

    assert told.withheld_characteristics == {"gender": Reason.TOO_FEW_PEOPLE}


def test_characteristics_are_crossed_by_the_groups_that_are_told() -> None:
    ages = {"young": 55, "old": 41, "very old": 1, "not said": 3}
    crossed = {
        "women": {"young": 20, "old": 18, "very old": 1, "not said": 1},
        "men": {"young": 35, "old": 23, "very old": 0, "not said": 2},
    }

    told, _memory = release({"gender": GENDER, "age": ages}, [by_gender(crossed, "age")], k=K)

    assert told.groups["age"].together == ("not said", "old", "very old")
    assert told.tables["gender", "age"].answers_together == ("not said", "old", "very old")
    assert told.tables["gender", "age"].cells["women"] == {"young": 20, TOGETHER: 20}


def test_a_follow_up_has_rows_where_it_is_told_how_many_were_asked() -> None:
    matters = {
        "women": {"a": 20, "b": 20, "c": 90},
        "men": {"a": 90, "b": 30, "c": 90},
        "other": {"a": 2, "b": 28, "c": 70},
        "not said": {"a": 10, "b": 10, "c": 90},
    }
    why = {
        "women": {"x": 10, "y": 10},
        "men": {"x": 50, "y": 40},
        "other": {"x": 1, "y": 1},
        "not said": {"x": 6, "y": 4},
    }
    follow_up = by_gender(why, "why", asked_of="agrees", asked_after=frozenset("a"))

    told, _memory = tell(matters, follow_up)

    hidden = {
        group for group, row in told.tables["gender", "agrees"].cells.items() if row["a"] is None
    }
    assert hidden == {"other", "not said"}
    assert told.tables["gender", "why"].groups_together == ("not said", "other", "women")
    assert told.tables["gender", "why"].sizes == {TOGETHER: 32, "men": 90}


def test_a_follow_up_waits_for_its_question() -> None:
    counts = {"women": {"yes": 1, "no": 19}, "men": {"yes": 19, "no": 1}}
    why = {"women": {"x": 1, "y": 0}, "men": {"x": 10, "y": 9}}

    told, _memory = tell(
        counts, by_gender(why, "why", asked_of="agrees", asked_after=frozenset({"yes"}))
    )

    assert Withheld("gender", "why", Reason.NEEDS_ANOTHER) in told.withheld


def more(counts, **numbers) -> dict[str, dict[str, int]]:
    """Let people come: `women_yes=3`."""
    return {
        group: {answer: n + numbers.get(f"{group}_{answer}", 0) for answer, n in row.items()}
        for group, row in counts.items()
    }


def test_results_are_not_told_again_for_fewer_than_k_newcomers() -> None:
    _told, memory = tell(AGREES)

    told, same = tell(more(AGREES, women_yes=2, men_yes=2), earlier=memory)

    assert told.withheld_characteristics == {"gender": Reason.TOO_FEW_MORE}
    assert same == memory


def test_who_came_in_between_is_told_as_little_as_anybody() -> None:
    counts = {group: {**row, "pass": 90} for group, row in AGREES.items()}
    _told, memory = tell(counts)

    told, _memory = tell(
        more(counts, women_yes=1, women_no=30, women_pass=90, men_yes=30, men_no=30, men_pass=9),
        earlier=memory,
    )

    assert told.tables["gender", "agrees"].cells["women"]["yes"] is None
    assert told.tables["gender", "agrees"].cells["women"]["pass"] == 180


def test_what_was_withheld_is_told_once_newcomers_hide_it() -> None:
    few = {"women": {"a": 2, "b": 38, "c": 60}, "men": {"a": 40, "b": 20, "c": 60}}
    first, memory = tell(few)

    second, _memory = tell(
        {group: {a: n + 50 for a, n in row.items()} for group, row in few.items()}, earlier=memory
    )

    assert first.tables["gender", "agrees"].cells["women"]["a"] is None
    assert second.tables["gender", "agrees"].cells["women"] == {"a": 52, "b": 88, "c": 110}


def test_a_group_that_was_told_with_others_stays_so() -> None:
    counts = {**AGREES, "other": {"yes": 2, "no": 1}, "not said": {"yes": 6, "no": 9}}
    _told, memory = tell(counts)

    told, _memory = tell(more(counts, other_yes=50, women_yes=50, other_no=50), earlier=memory)

    assert told.groups["gender"].together == ("not said", "other")


def test_a_table_is_not_told_again_while_counts_have_fallen() -> None:
    _told, memory = tell(AGREES)

    fallen, after = tell(more(AGREES, women_yes=-1, women_no=40, men_no=40), earlier=memory)
    risen, _memory = tell(
        more(AGREES, women_yes=50, women_no=90, men_no=90, men_yes=40), earlier=after
    )

    assert fallen.withheld == (Withheld("gender", "agrees", Reason.COUNTS_FELL),)
    assert risen.tables["gender", "agrees"].cells["women"] == {"yes": 65, "no": 115}


def test_release_and_memory_survive_as_text() -> None:
    counts = {**AGREES, "other": {"yes": 2, "no": 1}, "not said": {"yes": 6, "no": 9}}
    mostly_hidden = {"women": {"a": 1, "b": 39}, "men": {"a": 59, "b": 1},
                     "other": {"a": 1, "b": 2}, "not said": {"a": 9, "b": 6}}  # fmt: skip
    told, memory = tell(counts, by_gender(mostly_hidden, "likes"))

    assert memory.tables["gender", "likes"].untold
    assert Release.from_json(json.loads(json.dumps(told.as_json()))) == told
    assert Memory.from_json(json.loads(json.dumps(memory.as_json()))) == memory


def test_what_everybody_may_read_holds_no_number_that_is_withheld() -> None:
    counts = {"women": {"a": 3, "b": 27, "c": 60}, "men": {"a": 11, "b": 20, "c": 60}}

    told, _memory = tell(counts)

    ((_characteristic, _question, table),) = told.as_json()["tables"]
    assert table["cells"]["women"] == {"a": None, "b": None, "c": 60}


@pytest.mark.parametrize(
    ("people", "told_before", "reason"),
    [
        (4, None, Reason.TOO_FEW_PEOPLE),
        (5, None, None),
        (9, 5, Reason.TOO_FEW_MORE),
        (10, 5, None),
        (5, 9, Reason.TOO_FEW_MORE),
    ],
)
def test_when_results_are_due(people, told_before, reason) -> None:
    assert is_due(people, told_before=told_before, k=K) == reason


@pytest.mark.parametrize(
    ("groups", "tables", "words"),
    [
        ({"gender": GENDER, "age": {"young": 99}}, [], "different numbers"),
        ({"gender": {"women": -1, "men": 101}}, [], "fewer than no"),
        ({"gender": {TOGETHER: 100}}, [], "needs a name"),
        ({"gender": GENDER}, [by_gender({"women": {"yes": 40}})], "not as large"),
        (
            {"gender": GENDER},
            [by_gender({"women": {"yes": 41, "no": -1}, "men": {"yes": 60}})],
            "fewer than no",
        ),
        (
            {"gender": GENDER},
            [by_gender(AGREES, asked_of="nothing", asked_after=frozenset("a"))],
            "not there",
        ),
        (
            {"gender": GENDER, "age": {"young": 100}},
            [by_gender(AGREES), Crosstab("age", "agrees", {"young": {"yes": 54, "no": 46}})],
            "two ways",
        ),
        ({"gender": GENDER}, [Crosstab("age", "agrees", AGREES)], "not counted"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(groups, tables, words) -> None:
    with pytest.raises(ValueError, match=words):
        release(groups, tables, k=K)


CHANNELS = {
    "web": {"a": 24, "b": 15, "c": 7},
    "paper": {"a": 4, "b": 6, "c": 1},
    "meeting": {"a": 2, "b": 0, "c": 0},
    "whatsapp": {"a": 0, "b": 1, "c": 0},
}


@pytest.mark.parametrize(("openly", "least"), [(frozenset(), 3), (frozenset({"channel"}), 0)])
def test_who_is_told_together_hides_also_where_all_sizes_are_known(openly, least) -> None:
    """Of fourteen told together six said a: if eleven of them came on paper, three of these did."""
    sizes = {"channel": {channel: sum(row.values()) for channel, row in CHANNELS.items()}}
    table = Crosstab("channel", "question", CHANNELS)

    told, _memory = release(sizes, [table], k=5, openly=openly)

    assert _least_on_paper(told) == least


def _least_on_paper(told: Release) -> int:
    """Work out how many who answered on paper said a, at least."""
    table = told.tables.get(("channel", "question"))
    together = table.cells.get(TOGETHER, {}).get("a") if table else None
    if table is None or together is None or "paper" not in table.groups_together:
        return 0
    return max(0, sum(CHANNELS["paper"].values()) + together - table.sizes[TOGETHER])
