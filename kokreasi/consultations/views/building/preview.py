"""The questionnaire as people will see it, on a phone and on a desk, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import Repeats
from kokreasi.consultations.definition.path import Step
from kokreasi.consultations.definition.wording import Choice, Definition, Screen
from kokreasi.consultations.forms.answering_fields import Field, fields_of
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.queries.outline import ConditionLine, in_words
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.consultations.views.building.frame import consultation_for, framed
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.people.visitors import SignedInRequest

WIDTHS = ("ponsel", "meja")
BOTH = "keduanya"


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as people see it, with the conditions under which it and its questions are asked.

    `item` is the first commitment of a repeated page, and `more` how many come after it.
    """

    screen: Screen
    item: Choice | None
    more: int
    conditions: list[ConditionLine]
    fields: list[tuple[Field, list[ConditionLine]]]


@login_required
@require_safe
def preview(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the whole questionnaire at the width and in the languages that the address names."""
    consultation = consultation_for(request.user, reference)
    width = request.GET.get("lebar", "")
    spoken = request.GET.get("bahasa", "")
    sheet = sheet_of(consultation)
    languages = LANGUAGES if spoken == BOTH else [_language(spoken)]
    context = {
        "width": width if width in WIDTHS else WIDTHS[0],
        "spoken": spoken if spoken == BOTH else languages[0],
        "columns": [(language, _rendered(sheet, language)) for language in languages],
    }
    template = "consultations/building/preview.html"
    return framed(request, consultation, "preview", template, context)


def _language(wanted: str) -> str:
    own = (get_language() or "id")[:2]
    return next((code for code in (wanted, own) if code in LANGUAGES), "id")


def _rendered(sheet: ConsultationSheet, language: str) -> SafeString:
    with override(language):
        pages = list(_pages(sheet.definition, language))
        context = {"sheet": sheet, "pages": pages, "language": language}
        return render_to_string("consultations/building/_preview.html", context)


def _pages(definition: Definition, language: str) -> Iterator[ShownPage]:
    """Give every page once; of a repeated one that of the first commitment."""
    for screen in definition.screens:
        items = definition.items if screen.repeats != Repeats.ONCE else ()
        told = [in_words(question.shown_if, definition) for question in screen.questions]
        fields = fields_of(Step(_without_conditions(screen, language)), {}, leads={})
        yield ShownPage(
            screen,
            items[0] if items else None,
            max(len(items) - 1, 0),
            in_words(screen.shown_if, definition),
            list(zip(fields, told, strict=True)),
        )


def _without_conditions(screen: Screen, language: str) -> Screen:
    """Give a page with all its questions, under names that its twin in the other language lacks."""
    questions = tuple(
        replace(question, key=f"{question.key}-{language}", shown_if=())
        for question in screen.questions
    )
    return replace(screen, questions=questions)
