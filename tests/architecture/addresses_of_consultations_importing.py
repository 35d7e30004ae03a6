"""Examples for the addresses of consultations: importing."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from kokreasi.consultations.models import AnswerFile
from kokreasi.consultations.services.importing import files
from kokreasi.consultations.tests.answer_files import csv_of, survey
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def _consultation(*, is_public: bool) -> Any:
    code = f"im{next(numbers)}"
    return published(code=code) if is_public else make_consultation(code=code)


def _imports(*, is_public: bool) -> Example:
    return lambda _cast: {"reference": _consultation(is_public=is_public).reference}


def _file(*, is_public: bool, **fields: Any) -> Example:
    def make(_cast: Cast) -> dict[str, Any]:
        consultation = _consultation(is_public=is_public)
        file = files.upload(consultation, name="jawaban.csv", data=csv_of(survey()), by=None)
        AnswerFile.objects.filter(pk=file.pk).update(**fields)
        return {"reference": consultation.reference, "pk": file.pk}

    return make


BOTH = {"draft": _file(is_public=False), "published": _file(is_public=True)}
ONE = {"published": BOTH["published"]}
READY = {"state": "ready", "report": {"new": 0, "known": 17, "dropped": 0}}

IMPORTING: dict[str, dict[str, Example]] = {
    "consultations:answers-imports": {
        "draft": _imports(is_public=False),
        "published": _imports(is_public=True),
    },
    "consultations:answers-import": BOTH
    | {
        "imported": _file(is_public=True, **READY),
        "running": _file(is_public=True, state="running"),
    },
    "consultations:answers-import-columns": BOTH,
    "consultations:answers-import-questions": BOTH,
    "consultations:answers-import-decide": ONE,
    "consultations:answers-import-reopen": ONE,
    "consultations:answers-import-apply": ONE,
    "consultations:answers-import-progress": {"running": _file(is_public=True, state="running")},
    "consultations:answers-import-resume": ONE,
    "consultations:answers-import-undo": ONE,
    "consultations:answers-import-put-aside": ONE,
    "consultations:answers-import-file": ONE,
}
