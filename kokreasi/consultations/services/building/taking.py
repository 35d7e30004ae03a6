"""Take over whole questionnaires and ready-made blocks: templates, copies, files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import OptionRole, PartKind
from kokreasi.consultations.definition.naming import free_key
from kokreasi.consultations.definition.wording import Asked, Condition, Definition, Screen
from kokreasi.consultations.models import (
    Consultation,
    Option,
    Page,
    Question,
    QuestionnaireTemplate,
)
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.consultations.services.building.whole import keep_whole, tell
from kokreasi.consultations.services.consultations import arrange, locked
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import StaleError
from kokreasi.people.models import User
from kokreasi.plans.models import Stage
from kokreasi.register.leaves import fingerprint

COPIED = (
    "title",
    "summary",
    "promise",
    "thanks",
    "smallest_group",
    "keeps_background_for",
    "release",
    "takes_statements",
)


class ChangedMeanwhileError(StaleError):
    message = _("Somebody else has changed the questions meanwhile. Please read the file again.")


TAKEN = _("took over a whole questionnaire")


def print_of(consultation: Consultation) -> str:
    """Give the fingerprint of the questionnaire as its rows stand now."""
    return fingerprint(definition_of(consultation).content())


@transaction.atomic
def take_over(
    consultation: Consultation,
    definition: Definition,
    *,
    by: User | None,
    seen: str = "",
    says: str | Promise = TAKEN,
) -> None:
    """Put this questionnaire in the place of the one that is being written.

    `seen` is the fingerprint of what it takes the place of: where somebody has changed that since,
    `ChangedMeanwhileError` is raised.
    """
    now = locked(consultation)
    if seen and seen != print_of(now):
        raise ChangedMeanwhileError
    before = now.questions.count()
    now.pages.all().delete()
    _write(now, definition.screens, after=0)
    keep_whole(now)
    changes = [Change(_("questions"), before, now.questions.count())]
    tell(now, "questionnaire.taken", by=by, says=says, changes=changes)


@transaction.atomic
def begin(
    stage: Stage, *, template: QuestionnaireTemplate | None = None, by: User | None, **given: Any
) -> Consultation:
    """Arrange a consultation, with the questions of a template where one is given."""
    made = arrange(stage, by=by, **given)
    if template:
        take_over(made, Definition.read(template.content), by=by)
    return made


@transaction.atomic
def add_block(
    consultation: Consultation,
    screens: Iterable[Screen],
    *,
    by: User | None,
    page: Page | None = None,
) -> None:
    """Add ready-made pages at the end, or their questions to a page; keys that are taken change.

    What is asked about the person already is not asked again.
    """
    now = locked(consultation)
    fitted = _with_free_keys(now, _without_known_characteristics(now, screens))
    if page is None:
        _write(now, fitted, after=now.pages.count())
    else:
        asked = [question for screen in fitted for question in screen.questions]
        _write_questions(now, [(page, asked)], after=page.questions.count())
    keep_whole(now)
    words = [str(screen.title) for screen in fitted]
    changes = [Change(_("ready-made questions"), None, words)]
    tell(now, "block.added", by=by, says=_("added ready-made questions"), changes=changes)


def _without_known_characteristics(
    consultation: Consultation, screens: Iterable[Screen]
) -> list[Screen]:
    known = set(consultation.questions.values_list("characteristic", flat=True)) - {""}
    return [
        replace(
            screen,
            questions=tuple(one for one in screen.questions if one.characteristic not in known),
        )
        for screen in screens
    ]


def _with_free_keys(consultation: Consultation, screens: Iterable[Screen]) -> list[Screen]:
    """Give pages and questions keys that nothing else has, also where conditions name them."""
    screens = list(screens)
    pages = set(consultation.pages.values_list("key", flat=True))
    taken = set(consultation.questions.values_list("key", flat=True))
    renamed: dict[str, str] = {}
    for question in (one for screen in screens for one in screen.questions):
        renamed[question.key] = free_key(question.key, taken)
        taken.add(renamed[question.key])
    return [_renamed(screen, free_key(screen.key, pages), renamed) for screen in screens]


def _renamed(screen: Screen, key: str, renamed: Mapping[str, str]) -> Screen:
    def conditions(found: Iterable[Condition]) -> tuple[Condition, ...]:
        return tuple(replace(c, question=renamed.get(c.question, c.question)) for c in found)

    questions = tuple(
        replace(one, key=renamed[one.key], shown_if=conditions(one.shown_if))
        for one in screen.questions
    )
    return replace(screen, key=key, shown_if=conditions(screen.shown_if), questions=questions)


def _write(consultation: Consultation, screens: Iterable[Screen], *, after: int) -> None:
    screens = list(screens)
    pages = Page.objects.bulk_create(
        Page(
            consultation=consultation,
            key=screen.key,
            title=screen.title,
            intro=screen.intro,
            repeats=screen.repeats,
            shown_if=msgspec.to_builtins(screen.shown_if),
            position=position,
        )
        for position, screen in enumerate(screens, start=after + 1)
    )
    pairs = zip(pages, screens, strict=True)
    _write_questions(consultation, [(page, screen.questions) for page, screen in pairs], after=0)


def _write_questions(
    consultation: Consultation, asked: Iterable[tuple[Page, Iterable[Asked]]], *, after: int
) -> None:
    pairs = [
        (_row(consultation, page, one, position), one)
        for page, questions in asked
        for position, one in enumerate(questions, start=after + 1)
    ]
    Question.objects.bulk_create(row for row, _one in pairs)
    Option.objects.bulk_create(
        option for row, one in pairs if not one.asks_commitments for option in _options(row, one)
    )


def _row(consultation: Consultation, page: Page, asked: Asked, position: int) -> Question:
    fields: dict[str, Any] = {
        name: getattr(asked, name)
        for name in (
            "key",
            "kind",
            "wording",
            "hint",
            "is_required",
            "lowest",
            "highest",
            "fewest",
            "most",
            "has_other",
            "asks_commitments",
            "is_quotable",
        )
    }
    return Question(
        consultation=consultation,
        page=page,
        characteristic=asked.characteristic or "",
        shown_if=msgspec.to_builtins(asked.shown_if),
        position=position,
        **fields,
    )


def _options(row: Question, asked: Asked) -> Iterable[Option]:
    for role, lines in ((OptionRole.CHOICE, asked.choices), (OptionRole.ROW, asked.rows)):
        for position, line in enumerate(lines, start=1):
            yield Option(
                question=row, role=role, key=line.key, wording=line.wording, position=position
            )


@transaction.atomic
def copy(
    consultation: Consultation, stage: Stage, *, title: Bilingual, by: User | None, **days: Any
) -> Consultation:
    """Arrange another consultation in a stage with the same words and questions, as a draft.

    `days` are `opens_at` and `closes_at`. Statements and answers stay where they are.
    """
    given = {name: getattr(consultation, name) for name in COPIED} | {"title": title} | days
    parts = list(consultation.parts.all())
    kinds = tuple(PartKind(part.kind) for part in parts)
    made = arrange(stage, by=by, kinds=kinds, **given)
    for part in parts:
        made.parts.filter(kind=part.kind).update(title=part.title, intro=part.intro)
    says = _("copied the questionnaire of another consultation")
    take_over(made, definition_of(consultation), by=by, says=says)
    return made


@transaction.atomic
def keep_as_template(
    consultation: Consultation, *, title: Bilingual, by: User | None
) -> QuestionnaireTemplate:
    """Keep the questionnaire to start others from; commitments of the plan are not in it."""
    now = locked(consultation)
    template = QuestionnaireTemplate.objects.create(
        title=title, content=portable(definition_of(now)).content(), made_at=timezone.now()
    )
    changes = [Change(_("template"), None, title)]
    tell(now, "template.kept", by=by, says=_("kept a questionnaire template"), changes=changes)
    return template


def drop_template(key: int) -> None:
    """Offer a template no longer; what began with it stays."""
    QuestionnaireTemplate.objects.filter(pk=key).delete()


def portable(definition: Definition) -> Definition:
    """Give a questionnaire without the commitments of its plan, which another plan has not."""
    screens = tuple(
        replace(
            screen,
            questions=tuple(
                replace(one, choices=()) if one.asks_commitments else one
                for one in screen.questions
            ),
        )
        for screen in definition.screens
    )
    return Definition(screens=screens)
