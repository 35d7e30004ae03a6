"""Questions and their choices: add, change, move, remove."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import OptionRole, QuestionKind
from kokreasi.consultations.definition.naming import free_key, key_for
from kokreasi.consultations.models import Consultation, Option, Page, Question
from kokreasi.consultations.services.building.pages import place_after, write_in_order
from kokreasi.consultations.services.building.whole import keep_whole, tell
from kokreasi.consultations.services.consultations import locked
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.people.models import User
from kokreasi.register import services as register

QUESTION = _("question")
ROLES = {OptionRole.CHOICE: _("choices"), OptionRole.ROW: _("rows")}
STARTS = {QuestionKind.SCALE: {"lowest": 1, "highest": 10}}
"""What a question of a kind begins with."""

COUNTED = ("fewest", "most")
BOUNDED = ("lowest", "highest")
FITTING: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.SINGLE: ("is_required", "has_other", "asks_commitments", "characteristic"),
    QuestionKind.MULTIPLE: ("is_required", "has_other", "asks_commitments", *COUNTED),
    QuestionKind.SCALE: ("is_required", *BOUNDED),
    QuestionKind.RANKING: ("is_required", "asks_commitments", *COUNTED),
    QuestionKind.MATRIX: ("is_required",),
    QuestionKind.NUMBER: ("is_required", *BOUNDED),
    QuestionKind.DAY: ("is_required",),
    QuestionKind.REGION: ("is_required", "characteristic"),
    QuestionKind.SHORT_TEXT: ("is_required", "is_quotable", "most"),
    QuestionKind.LONG_TEXT: ("is_required", "is_quotable", "most"),
    QuestionKind.CONSENT: ("is_required",),
    QuestionKind.INFORMATION: (),
}
"""What can be said of the answer, by the kind of the question."""
NOTHING: Mapping[str, Any] = {
    "is_required": False,
    "has_other": False,
    "asks_commitments": False,
    "is_quotable": False,
    "lowest": None,
    "highest": None,
    "fewest": None,
    "most": None,
    "characteristic": "",
}
"""What a question says that says nothing of its answer."""


class BoundsReversedError(DomainError):
    message = _("The lowest comes before the highest.")


class RequiredCharacteristicError(DomainError):
    message = _("Nobody has to say anything about themselves: leave “must be answered” out.")


class CharacteristicTakenError(DomainError):
    message = _("Another question of this consultation asks for the same about the person.")


@dataclass(frozen=True, slots=True)
class Line:
    """A choice or row as somebody writes it; a new one has no key yet."""

    wording: Bilingual
    key: str = ""


@transaction.atomic
def add(page: Page, *, kind: QuestionKind, wording: Bilingual, by: User | None) -> Question:
    """Add a question at the end of a page; its key comes from its first words."""
    now = locked(page.consultation)
    taken = set(now.questions.values_list("key", flat=True))
    question = Question.objects.create(
        consultation=now,
        page=page,
        key=key_for(wording.id or wording.en, taken, otherwise="pertanyaan"),
        kind=kind,
        wording=wording,
        position=_last(page) + 1,
        **STARTS.get(kind, {}),
    )
    keep_whole(now)
    changes = [Change(QUESTION, None, wording)]
    tell(now, "question.added", by=by, says=_("added a question"), changes=changes)
    return question


def _last(page: Page) -> int:
    found: int | None = page.questions.aggregate(last=Max("position"))["last"]
    return found or 0


@transaction.atomic
def change(
    question: Question, values: Mapping[str, Any], *, seen: int, by: User | None
) -> Question:
    """Change words, kind or limits of a question."""
    now = locked(question.consultation)
    if "kind" in values:
        values = _fitting(values, QuestionKind(values["kind"]))
    _check(now, question, values)
    changed = register.revise(
        question,
        values,
        seen=seen,
        about=now.record,
        by=by,
        event="question.changed",
        says=_("changed a question"),
        is_public=False,
    )
    keep_whole(now)
    return changed


def _fitting(values: Mapping[str, Any], kind: QuestionKind) -> dict[str, Any]:
    """Let go of what does not fit the new kind of a question, and begin with what it needs."""
    unfit = {name: value for name, value in NOTHING.items() if name not in FITTING[kind]}
    return {**STARTS.get(kind, {}), **values, **unfit}


def _check(consultation: Consultation, question: Question, values: Mapping[str, Any]) -> None:
    current = Question.objects.get(pk=question.pk)
    names = ("lowest", "highest", "fewest", "most", "characteristic", "is_required")
    new = {name: values.get(name, getattr(current, name)) for name in names}
    for first, last in (("lowest", "highest"), ("fewest", "most")):
        if new[first] is not None and new[last] is not None and new[last] < new[first]:
            raise BoundsReversedError
    if new["characteristic"] and new["is_required"]:
        raise RequiredCharacteristicError
    others = consultation.questions.exclude(pk=question.pk)
    if new["characteristic"] and others.filter(characteristic=new["characteristic"]).exists():
        raise CharacteristicTakenError


@transaction.atomic
def list_options(
    question: Question,
    role: OptionRole,
    lines: Sequence[Line],
    *,
    seen: int,
    by: User | None,
) -> Question:
    """Make exactly these the choices or rows; one that is reworded keeps its key.

    Raises `StaleError` where somebody else has written them since revision `seen`.
    """
    now = locked(question.consultation)
    current = Question.objects.select_for_update().get(pk=question.pk)
    before = list(current.options.filter(role=role))
    after = with_keys(lines)
    if [(one.key, one.wording) for one in before] == [(one.key, one.wording) for one in after]:
        return current
    if role.value in current.changed_since(seen):
        raise StaleError
    _write_options(current, role, before, after)
    current.revision += 1
    current.field_revisions |= {role.value: current.revision}
    current.save(update_fields=["revision", "field_revisions"])
    keep_whole(now)
    old, new = ([str(one.wording) for one in found] for found in (before, after))
    changes = [Change(ROLES[role], old, new)]
    tell(now, "options.changed", by=by, says=_("changed what can be chosen"), changes=changes)
    return current


def with_keys(lines: Iterable[Line]) -> list[Line]:
    """Give each new line a key made from its words."""
    lines = list(lines)
    taken = {line.key for line in lines}
    keyed = []
    for line in lines:
        words = line.wording.id or line.wording.en
        key = line.key or key_for(words, taken, otherwise="pilihan")
        taken.add(key)
        keyed.append(Line(line.wording, key))
    return keyed


def _write_options(
    question: Question, role: OptionRole, before: list[Option], after: list[Line]
) -> None:
    known = {option.key: option for option in before}
    kept = {line.key for line in after}
    question.options.filter(role=role).exclude(key__in=kept).delete()
    fresh = []
    for position, line in enumerate(after, start=1):
        option = known.get(line.key) or Option(question=question, role=role, key=line.key)
        option.wording, option.position = line.wording, position
        fresh.append(option)
    Option.objects.bulk_create(option for option in fresh if not option.pk)
    Option.objects.bulk_update((one for one in fresh if one.pk), ["wording", "position"])


@transaction.atomic
def move(question: Question, *, step: int, by: User | None) -> None:
    """Move a question one place, at the edge of its page onto the next one."""
    now = locked(question.consultation)
    current = Question.objects.select_related("page").filter(pk=question.pk).first()
    if current is None:
        return
    rows = list(current.page.questions.order_by("position", "pk"))
    before, after = place_after(rows, current, step)
    if before != after:
        rows.insert(after, rows.pop(before))
        write_in_order(rows)
    elif not _turn_over(now, current, step):
        return
    keep_whole(now)
    tell(
        now,
        "question.moved",
        by=by,
        says=_("reordered the questionnaire"),
        changes=[Change(QUESTION, current.wording, current.wording)],
    )


def _turn_over(consultation: Consultation, question: Question, step: int) -> bool:
    """Put a question on the page before or after; say whether there is one."""
    pages = list(consultation.pages.all())
    here, there = place_after(pages, question.page, step)
    if here == there:
        return False
    _put(question, pages[there], is_first=step > 0)
    return True


def _put(question: Question, page: Page, *, is_first: bool) -> None:
    rows = list(page.questions.exclude(pk=question.pk).order_by("position", "pk"))
    rows.insert(0 if is_first else len(rows), question)
    Question.objects.filter(pk=question.pk).update(page=page)
    write_in_order(rows)


@transaction.atomic
def put_on(question: Question, page: Page, *, by: User | None) -> None:
    """Put a question at the end of another page."""
    now = locked(question.consultation)
    current = Question.objects.select_related("page").filter(pk=question.pk).first()
    if current is None:
        return
    _put(current, page, is_first=False)
    keep_whole(now)
    changes = [Change(_("page of a questionnaire"), current.page.title, page.title)]
    says = _("reordered the questionnaire")
    tell(now, "question.moved", by=by, says=says, changes=changes)


@transaction.atomic
def duplicate(question: Question, *, by: User | None) -> Question:
    """Add the same question again behind itself, under a key of its own."""
    now = locked(question.consultation)
    options = list(question.options.all())
    twin = Question.objects.get(pk=question.pk)
    taken = set(now.questions.values_list("key", flat=True))
    twin.pk, twin.key, twin.characteristic = None, free_key(question.key, taken), ""
    twin.revision, twin.field_revisions = 1, {}
    twin.save()
    for option in options:
        option.pk, option.question = None, twin
    Option.objects.bulk_create(options)
    write_in_order(twin.page.questions.order_by("position", "pk"))
    keep_whole(now)
    changes = [Change(QUESTION, None, twin.wording)]
    tell(now, "question.added", by=by, says=_("added a question"), changes=changes)
    return twin


@transaction.atomic
def remove(question: Question, *, by: User | None) -> None:
    """Take a question away; the history keeps its words."""
    now = locked(question.consultation)
    page = question.page
    Question.objects.filter(pk=question.pk).delete()
    write_in_order(page.questions.order_by("position", "pk"))
    keep_whole(now)
    changes = [Change(QUESTION, question.wording, None)]
    tell(now, "question.removed", by=by, says=_("removed a question"), changes=changes)
