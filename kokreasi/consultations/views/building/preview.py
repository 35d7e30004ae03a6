"""The questionnaire as people will see it, on a phone and on a desk, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import Repeats
from kokreasi.consultations.definition.wording import Asked, Choice, Definition, Screen
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.queries.outline import ConditionLine, in_words
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.consultations.views.building.frame import consultation_for, framed
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.people.visitors import SignedInRequest

WIDTHS = ("ponsel", "meja")
BOTH = "keduanya"
MOST_POINTS = 11
"""A scale of more points than 0 to 10 is written as a number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the preview shows it, with the points of a scale and its conditions."""

    asked: Asked
    points: list[tuple[int, Choice | None]]
    conditions: list[ConditionLine]


@dataclass(frozen=True, slots=True)
class ShownPage:
    screen: Screen
    item: Choice | None
    more: int
    conditions: list[ConditionLine]
    questions: list[Shown]


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
        pages = list(_pages(sheet.definition))
        context = {"sheet": sheet, "pages": pages, "language": language}
        return render_to_string("consultations/building/_preview.html", context)


def _pages(definition: Definition) -> Iterator[ShownPage]:
    """Give every page once; of a repeated one that of the first commitment."""
    for screen in definition.screens:
        items = definition.items if screen.repeats != Repeats.ONCE else ()
        questions = [_shown(question, definition) for question in screen.questions]
        yield ShownPage(
            screen,
            items[0] if items else None,
            max(len(items) - 1, 0),
            in_words(screen.shown_if, definition),
            questions,
        )


def _shown(question: Asked, definition: Definition) -> Shown:
    labels = {choice.key: choice for choice in question.choices}
    points: list[tuple[int, Choice | None]] = []
    if question.lowest is not None and question.highest is not None:
        last = min(question.highest, question.lowest + MOST_POINTS - 1)
        points = [(at, labels.get(str(at))) for at in range(question.lowest, last + 1)]
    return Shown(question, points, in_words(question.shown_if, definition))
