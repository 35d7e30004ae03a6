"""Load consultations: what was asked and answered, the report of what is over, and our answers."""

import csv
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from kokreasi.consultations import tasks
from kokreasi.consultations.choices import TEXTS, Channel, PartKind, QuestionKind
from kokreasi.consultations.definition.keys import split_key
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.models import Consultation, Finding
from kokreasi.consultations.queries.ballots import Own, sentences
from kokreasi.consultations.queries.writings import may_quote
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.services import (
    coding,
    consultations,
    findings,
    quoting,
    results,
    statements,
    voting,
)
from kokreasi.consultations.services.building import publishing, taking
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.services.responses import Answer
from kokreasi.core.days import WIB
from kokreasi.demonstration.consultationtexts import ConsultationText, FindingText
from kokreasi.demonstration.content import FOLDER
from kokreasi.demonstration.surroundings import Surroundings, state_figures
from kokreasi.plans.models import Plan, Stage

MORNING, NOON = time(tzinfo=WIB), time(12, tzinfo=WIB)
ONE_DAY = timedelta(days=1)
SEPARATOR = "|"
OWN_COLUMNS = frozenset({"day", "channel"})
SECRETARIAT = "Sekretariat OGI"

Table = list[dict[str, str]]
Written = list[tuple[UUID, Mapping[str, Any]]]
"""Every answer in its order, by its number."""


class UndatedStageError(ValueError):
    """A stage in which the public is asked has a first and a last day."""


def load_consultations(
    texts: tuple[ConsultationText, ...], folder: str, plan: Plan, around: Surroundings
) -> int:
    """Hold the consultations of a plan as they went, each open as long as its stage."""
    for text in texts:
        stage = plan.stages.select_related("plan__record", "record").get(kind__code=text.stage)
        _load(text, folder, stage, around)
    return len(texts)


def _load(text: ConsultationText, folder: str, stage: Stage, around: Surroundings) -> None:
    consultation = _arrange(text, stage, around)
    definition = _read_definition(folder, text.survey)
    taking.take_over(consultation, definition, by=around.by)
    _state(text, consultation, around)
    publishing.publish(consultation, by=around.by)
    now = consultations.locked(consultation)
    written = _answer(now, definition, _read_table(folder, text.survey), around)
    if text.votes:
        _vote(now, _read_table(folder, text.votes), around)
    _send_statements(now, text, around)
    state_figures(now.record, text.figures, by=around.by)
    if text.is_concluded:
        _find(now, text, definition, written, around)
        _conclude(now, around)


def _arrange(text: ConsultationText, stage: Stage, around: Surroundings) -> Consultation:
    kinds = [PartKind.QUESTIONNAIRE]
    kinds += [PartKind.STATEMENTS] if text.statements else []
    kinds += [PartKind.TEXT] if text.takes_text else []
    first, last = stage.opens_on, stage.closes_on
    if first is None or last is None:
        raise UndatedStageError(stage)
    return consultations.arrange(
        stage,
        title=text.title,
        summary=text.summary,
        promise=text.promise,
        thanks=text.thanks,
        opens_at=datetime.combine(first, MORNING),
        closes_at=datetime.combine(last + ONE_DAY, MORNING),
        short_code=text.short_code,
        kinds=tuple(kinds),
        by=around.by,
    )


def _read_definition(folder: str, name: str) -> Definition:
    return Definition.read(msgspec.json.decode((FOLDER / folder / f"{name}.json").read_bytes()))


def _read_table(folder: str, name: str) -> Table:
    with (FOLDER / folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _state(text: ConsultationText, consultation: Consultation, around: Surroundings) -> None:
    on = consultation.opens_at.astimezone(WIB).date()
    for words in text.statements:
        statements.write(consultation, text=words, on=on, by=around.by)


def _on(written: str, around: Surroundings) -> date:
    """Read a day, or how many days it lies from the day of loading."""
    if "-" in written[1:]:
        return date.fromisoformat(written)
    return around.day + timedelta(days=int(written))


def _answer(
    consultation: Consultation, definition: Definition, table: Table, around: Surroundings
) -> Written:
    """Send each line of the table as an answer; lines that are still to come are left out."""
    sent: Written = []
    for line in table:
        answers = _values(definition, line)
        receipt = receive(
            consultation,
            answers,
            version=consultation.record.version.number,  # type: ignore[union-attr]
            origin=Origin(channel=Channel(line["channel"])),
            at=datetime.combine(_on(line["day"], around), NOON),
        )
        sent.append((receipt.submission.pk, answers))
    return sent


def _values(definition: Definition, line: Mapping[str, str]) -> dict[str, Any]:
    return {
        key: _value(definition, key, cell)
        for key, cell in line.items()
        if cell and key not in OWN_COLUMNS
    }


def _value(definition: Definition, key: str, cell: str) -> Any:
    """Read a cell as the kind of its question wants it; see `definition.values`."""
    name, of, _item = split_key(key)
    question = definition.question(name)
    kind = question.kind if question and not of else None
    if of == "quote" or kind == QuestionKind.CONSENT:
        return True
    if kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        return cell.split(SEPARATOR)
    return int(cell) if kind in (QuestionKind.SCALE, QuestionKind.NUMBER) else cell


def _vote(consultation: Consultation, table: Table, around: Surroundings) -> None:
    known = {one.number: one for one in sentences(consultation)}
    voters: dict[str, Own] = {}
    for line in table:
        voter = line["voter"]
        if voter not in voters:
            somebody = voting.participant_of(consultation, f"demonstration-{voter}")
            voters[voter] = Own(participant=somebody.pk)
        voting.cast(
            consultation,
            known[int(line["statement"])],
            int(line["vote"]),
            device=f"demonstration-{voter}",
            own=voters[voter],
            at=datetime.combine(_on(line["day"], around), NOON),
        )


def _send_statements(
    consultation: Consultation, text: ConsultationText, around: Surroundings
) -> None:
    for words in text.sent:
        statements.send(
            consultation,
            text=words,
            language="id",
            device="demonstration-sender",
            at=datetime.combine(around.day - ONE_DAY, NOON),
        )


def _find(
    consultation: Consultation,
    text: ConsultationText,
    definition: Definition,
    written: Written,
    around: Surroundings,
) -> None:
    place = next(one.key for one in definition.questions() if one.kind in TEXTS)
    found = [_named(consultation, words, place, written, around) for words in text.findings]
    at = datetime.combine(max(_decided(one, around) for one in text.findings), NOON)
    findings.publish_answered(found, at=at, by=around.by)


def _named(
    consultation: Consultation,
    words: FindingText,
    place: str,
    written: Written,
    around: Surroundings,
) -> Finding:
    finding = findings.name(consultation, title=words.title, summary=words.summary, by=around.by)
    under = _texts(words, place, written)
    coding.code(finding, [(key, place) for key, _answers in under], by=around.by)
    quotable = [one for one in under if may_quote(one[1], place)]
    for key, answers in quotable[: words.quotes]:
        quoting.quote(finding, key, place, text=answers[place], is_shown=True, by=around.by)
    findings.answer(finding, given=_given(words, around), by=around.by)
    return finding


def _texts(words: FindingText, place: str, written: Written) -> Written:
    """Give the texts under a finding: by their lines, or by the words that they hold."""
    if words.texts:
        return [written[line - 1] for line in words.texts]
    said = [one for one in written if place in one[1]]
    return [one for one in said if any(word in one[1][place] for word in words.containing)]


def _given(words: FindingText, around: Surroundings) -> Answer:
    return Answer(
        verdict=Verdict(words.verdict),
        reason=words.reason,
        unit=around.organisations[SECRETARIAT],
        decided_on=_decided(words, around),
        until=words.until,
    )


def _decided(words: FindingText, around: Surroundings) -> date:
    return words.decided_on or around.day + timedelta(days=words.decided or 0)


def _conclude(consultation: Consultation, around: Surroundings) -> None:
    """Have everything counted, here and now, and publish it."""
    at = consultation.closes_at + ONE_DAY
    results.conclude(consultation, at=at)
    result = consultation.results.get()
    make_result(result.pk)
    result.refresh_from_db()
    results.publish(result, by=around.by, at=at)
    transaction.on_commit(partial(tasks.write_documents.enqueue, result.pk))
