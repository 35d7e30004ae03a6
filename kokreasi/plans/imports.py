"""The stage templates that come with a release, and how they enter the database."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.plans.models import StageTemplate, TemplateStage
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

SHIPPED = Path(__file__).parent / "data" / "stage_templates.toml"


class UnknownKindError(DomainError):
    message = _("A template names a kind of stage that is not loaded: load the vocabularies first.")


@transaction.atomic
def load_stage_templates(file: Path = SHIPPED) -> int:
    """Bring the templates that are not there yet into the database and tell how many were new.

    A template that is there stays as the office keeps it. Raises `UnknownKindError` where a kind
    of stage is missing, and then loads none.
    """
    kinds = {term.code: term for term in Term.objects.of(Vocabulary.STAGE_KIND)}
    known = set(StageTemplate.objects.values_list("code", flat=True))
    shipped = tomllib.loads(file.read_text(encoding="utf-8"))["templates"]
    new = [template for template in shipped if template["code"] not in known]
    for template in new:
        _create(template, kinds)
    return len(new)


def _create(content: Mapping[str, Any], kinds: Mapping[str, Term]) -> None:
    if any(step["kind"] not in kinds for step in content["stages"]):
        raise UnknownKindError
    template = StageTemplate.objects.create(
        code=content["code"], title=Bilingual(**content["title"])
    )
    TemplateStage.objects.bulk_create(
        _stage(template, position, kinds[step["kind"]], step)
        for position, step in enumerate(content["stages"], start=1)
    )


def _stage(
    template: StageTemplate, position: int, kind: Term, step: Mapping[str, Any]
) -> TemplateStage:
    return TemplateStage(
        template=template,
        kind=kind,
        title=kind.name,
        summary=kind.description,
        opens_after=step["opens_after"],
        lasts=step["lasts"],
        position=position,
    )
