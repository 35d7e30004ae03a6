"""Examples for the addresses of consultations: results."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from random import Random
from typing import Any

from django.utils import timezone

from kokreasi.consultations.document_writing import write_documents
from kokreasi.consultations.models import Result
from kokreasi.consultations.tests.answers import keep_all, result_of
from kokreasi.consultations.tests.factories import ask_pets, make_consultation, published
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.visitors import Visitor
from kokreasi.register import services as register

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)
PEOPLE = 40


def made() -> Result:
    """Have the answers of some people counted, who were asked two questions."""
    consultation = make_consultation(code=f"hs{next(numbers)}")
    ask_pets(consultation)
    consultation = published(consultation)
    rng = Random(3)
    keep_all(
        consultation,
        (
            ({"pet": rng.choice(("cat", "dog"))}, {"gender": rng.choice(("female", "male"))})
            for _person in range(PEOPLE)
        ),
    )
    return result_of(consultation)


def shown() -> Result:
    result = made()
    result.published_at = timezone.now()
    result.save()
    return result


def _address(make: Callable[[], Result], _cast: Cast, **more: Any) -> dict[str, Any]:
    result = make()
    return {"reference": result.consultation.reference, "number": result.number, **more}


def _consultation(make: Callable[[], Result], _cast: Cast) -> dict[str, Any]:
    return {"reference": make().consultation.reference}


def nothing(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(code=f"hs{next(numbers)}").reference}


def _report(make: Callable[[], Result], _cast: Cast) -> dict[str, Any]:
    result = make()
    write_documents(result.pk)
    return _address(lambda: result, _cast, kind="xlsx", language="id")


def _both(**more: Any) -> dict[str, Example]:
    return {
        "waiting": partial(_address, made, **more),
        "published": partial(_address, shown, **more),
    }


def _stated(_cast: Cast) -> dict[str, Any]:
    consultation = published(code=f"hs{next(numbers)}")
    words = {"label": Bilingual("Perempuan"), "value": 3, "source": Bilingual("Laporan")}
    figure = register.state(consultation.record, measure="consultation", **words, by=None)
    return {"reference": consultation.reference, "pk": figure.pk}


OFFICE: dict[str, Example] = {"published": partial(_consultation, shown)}
RESULTS: dict[str, dict[str, Example]] = {
    "consultation-result": _both(),
    "consultation-results": {"nothing": nothing, "published": partial(_consultation, shown)},
    "consultations:result-publish": {"waiting": partial(_address, made)},
    "consultations:result-retry": {"waiting": partial(_address, made)},
    "consultations:results": OFFICE,
    "consultations:results-count": OFFICE,
    "consultations:results-progress": OFFICE,
    "consultations:stated-figure": {"one": _stated},
    "consultations:stated-figures": {"none": nothing},
    "consultations:stated-retract": {"one": _stated},
    "result-by-group": _both(key="gender"),
    "result-codebook": _both(ending="csv"),
    "result-json": _both(),
    "result-report": {"waiting": partial(_report, made), "published": partial(_report, shown)},
    "result-rows": _both(),
}
