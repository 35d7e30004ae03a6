"""Files of answers: what was read, what is here already, and what an import would do."""

import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import ImportObstacle, QuestionKind, Work
from kokreasi.consultations.definition.keys import OTHER, split_key
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.definition.wording import Asked, Choice, Definition
from kokreasi.consultations.imports.answers.mapping import Mapping
from kokreasi.consultations.imports.answers.rehearsal import (
    Progress,
    Rehearsal,
    Rehearsing,
    asks_order,
    no_progress,
)
from kokreasi.consultations.imports.answers.sources import Sign
from kokreasi.consultations.models import AnswerFile, Consultation, Trace
from kokreasi.consultations.queries import regions, wording
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.plans.models import Commitment
from kokreasi.reading import wire
from kokreasi.reading.answers import AnswerTable
from kokreasi.register.leaves import fingerprint

PURPOSE = "kokreasi.consultations.source"
MOST_FAULTS = 20
OTHER_WORDS = _("Other, in own words")
FAULT_WORDS = {
    Fault.UNKNOWN_CHOICE: _("is no choice"),
    Fault.TWICE: _("names a choice twice"),
    Fault.TOO_FEW: _("makes too few choices"),
    Fault.TOO_MANY: _("makes too many choices"),
    Fault.TOO_LOW: _("is too low"),
    Fault.TOO_HIGH: _("is too high"),
    Fault.TOO_LONG: _("is too long"),
    Fault.NO_NUMBER: _("is no number"),
    Fault.NO_DAY: _("is no day"),
    Fault.NO_REGION: _("is no region"),
    Fault.MISSING: _("was not answered, although it must be"),
}


def table_of(file: AnswerFile) -> AnswerTable:
    """Give what was read from a file; without rows once it was forgotten."""
    if not file.reading:
        return AnswerTable([], [], [])
    return wire.build(AnswerTable, file.reading)


def definition_for(consultation: Consultation) -> Definition:
    """Give what people answer: the frozen questionnaire, or before that the one being written."""
    sheet = wording.current(consultation)
    return sheet.definition if sheet else definition_of(consultation)


def signer(consultation: Consultation) -> Sign:
    """Give what makes of the content of a row a hash that differs between consultations."""
    key = salted_hmac(PURPOSE, str(consultation.pk), algorithm="sha256").digest()
    return lambda text: hmac.new(key, text.encode(), "sha256").hexdigest()


def known_sources(consultation: Consultation) -> set[str]:
    """Give the hashes of all rows that are answers here, those without traces too."""
    traces = Trace.objects.filter(consultation=consultation).exclude(source="")
    known = set(traces.values_list("source", flat=True))
    imported = AnswerFile.objects.filter(consultation=consultation, state=Work.READY)
    for report in imported.values_list("report", flat=True):
        known.update(report.get("sources", ()))
    return known


def rehearsed(file: AnswerFile, *, progress: Progress = no_progress) -> Rehearsal:
    """Say what the import of a file would do, with the decisions made so far."""
    consultation = file.consultation
    period = (consultation.opens_at, consultation.closes_at - timedelta(microseconds=1))
    first, last = (moment.astimezone(WIB).date() for moment in period)
    rehearsing = Rehearsing(
        table_of(file),
        definition_for(consultation),
        Mapping.read(file.mapping),
        period=(first, last),
        sign=signer(consultation),
        known=known_sources(consultation),
        regions=regions.codes_by_words(on=first),
    )
    return rehearsing.run(progress)


def obstacles(file: AnswerFile, found: Rehearsal) -> list[ImportObstacle]:
    """List what has to be settled before a file can be imported."""
    mapping = found.mapping
    standing = {
        ImportObstacle.UNPUBLISHED: not file.consultation.record.version_id,
        ImportObstacle.NO_COLUMNS: not any(seen.question for seen in found.columns),
        ImportObstacle.TWICE: bool(mapping.twice()),
        ImportObstacle.DAY_ORDER: asks_order(mapping),
        ImportObstacle.WITHOUT_DAY: bool(found.without_day) and not asks_order(mapping),
        ImportObstacle.UNKNOWN: bool(found.unknown),
        ImportObstacle.OUTSIDE: bool(found.outside) and not mapping.takes_outside,
        ImportObstacle.FAULTY: bool(found.faulty_lines) and not mapping.drops_faulty,
    }
    return [obstacle for obstacle, stands in standing.items() if stands]


def fingerprint_of(file: AnswerFile) -> str:
    """Give what changes with any decision and with the wording: what a person has confirmed."""
    version = file.consultation.record.version_id or 0
    return fingerprint({"mapping": file.mapping, "version": version})


def commitments_of(consultation: Consultation) -> list[Choice]:
    """Give the commitments of the plan as choices, drafts too."""
    rows = Commitment.objects.filter(plan=consultation.stage.plan_id).select_related("record")
    return [Choice(row.reference.lower(), Bilingual(row.title.id, row.title.en)) for row in rows]


@dataclass(frozen=True, slots=True)
class Total:
    """How often each choice of a question would be written, in the order of the question."""

    question: Asked
    lines: list[tuple[str, int]]
    choices: int


def told_totals(found: Rehearsal) -> list[Total]:
    """Give what would be written of each question with choices, with their words."""
    return [_total(question, counted) for question, counted in found.totals()]


def _total(question: Asked, counted: Counter[str]) -> Total:
    if question.kind == QuestionKind.SCALE:
        lines = [(key, counted[key]) for key in sorted(counted, key=int)]
    else:
        keys = [choice.key for choice in question.choices if choice.key in counted]
        keys += [key for key in counted if key not in keys]
        other = str(OTHER_WORDS) if question.has_other else OTHER
        named = {choice.key: str(choice.wording) for choice in question.choices}
        lines = [(named.get(key, other if key == OTHER else key), counted[key]) for key in keys]
    return Total(question, lines, counted.total())


def told_faults(found: Rehearsal) -> list[tuple[str, str, int]]:
    """Give question, reason and number of rows of what cannot be right, the most frequent first."""
    told = []
    for (key, fault), number in found.faults.most_common(MOST_FAULTS):
        question = found.definition.question(split_key(key)[0])
        told.append((str(question.wording) if question else key, str(FAULT_WORDS[fault]), number))
    return told
