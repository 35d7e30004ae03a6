"""Counting the answers of a consultation, ten million of them on one machine. No Django.

    from kokreasi.insights import tabulation as tab

    layout = tab.Layout((
        tab.Choice("gender", ("f", "m", "other")),
        tab.Choice("channel", ("web", "paper", "meeting")),
        tab.Flag("suspicious"),
        tab.Choices("topics", ("budget openness", "e-legislation")),
        tab.Scale("clarity", 1, 10),
    ))
    tab.write(path, layout, rows)  # each a mapping such as {"gender": "f", "topics": ["budget …"]}

    with tab.open_store(path) as answers:
        tables = tab.count(answers, ["topics", "clarity"], where={"suspicious": {False, None}})
        by_gender = tab.count(answers, ["clarity"], by=["gender"])
        finished = tab.completion(answers, ["topics", "clarity"])

    topics = tables["topics"][()]  # `()` is everybody; by gender the groups are ("f",), ("m",) …
    tab.both_shares(topics).of_choices.of["budget openness"].percent
    tab.quartiles(tables["clarity"][()].counts)

What a row does not tell, or tells as None, is an answer that is missing; `NOT_ASKED` says that the
branch of the questionnaire did not show the question. Counts are not protected here: what is shown
of a table by a characteristic goes through `insights.disclosure` first. `write`, `open_store` and
what follows load DuckDB and numpy (45 MB): call them in tasks and commands. On a server the same
statements run through `on_server`; see docs/operations/scale.md.
"""

from kokreasi.insights.tabulation.counting import Table, completion, count
from kokreasi.insights.tabulation.engines import (
    Answers,
    Engine,
    copy_into_postgresql,
    on_server,
    table_for,
)
from kokreasi.insights.tabulation.layout import (
    NOT_ASKED,
    Choice,
    Choices,
    Day,
    Flag,
    Layout,
    NotAsked,
    Number,
    Ranking,
    Row,
    Scale,
    UnknownColumnError,
    WrongValueError,
)
from kokreasi.insights.tabulation.shares import (
    BothShares,
    Interval,
    Selection,
    Share,
    Shares,
    Wording,
    both_shares,
    shares,
    wilson,
    wording,
)
from kokreasi.insights.tabulation.store import NotAStoreError, open_store, write
from kokreasi.insights.tabulation.summaries import (
    Note,
    NotedMean,
    borda,
    first_places,
    mean_of_numbers,
    mean_of_scale,
    mean_rank,
    quartiles,
    top_share,
)
from kokreasi.insights.tabulation.tallies import (
    AnyTally,
    ChoicesTally,
    ChoiceTally,
    Completion,
    DayTally,
    FlagTally,
    Group,
    NumberTally,
    Placing,
    Quartiles,
    RankingTally,
    Response,
    ScaleTally,
)

__all__ = [
    "NOT_ASKED",
    "Answers",
    "AnyTally",
    "BothShares",
    "Choice",
    "ChoiceTally",
    "Choices",
    "ChoicesTally",
    "Completion",
    "Day",
    "DayTally",
    "Engine",
    "Flag",
    "FlagTally",
    "Group",
    "Interval",
    "Layout",
    "NotAStoreError",
    "NotAsked",
    "Note",
    "NotedMean",
    "Number",
    "NumberTally",
    "Placing",
    "Quartiles",
    "Ranking",
    "RankingTally",
    "Response",
    "Row",
    "Scale",
    "ScaleTally",
    "Selection",
    "Share",
    "Shares",
    "Table",
    "UnknownColumnError",
    "Wording",
    "WrongValueError",
    "borda",
    "both_shares",
    "completion",
    "copy_into_postgresql",
    "count",
    "first_places",
    "mean_of_numbers",
    "mean_of_scale",
    "mean_rank",
    "on_server",
    "open_store",
    "quartiles",
    "shares",
    "table_for",
    "top_share",
    "wilson",
    "wording",
    "write",
]
