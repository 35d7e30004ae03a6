"""Examples for the addresses of consultations: building."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from kokreasi.consultations.imports.shipped import load_templates
from kokreasi.consultations.models import Consultation, QuestionnaireTemplate
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)
LATER = datetime(2100, 1, 1, tzinfo=UTC)


def _draft() -> Consultation:
    return make_consultation(code=f"kb{next(numbers)}")


def draft(_cast: Cast) -> dict[str, Any]:
    return {"reference": _draft().reference}


def public(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(code=f"kb{next(numbers)}", closes_at=LATER).reference}


def card(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "name": "fakta"}


def part(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "kind": "questionnaire"}


def page(_cast: Cast) -> dict[str, Any]:
    made = add_page(_draft())
    return {"reference": made.consultation.reference, "pk": made.pk}


def page_move(cast: Cast) -> dict[str, Any]:
    return {**page(cast), "way": "naik"}


def page_condition(cast: Cast) -> dict[str, Any]:
    return {**page(cast), "kind": "halaman"}


def question(_cast: Cast) -> dict[str, Any]:
    made = add_question(add_page(_draft()), "stance", choices=("for", "against"))
    return {"reference": made.consultation.reference, "pk": made.pk}


def question_card(cast: Cast) -> dict[str, Any]:
    return {**question(cast), "name": "kata"}


def question_list(cast: Cast) -> dict[str, Any]:
    return {**question(cast), "name": "pilihan"}


def question_move(cast: Cast) -> dict[str, Any]:
    return {**question(cast), "way": "turun"}


def as_xlsform(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "ending": "xlsx"}


def as_json(cast: Cast) -> dict[str, Any]:
    return {**draft(cast), "ending": "json"}


def template(_cast: Cast) -> dict[str, Any]:
    load_templates()
    return {"pk": QuestionnaireTemplate.objects.earliest("pk").pk}


BOTH = {"draft": draft, "published": public}

BUILDING: dict[str, dict[str, Example]] = {
    "consultations:block-add": {"": draft},
    "consultations:check": BOTH,
    "consultations:condition-add": {"": page_condition},
    "consultations:condition-remove": {"": page_condition},
    "consultations:copy": BOTH,
    "consultations:correct": BOTH,
    "consultations:days": BOTH,
    "consultations:edit": BOTH,
    "consultations:options-save": {"": question_list},
    "consultations:page": {"": page},
    "consultations:page-add": {"": draft},
    "consultations:page-move": {"": page_move},
    "consultations:page-remove": {"": page},
    "consultations:page-save": {"": page},
    "consultations:part": {"": part},
    "consultations:parts": {"": draft},
    "consultations:preview": BOTH,
    "consultations:publish": BOTH,
    "consultations:question": {"": question},
    "consultations:question-add": {"": page},
    "consultations:question-duplicate": {"": question},
    "consultations:question-move": {"": question_move},
    "consultations:question-put": {"": question},
    "consultations:question-remove": {"": question},
    "consultations:question-save": {"": question_card},
    "consultations:questions": BOTH,
    "consultations:questions-export": {"xlsx": as_xlsform, "json": as_json},
    "consultations:questions-import": {"": draft},
    "consultations:questions-take": {"": draft},
    "consultations:section": {"": card},
    "consultations:template-keep": {"": draft},
    "consultations:template-remove": {"": template},
    "consultations:withdraw": BOTH,
}
