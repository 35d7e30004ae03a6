"""What pages say to search engines, in the words of schema.org.

The data stand in the page as JSON-LD, which browsers do not run.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.sheets import CommitmentSheet, Party
from kokreasi.register.models import Record

CONTEXT = "https://schema.org"
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def _written(thing: dict[str, Any]) -> SafeString:
    """Write JSON that cannot end the script element it stands in."""
    given = {key: value for key, value in ({"@context": CONTEXT} | thing).items() if value}
    text = json.dumps(given, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - every < > & is escaped above


def _names(text: Bilingual) -> list[dict[str, str]]:
    words = text.as_dict().items()
    return [{"@language": code, "@value": value} for code, value in words if value]


def _address(record: Record) -> str:
    return settings.ORIGIN + record.permanent_link


def plan(plan: Plan) -> SafeString:
    return _written(
        {
            "@type": "Report",
            "@id": _address(plan.record),
            "identifier": plan.reference,
            "name": _names(plan.title),
            "temporalCoverage": f"{plan.starts_on}/{plan.ends_on}",
            "datePublished": plan.record.published_at and plan.record.published_at.isoformat(),
            "inLanguage": ["id", "en"],
        }
    )


def stage(stage: Stage) -> SafeString:
    return _written(
        {
            "@type": "Event",
            "@id": _address(stage.record),
            "identifier": stage.reference,
            "name": _names(stage.title),
            "startDate": stage.opens_on and stage.opens_on.isoformat(),
            "endDate": stage.closes_on and stage.closes_on.isoformat(),
            "location": stage.place and {"@type": "Place", "name": stage.place},
        }
    )


def commitment(record: Record, sheet: CommitmentSheet) -> SafeString:
    return _written(
        {
            "@type": "CreativeWork",
            "@id": _address(record),
            "identifier": record.reference,
            "name": _names(sheet.title),
            "description": _names(sheet.solution),
            "isPartOf": {"@type": "Report", "identifier": sheet.plan.key},
            "creator": [_party(party) for party in sheet.leads()],
            "datePublished": record.published_at and record.published_at.isoformat(),
        }
    )


def _party(party: Party) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": _names(party.name)}


def organisation(organisation: Organisation) -> SafeString:
    return _written(
        {
            "@type": "GovernmentOrganization" if organisation.is_government else "Organization",
            "@id": _address(organisation.record),
            "identifier": organisation.reference,
            "name": _names(organisation.name),
            "alternateName": organisation.abbreviation,
            "foundingDate": str(organisation.founded_year or ""),
            "url": organisation.website,
        }
    )
