"""Ready-made questions and questionnaires that come with a release."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils import timezone

from kokreasi.consultations.definition.wording import Definition, Screen
from kokreasi.consultations.models import QuestionnaireTemplate
from kokreasi.core.bilingual import Bilingual

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Block:
    """Pages that are added together; one without a title is offered only within a template."""

    code: str
    screens: tuple[Screen, ...]
    title: Bilingual = field(default_factory=Bilingual)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A questionnaire to start from, put together of blocks."""

    code: str
    title: Bilingual
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    blocks: tuple[Block, ...] = ()
    templates: tuple[Shipped, ...] = ()


def _read(name: str) -> _File:
    found = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    return msgspec.convert(found, _File)


@cache
def blocks() -> Mapping[str, Block]:
    """Give the ready-made questions by their codes, in the order in which they are offered."""
    whole = _read("blocks.toml").blocks
    return {block.code: block for block in (*whole, *_single_characteristics(whole))}


def _single_characteristics(whole: Iterable[Block]) -> Iterator[Block]:
    """Offer each question about the person by itself as well."""
    for screen in (page for block in whole for page in block.screens):
        for question in screen.questions:
            if question.characteristic:
                title = Bilingual.of(question.characteristic.label)
                only = replace(screen, key=question.key, questions=(question,))
                yield Block(f"diri-{question.characteristic}", (only,), title)


@transaction.atomic
def load_templates() -> int:
    """Bring the shipped templates into the database that are not there; tell how many were new.

    A template that is there stays as the office keeps it.
    """
    file = _read("questionnaire_templates.toml")
    known = {**blocks(), **{block.code: block for block in file.blocks}}
    there = set(QuestionnaireTemplate.objects.values_list("code", flat=True))
    new = [template for template in file.templates if template.code not in there]
    QuestionnaireTemplate.objects.bulk_create(
        QuestionnaireTemplate(
            code=template.code,
            title=template.title,
            content=_put_together(template, known).content(),
            made_at=timezone.now(),
        )
        for template in new
    )
    return len(new)


def _put_together(template: Shipped, known: Mapping[str, Block]) -> Definition:
    return Definition(tuple(page for code in template.blocks for page in known[code].screens))
