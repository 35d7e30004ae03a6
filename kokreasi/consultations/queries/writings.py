"""What people wrote in their own words, question by question, and what is found in it so far."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import (
    Count,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)

from kokreasi.consultations.choices import TEXTS, Channel, Repeats
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key, split_key
from kokreasi.consultations.definition.wording import Asked, Definition
from kokreasi.consultations.models import Coding, Consultation, Submission
from kokreasi.consultations.queries import wording
from kokreasi.core.bilingual import Bilingual

AT_ONCE = 200
"""Places that are counted in one go."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where texts stand: an answer in own words, of one commitment where it is repeated."""

    key: str
    wording: Bilingual
    item: Bilingual
    is_quotable: bool

    @property
    def is_answer(self) -> bool:
        """Tell whether the words are the answer, and not what somebody means by “other”."""
        return not split_key(self.key)[1]


@dataclass(frozen=True, slots=True)
class Text:
    """What one person wrote at one place; `may_quote` where that person agreed."""

    submission: UUID
    place: str
    words: str
    channel: str
    may_quote: bool
    findings: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Name the text in a form; the opposite of `read_key`."""
        return f"{self.submission}|{self.place}"

    @property
    def channel_label(self) -> str:
        return str(Channel(self.channel).label)


def read_key(key: str) -> tuple[UUID, str]:
    """Give the answer and place of a text. Raises `ValueError` for anything else."""
    submission, bar, place = key.partition("|")
    if not bar:
        raise ValueError(key)
    return UUID(submission), place


def places(consultation: Consultation) -> list[Place]:
    """Give the places of the questionnaire at which people write, in its order."""
    sheet = wording.current(consultation)
    return list(_places(sheet.definition)) if sheet else []


def _places(definition: Definition) -> Iterator[Place]:
    for screen in definition.screens:
        items = ((item.key, item.wording) for item in definition.items)
        repeated = items if screen.repeats != Repeats.ONCE else [("", Bilingual())]
        for item, title in repeated:
            for question in screen.questions:
                yield from _of_question(question, item, title)


def _of_question(question: Asked, item: str, title: Bilingual) -> Iterator[Place]:
    if question.kind in TEXTS and not question.characteristic:
        key = answer_key(question.key, item)
        yield Place(key, question.wording, title, question.is_quotable)
    elif question.has_other and not question.characteristic:
        key = answer_key(question.key, item, of=OTHER)
        yield Place(key, question.wording, title, is_quotable=False)


def answers_at(consultation: Consultation, place: str) -> QuerySet[Submission]:
    """Give the answers that hold words at a place, in an order that tells nothing."""
    written = Submission.objects.filter(consultation=consultation, answers__has_key=place)
    return written.order_by("pk")


def uncoded(rows: QuerySet[Submission], place: str) -> QuerySet[Submission]:
    """Keep the answers whose words at this place stand under no finding yet."""
    codings = Coding.objects.filter(submission=OuterRef("pk"), place=place)
    return rows.filter(~Exists(codings))


class TextAt(Func):
    """The text under a key of a JSON object, also where the key looks like a number."""

    function = "jsonb_extract_path_text"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        answers, key = cast("tuple[Expression, Value]", self.source_expressions)
        told = self.copy()
        told.set_source_expressions([answers, Value(f"$.{json.dumps(key.value)}")])
        return told.as_sql(compiler, connection, function="JSON_EXTRACT", **context)


def saying(rows: QuerySet[Submission], place: str, words: str) -> QuerySet[Submission]:
    """Keep the answers that have these words at this place."""
    found = rows.annotate(said=TextAt(F("answers"), Value(place)))
    return found.filter(said__icontains=words)


def texts(rows: Iterable[Submission], place: str) -> list[Text]:
    """Read the words of these answers at a place, each with the findings it stands under."""
    kept = list(rows)
    codings = Coding.objects.filter(submission__in=[row.pk for row in kept], place=place)
    under: dict[UUID | None, list[int]] = {}
    for submission, finding in codings.values_list("submission", "finding").order_by("finding"):
        under.setdefault(submission, []).append(finding)
    return [_text(row, place, tuple(under.get(row.pk, ()))) for row in kept]


def _text(row: Submission, place: str, findings: tuple[int, ...] = ()) -> Text:
    return Text(
        submission=row.pk,
        place=place,
        words=str(row.answers.get(place, "")),
        channel=row.channel,
        may_quote=may_quote(row.answers, place),
        findings=findings,
    )


def words_at(place: str, keys: Iterable[UUID]) -> dict[UUID, str]:
    """Give what these answers say at a place."""
    rows = Submission.objects.filter(pk__in=list(keys))
    return {key: str(said.get(place, "")) for key, said in rows.values_list("pk", "answers")}


def may_quote(answers: Any, place: str) -> bool:
    """Tell whether the person agreed to be quoted with what stands at this place."""
    question, of, item = split_key(place)
    return not of and answers.get(answer_key(question, item, of=MAY_QUOTE)) is True


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what people wrote at a place stands under a finding."""

    place: Place
    written: int
    coded: int

    @property
    def left(self) -> int:
        return self.written - self.coded


def progress(consultation: Consultation) -> list[Progress]:
    """Count the texts of each place, and those that are coded."""
    found = places(consultation)
    written = _written(consultation, [place.key for place in found])
    codings = Coding.objects.filter(finding__consultation=consultation).values_list("place")
    coded = dict(codings.annotate(number=Count("submission", distinct=True)))
    return [Progress(place, written[place.key], coded.get(place.key, 0)) for place in found]


def _written(consultation: Consultation, keys: Sequence[str]) -> dict[str, int]:
    """Count the answers that hold words at each of these places, many places in one go."""
    rows = Submission.objects.filter(consultation=consultation)
    counted: dict[str, int] = {}
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        counts = rows.aggregate(
            **{f"at_{n}": Count("pk", filter=Q(answers__has_key=key)) for n, key in enumerate(some)}
        )
        counted |= {key: counts[f"at_{n}"] for n, key in enumerate(some)}
    return counted
