"""A questionnaire as JSON that comes in again (`imports.questionnaire_json`)."""

import json

from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.services.building.taking import portable

FORMAT, VERSION = "kokreasi-questionnaire", 1


def as_json(definition: Definition) -> str:
    """Write a questionnaire without the commitments of its plan, which another plan has not."""
    content = portable(definition).content()
    content.pop("items")
    whole = {"format": FORMAT, "version": VERSION, "definition": content}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
