"""Facts of the sources are used, their sentences are not."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration import content
from kokreasi.demonstration.meetingtexts import PointText, TaskText
from kokreasi.demonstration.proposaltexts import DecisionText, RemarkText
from kokreasi.demonstration.tests.test_content import everything, inside

LENGTH = 6


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(LENGTH)), strict=False))


def runs_of(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {run for text in texts for run in runs(text)}


def names() -> Iterator[str]:
    """Give what cannot be said otherwise: names, titles of commitments and strategic issues."""
    for plan in map(content.plan, (content.NATIONAL, content.DECIDED, content.RUNNING)):
        yield from (commitment.title.id for commitment in plan.commitments)
        yield from (theme.title.id for theme in plan.themes)
        yield plan.title.id
        yield plan.legal_basis.id
    yield from (body.name.id for body in content.bodies())
    yield "Slamet Soedarsono (Deputi Politik, Hukum, Pertahanan dan Keamanan, Bappenas)"


def test_no_six_words_in_a_row_come_from_a_source(samples: Path) -> None:
    sources = runs_of(path.read_text(encoding="utf-8") for path in samples.glob("*.txt"))
    ours = runs_of(text.id for text in inside(everything(), Bilingual))
    ours |= runs_of(point.text for point in inside(everything(), PointText))
    ours |= runs_of(task.action for task in inside(everything(), TaskText))

    ours |= runs_of(decision.reply for decision in inside(everything(), DecisionText))
    for said in inside(everything(), RemarkText):
        ours |= runs_of((said.text, said.suggestion, said.answer))

    assert (ours & sources) - runs_of(names()) == set()
