"""Examples for the addresses of consultations: voting."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.consultations.models import Consultation, Statement
from kokreasi.consultations.services import statements, taking_over
from kokreasi.consultations.tests.factories import ALL_PARTS, make_consultation, published
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.plans.services.plans import open_to_public
from kokreasi.plans.tests.drafting import make_draft, make_written
from tests.architecture.addresses_of_plans import new_plan

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)


def _made(**given: Any) -> Consultation:
    """Arrange a consultation with every part and three statements that is open now."""
    now = timezone.now()
    consultation = make_consultation(
        kinds=ALL_PARTS,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        **({} if "plan" in given else {"code": f"sv{next(numbers)}"}),
        **given,
    )
    for place in range(1, 4):
        text = Bilingual(id=f"Pernyataan {place}", en=f"Statement {place}")
        statements.write(consultation, text=text, on=now.date(), by=None)
    return consultation


def draft(_cast: Cast) -> dict[str, Any]:
    return {"reference": _made().reference}


def public(_cast: Cast) -> dict[str, Any]:
    return {"reference": published(_made()).reference}


def _of(statement: Statement) -> dict[str, Any]:
    return {"reference": statement.consultation.reference, "pk": statement.pk}


def unvoted(_cast: Cast) -> dict[str, Any]:
    return _of(published(_made()).statements.latest("number"))


def held(_cast: Cast) -> dict[str, Any]:
    consultation = published(_made())
    made = statements.send(
        consultation, text="Buka datanya.", language="id", device="d" * 64, at=timezone.now()
    )
    return _of(made)


def _open_plan() -> Plan:
    plan = new_plan()
    open_to_public(plan, by=None)
    plan.record.refresh_from_db()
    return plan


def opened_text(_cast: Cast) -> dict[str, Any]:
    plan = _open_plan()
    made = make_draft(make_written(plan=plan))
    consultation = published(_made(plan=plan))
    return {"reference": consultation.reference, "commitment": made.commitment.reference}


def invited_text(_cast: Cast) -> dict[str, Any]:
    plan = _open_plan()
    made = make_draft(make_written(plan=plan), to_all=False)
    consultation = published(_made(plan=plan))
    return {"reference": consultation.reference, "commitment": made.commitment.reference}


def vote_file(cast: Cast) -> dict[str, Any]:
    consultation = published(_made())
    votes = ContentFile(b"timestamp,comment-id,voter-id,vote\n1,1,1,1\n", name="votes.csv")
    file = taking_over.receive(
        consultation,
        votes=votes,
        comments=None,
        source="polis",
        language="id",
        at=timezone.now(),
        by=cast["editor"],  # type: ignore[arg-type]
    )
    return {"reference": consultation.reference, "pk": file.pk}


PAGES: dict[str, Example] = {"draft": draft, "published": public}

VOTING: dict[str, dict[str, Example]] = {
    "statements": PAGES,
    "statement-vote": PAGES,
    "own-votes": PAGES,
    "statement-send": PAGES,
    "statement-log": PAGES,
    "opinion-place": PAGES,
    "votes-file": PAGES,
    "statements-file": PAGES,
    "consultation-text": PAGES,
    "consultation-sheet": {"opened": opened_text, "for the invited": invited_text},
    "consultations:statements-desk": PAGES,
    "consultations:statement-write": PAGES,
    "consultations:statement-change": {"without votes": unvoted},
    "consultations:statement-up": {"without votes": unvoted},
    "consultations:statement-discard": {"without votes": unvoted},
    "consultations:statement-accept": {"held": held},
    "consultations:statement-refuse": {"held": held},
    "consultations:vote-files": PAGES,
    "consultations:vote-file": {"looked into": vote_file},
    "consultations:vote-file-confirm": {"looked into": vote_file},
}
