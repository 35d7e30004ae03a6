"""Files of answers: what was read, what is here already, and what an import would do."""

from datetime import timedelta

from django.utils.crypto import salted_hmac

from kokreasi.consultations.choices import ImportObstacle, Work
from kokreasi.consultations.definition.wording import Choice, Definition
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
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.plans.models import Commitment
from kokreasi.reading import wire
from kokreasi.reading.answers import AnswerTable
from kokreasi.register.leaves import fingerprint

PURPOSE = "kokreasi.consultations.source"


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
    salt = f"{PURPOSE}.{consultation.pk}"
    return lambda text: salted_hmac(salt, text, algorithm="sha256").hexdigest()


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
