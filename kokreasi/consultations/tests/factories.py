"""Consultations for tests, made through the services that people use."""

from datetime import datetime, timedelta
from typing import Any

from kokreasi.consultations.choices import (
    Characteristic,
    OptionRole,
    PartKind,
    QuestionKind,
)
from kokreasi.consultations.models import Consultation, Option, Page, Question
from kokreasi.consultations.services import consultations
from kokreasi.core.days import WIB
from kokreasi.plans.models import Plan
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.vocabularies.choices import StageMeaning

OPENS = datetime(2018, 8, 1, 0, 0, tzinfo=WIB)
CLOSES = datetime(2018, 10, 1, 0, 0, tzinfo=WIB)
WHILE_OPEN = datetime(2018, 9, 1, 12, 0, tzinfo=WIB)
AFTERWARDS = CLOSES + timedelta(days=1)
ALL_PARTS = tuple(PartKind)


def make_consultation(
    plan: Plan | None = None, title: str = "Draft plan", **given: Any
) -> Consultation:
    """Arrange a consultation without questions, in a stage of a public plan."""
    plan = plan or make_plan(given.pop("code", "2018"), is_open=True)
    stage = make_stage(plan, "Consultation", meaning=StageMeaning.CONSULTATION)
    return consultations.arrange(
        stage,
        title=both(title),
        opens_at=given.pop("opens_at", OPENS),
        closes_at=given.pop("closes_at", CLOSES),
        by=given.pop("by", None),
        **given,
    )


def add_page(consultation: Consultation, key: str = "one", **given: Any) -> Page:
    return Page.objects.create(
        consultation=consultation,
        key=key,
        title=given.pop("title", both(f"Page {key}")),
        position=consultation.pages.count() + 1,
        **given,
    )


def add_question(
    page: Page,
    key: str,
    kind: QuestionKind = QuestionKind.SINGLE,
    *,
    choices: tuple[str, ...] = (),
    rows: tuple[str, ...] = (),
    **given: Any,
) -> Question:
    """Add a question whose choices and rows are named like their keys."""
    question = Question.objects.create(
        consultation=page.consultation,
        page=page,
        key=key,
        kind=kind,
        wording=given.pop("wording", both(f"Question {key}")),
        position=page.questions.count() + 1,
        **given,
    )
    for role, keys in ((OptionRole.CHOICE, choices), (OptionRole.ROW, rows)):
        Option.objects.bulk_create(
            Option(question=question, role=role, key=one, wording=both(one), position=position)
            for position, one in enumerate(keys, start=1)
        )
    return question


def ask_everything(consultation: Consultation) -> None:
    """Ask a question of every kind on one page, and who the person is on the next."""
    page = add_page(consultation, "views")
    add_question(page, "greeting", QuestionKind.INFORMATION)
    add_question(page, "stance", choices=("for", "against"), is_required=True)
    add_question(
        page, "topics", QuestionKind.MULTIPLE, choices=("budget", "law", "forum"), has_other=True
    )
    add_question(page, "clarity", QuestionKind.SCALE, lowest=1, highest=10)
    add_question(page, "order", QuestionKind.RANKING, choices=("first", "second", "third"))
    add_question(page, "grid", QuestionKind.MATRIX, choices=("yes", "no"), rows=("speed", "price"))
    add_question(page, "visits", QuestionKind.NUMBER, lowest=0, highest=365)
    add_question(page, "since", QuestionKind.DAY)
    add_question(page, "place", QuestionKind.SHORT_TEXT)
    add_question(page, "remarks", QuestionKind.LONG_TEXT, is_quotable=True)
    person = add_page(consultation, "person")
    add_question(
        person,
        "gender",
        choices=("female", "male", "other", "unsaid"),
        characteristic=Characteristic.GENDER,
    )
    add_question(person, "region", QuestionKind.REGION, characteristic=Characteristic.REGION)
    add_question(person, "agreed", QuestionKind.CONSENT)


def ask_pets(consultation: Consultation) -> None:
    """Ask one question that has no small counts, and who the person is."""
    page = add_page(consultation, "pets")
    add_question(page, "pet", choices=("cat", "dog"))
    add_question(page, "gender", choices=("female", "male"), characteristic=Characteristic.GENDER)


def published(consultation: Consultation | None = None, **given: Any) -> Consultation:
    """Publish a consultation; without questions it is given one of every kind."""
    consultation = consultation or make_consultation(**given)
    if not consultation.questions.exists():
        ask_everything(consultation)
    consultations.publish(consultation, by=None)
    return consultations_again(consultation)


def consultations_again(consultation: Consultation) -> Consultation:
    """Read a consultation afresh, with what its pages need."""
    rows = Consultation.objects.select_related("record__version", "stage__plan__record")
    return rows.get(pk=consultation.pk)
