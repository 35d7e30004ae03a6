"""Whether a set of answers answers a questionnaire; forms, sheets and imports all ask here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kokreasi.consultations.choices import UNANSWERED, QuestionKind
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key, split_key
from kokreasi.consultations.definition.path import Answers, Step, leading, shown, steps
from kokreasi.consultations.definition.values import LONGEST_SHORT, Fault, check
from kokreasi.consultations.definition.wording import Asked, Definition


@dataclass(frozen=True, slots=True)
class Judged:
    """Answers as they are kept: about the matter, about the person, and what is wrong with them.

    What was not asked on this person's way is in neither. `faults` names keys of answers.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    background: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)


def judge(definition: Definition, answers: Answers, *, may_have_gaps: bool = False) -> Judged:
    """Sort a set of answers, and say of each one asked what is wrong with it, if anything.

    On paper people leave required questions empty: with `may_have_gaps` what is not there is no
    fault, except for a required consent, without which nothing may be kept.
    """
    judged, leads = Judged(), leading(definition, answers)
    for step in steps(definition, answers):
        for question in shown(step, leads):
            _judge(judged, question, step, answers)
            faults = faults_of(question, step.item_key, answers)
            is_lenient = may_have_gaps and question.kind != QuestionKind.CONSENT
            gaps = faults.keys() - answers.keys() if is_lenient else set()
            judged.faults.update({key: faults[key] for key in faults if key not in gaps})
    return judged


def _judge(judged: Judged, question: Asked, step: Step, answers: Answers) -> None:
    kept = judged.background if question.characteristic else judged.answers
    for key, value in given(question, step.item_key, answers).items():
        kept[_kept_as(question, key)] = value


def _kept_as(question: Asked, key: str) -> str:
    """Give the key of an answer; what it says about the person goes by the characteristic."""
    if not question.characteristic:
        return key
    _question, of, _item = split_key(key)
    return answer_key(question.characteristic, of=of)


def given(question: Asked, item: str, answers: Answers) -> dict[str, Any]:
    """Give everything that was answered to one question, by the keys of the answers."""
    keys = (answer_key(question.key, item, of=of) for of in ("", *parts_of(question)))
    return {key: answers[key] for key in keys if key in answers}


def parts_of(question: Asked) -> Iterator[str]:
    """Name what may belong to the answer of a question: rows, own words, leave to quote."""
    if question.kind == QuestionKind.MATRIX:
        yield from (row.key for row in question.rows)
    if question.has_other:
        yield OTHER
    if question.is_quotable:
        yield MAY_QUOTE


def faults_of(question: Asked, item: str, answers: Answers) -> Mapping[str, Fault]:
    """Say what is wrong with the answer to one question, by the keys of the answers."""
    if question.kind in UNANSWERED:
        return {}
    found: dict[str, Fault] = {}
    for of in _needed(question):
        key = answer_key(question.key, item, of=of)
        fault = _fault(question, answers.get(key))
        if fault:
            found[key] = fault
    return found | _faults_beside(question, item, answers)


def _needed(question: Asked) -> list[str]:
    is_matrix = question.kind == QuestionKind.MATRIX
    return [row.key for row in question.rows] if is_matrix else [""]


def _fault(question: Asked, value: Any) -> Fault | None:
    if value is None:
        return Fault.MISSING if question.is_required else None
    return check(question, value)


def _faults_beside(question: Asked, item: str, answers: Answers) -> dict[str, Fault]:
    """Judge the words for “other”, and the leave to quote."""
    other = answer_key(question.key, item, of=OTHER)
    words, leave = answers.get(other), answers.get(answer_key(question.key, item, of=MAY_QUOTE))
    found: dict[str, Fault] = {}
    if question.has_other and words is not None:
        if not isinstance(words, str):
            found[other] = Fault.MISSING
        elif len(words) > LONGEST_SHORT:
            found[other] = Fault.TOO_LONG
    if question.is_quotable and leave not in (None, True):
        found[answer_key(question.key, item, of=MAY_QUOTE)] = Fault.MISSING
    return found
