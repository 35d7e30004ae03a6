"""Mark answers that look suspicious. They are counted like all others, and shown apart.

Marks are made from traces, and stay when these are dropped.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.models import Consultation, Submission
from kokreasi.consultations.queries.wording import smallest_group
from kokreasi.consultations.results.places import Place, is_closed
from kokreasi.consultations.results.sheets import Marked, MarkRule
from kokreasi.insights.suspicion import Finding, Submissions, Suspicion, suspicious

IN_TURNS = 2_000
AT_ONCE = 400


def mark(consultation: Consultation, places: Sequence[Place]) -> tuple[Finding, ...] | None:
    """Mark every answer that has a trace, anew; give what each rule found.

    None where traces were dropped: marks are as they were made before.
    """
    if consultation.dropped_at is not None:
        return None
    keys = [key for place in places if is_closed(place) for _column, key in place.parts()]
    traced, given, before = _read(consultation, keys)
    found = suspicious(given, matrices=_matrices(places, keys))
    _keep(traced, before, found)
    return found.findings


def _read(
    consultation: Consultation, keys: Sequence[str]
) -> tuple[list[UUID], Submissions, list[list[str]]]:
    slots, devices, patterns, channels, traced, before = [], [], [], [], [], []
    rows = (
        consultation.submissions.filter(trace__isnull=False)
        .order_by()
        .values_list("pk", "channel", "answers", "marks", "trace__slot", "trace__device")
    )
    for pk, channel, answers, marks, slot, device in rows.iterator(IN_TURNS):
        traced.append(pk)
        slots.append(slot)
        devices.append(device)
        channels.append(channel)
        patterns.append(tuple(_comparable(answers.get(key)) for key in keys))
        before.append(marks)
    return traced, Submissions(slots, devices, patterns, channels), before


def _comparable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def _matrices(places: Sequence[Place], keys: Sequence[str]) -> list[list[int]]:
    at = {key: place for place, key in enumerate(keys)}
    return [
        [at[key] for _column, key in place.parts()]
        for place in places
        if place.question.kind == QuestionKind.MATRIX
    ]


def _keep(traced: Sequence[UUID], before: Sequence[list[str]], found: Suspicion) -> None:
    changed: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for place, (pk, old) in enumerate(zip(traced, before, strict=True)):
        marks = sorted(found.marks.get(place, ()))
        if marks != old:
            changed[tuple(marks)].append(pk)
    for new, keys in changed.items():
        _write(new, keys)


def _write(marks: Sequence[str], keys: Iterable[UUID]) -> None:
    waiting = iter(keys)
    while some := list(islice(waiting, AT_ONCE)):
        Submission.objects.filter(pk__in=some).update(marks=list(marks))


def marked(
    consultation: Consultation,
    findings: Iterable[Finding] | None,
    earlier: Mapping[str, int | None],
) -> Marked:
    """Count the marked answers, by rule; `earlier` are thresholds that were applied before.

    Results without them are shown where both they and the others are k or more, or else the
    difference would be the answers of a few people.
    """
    total, by_rule = _counted(consultation)
    thresholds = {each.rule.value: each.threshold for each in findings or ()} or dict(earlier)
    left = consultation.submissions.count() - total
    k = smallest_group(consultation)
    return Marked(
        total=total,
        rules=tuple(
            MarkRule(rule, threshold, by_rule.get(rule, 0))
            for rule, threshold in thresholds.items()
        ),
        is_compared=total >= k and left >= k,
    )


def _counted(consultation: Consultation) -> tuple[int, Mapping[str, int]]:
    total, by_rule = 0, defaultdict[str, int](int)
    some = consultation.submissions.exclude(marks=[]).order_by()
    for marks in some.values_list("marks", flat=True).iterator(IN_TURNS):
        total += 1
        for rule in marks:
            by_rule[rule] += 1
    return total, by_rule
