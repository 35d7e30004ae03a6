"""The questionnaire as it is being written: from rows to a definition."""

from typing import Any

import msgspec
from django.db.models import Prefetch

from kokreasi.consultations.choices import (
    Characteristic,
    OptionRole,
    PartKind,
    QuestionKind,
    Repeats,
)
from kokreasi.consultations.definition.wording import (
    Asked,
    Choice,
    Condition,
    Definition,
    Screen,
)
from kokreasi.consultations.models import Consultation, Option, Page, Question
from kokreasi.consultations.sheets import ConsultationSheet, PartOnSheet
from kokreasi.plans.models import Commitment


def sheet_of(consultation: Consultation) -> ConsultationSheet:
    """Give the consultation as it would be frozen now."""
    return ConsultationSheet(
        reference=consultation.reference,
        stage=consultation.stage.reference,
        title=consultation.title,
        summary=consultation.summary,
        promise=consultation.promise,
        thanks=consultation.thanks,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        smallest_group=consultation.smallest_group,
        keeps_background_for=consultation.keeps_background_for,
        parts=tuple(
            PartOnSheet(kind=PartKind(part.kind), title=part.title, intro=part.intro)
            for part in consultation.parts.all()
        ),
        definition=definition_of(consultation),
    )


def definition_of(consultation: Consultation) -> Definition:
    """Give the questionnaire as its rows stand now; a few queries, whatever its length."""
    options = Prefetch("options", Option.objects.order_by("position", "pk"))
    questions = Question.objects.order_by("position", "pk").prefetch_related(options)
    pages = list(consultation.pages.prefetch_related(Prefetch("questions", questions)))
    items = _commitments(consultation) if any(map(_needs_commitments, pages)) else ()
    return Definition(screens=tuple(_screen(page, items) for page in pages), items=items)


def _needs_commitments(page: Page) -> bool:
    return bool(page.repeats) or any(each.asks_commitments for each in page.questions.all())


def _commitments(consultation: Consultation) -> tuple[Choice, ...]:
    """Give the commitments of the plan, drafts too: they are what the public is asked about."""
    plan = consultation.stage.plan_id
    rows = Commitment.objects.filter(plan=plan).select_related("record").order_by("number", "pk")
    return tuple(Choice(row.reference.lower(), row.title) for row in rows)


def _screen(page: Page, items: tuple[Choice, ...]) -> Screen:
    return Screen(
        key=page.key,
        title=page.title,
        intro=page.intro,
        repeats=Repeats(page.repeats),
        shown_if=_conditions(page.shown_if),
        questions=tuple(_asked(question, items) for question in page.questions.all()),
    )


def _asked(question: Question, items: tuple[Choice, ...]) -> Asked:
    return Asked(
        key=question.key,
        kind=QuestionKind(question.kind),
        wording=question.wording,
        hint=question.hint,
        is_required=question.is_required,
        characteristic=Characteristic(question.characteristic) if question.characteristic else None,
        lowest=question.lowest,
        highest=question.highest,
        fewest=question.fewest,
        most=question.most,
        has_other=question.has_other,
        asks_commitments=question.asks_commitments,
        is_quotable=question.is_quotable,
        choices=items if question.asks_commitments else _choices(question, OptionRole.CHOICE),
        rows=_choices(question, OptionRole.ROW),
        shown_if=_conditions(question.shown_if),
    )


def _choices(question: Question, role: OptionRole) -> tuple[Choice, ...]:
    options = (option for option in question.options.all() if option.role == role)
    return tuple(Choice(option.key, option.wording) for option in options)


def _conditions(stored: Any) -> tuple[Condition, ...]:
    return msgspec.convert(stored, tuple[Condition, ...])
