"""The panel that says when a page or question is shown."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from kokreasi.consultations.definition.conditions import askable
from kokreasi.consultations.definition.wording import Asked, Condition, Definition
from kokreasi.consultations.forms.building_questions import ConditionForm
from kokreasi.consultations.models import Page, Question
from kokreasi.consultations.queries.outline import in_words

ASKED = "tanya"


def place_of(row: Page | Question) -> tuple[str, str]:
    """Give the keys of page and question; "" for the latter where it is the page itself."""
    return (row.page.key, row.key) if isinstance(row, Question) else (row.key, "")


def panel_of(
    row: Page | Question,
    definition: Definition,
    address: Mapping[str, Any],
    form: ConditionForm | None = None,
) -> dict[str, Any]:
    """Give what the panel shows; the address names the question to ask about, if any yet."""
    offered = askable(definition, *place_of(row))
    chosen = form.question if form else chosen_of(offered, address.get(ASKED, ""))
    if chosen and form is None:
        form = ConditionForm(question=chosen, auto_id="syarat-%s")
    stored = msgspec.convert(row.shown_if, tuple[Condition, ...])
    lines = in_words(stored, definition)
    return {"lines": lines, "offered": offered, "chosen": chosen, "form": form}


def chosen_of(offered: Iterable[Asked], key: str) -> Asked | None:
    return next((one for one in offered if one.key == key), None)
