"""The page on which a consultation is described: its cards, each with its own form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.forms import building as forms
from kokreasi.consultations.models import Consultation, Part
from kokreasi.consultations.services.building import facts
from kokreasi.consultations.views.building.frame import at, consultation_for, framed
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import (
    Card,
    Section,
    back_to,
    card_answer,
    in_state,
    is_from_script,
    settled,
)

SECTIONS = {
    section.name: section
    for section in (
        Section(
            "fakta",
            gettext_lazy("What people read first"),
            gettext_lazy("Why they are asked, and what happens with their answers."),
            forms.FactsForm,
        ),
        Section(
            "waktu",
            gettext_lazy("Days and short link"),
            gettext_lazy("Once it is announced, days change only with a reason."),
            forms.DaysForm,
        ),
        Section("penutup", gettext_lazy("Closing words"), "", forms.ThanksForm),
        Section("perlindungan", gettext_lazy("Protection and results"), "", forms.ProtectionForm),
    )
}
UNTIL_ANNOUNCED = "waktu"


@login_required
@require_safe
def edit(request: SignedInRequest, reference: str) -> HttpResponse:
    consultation = consultation_for(request.user, reference)
    return desk(request, consultation, saved=request.GET.get("saved", ""))


@login_required
@require_POST
def section(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Save one card of the page."""
    consultation = consultation_for(request.user, reference)
    part = SECTIONS.get(name)
    if part is None:
        raise Http404
    form = part.form(request.POST, row=consultation, auto_id=f"{name}-%s")
    outcome = save(
        form, lambda values, seen: facts.change(consultation, values, seen=seen, by=request.user)
    )
    now = consultation_for(request.user, reference)
    shown, found = settled(form, now, outcome)
    card = _section_card(part, now, form=shown, outcome=outcome, conflicts=found)
    return _answer(request, now, card)


@login_required
@require_POST
def choose_parts(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what people are asked to do."""
    consultation = consultation_for(request.user, reference)
    form = forms.KindsForm(request.POST, auto_id="jenis-%s")
    if tried(
        form,
        lambda: facts.choose_parts(consultation, form.cleaned_data["kinds"], by=request.user),
    ):
        messages.success(request, _("Saved."))
        return at(reference, "edit", anchor="jenis")
    return desk(request, consultation, status=STATUS[Saved.INVALID], kinds_form=form)


@login_required
@require_POST
def part(request: SignedInRequest, reference: str, kind: str) -> HttpResponse:
    """Save heading and first words of a part."""
    consultation = consultation_for(request.user, reference)
    row = get_object_or_404(consultation.parts.select_related("consultation"), kind=kind)
    form = forms.PartForm(request.POST, row=row, auto_id=f"{kind}-%s")
    outcome = save(
        form, lambda values, seen: facts.change_part(row, values, seen=seen, by=request.user)
    )
    now = get_object_or_404(consultation.parts.all(), kind=kind)
    shown, found = settled(form, now, outcome)
    card = _part_card(consultation, now, form=shown, outcome=outcome, conflicts=found)
    return _answer(request, consultation, card)


def _section_card(section: Section, consultation: Consultation, **given: Any) -> Card:
    return section.card(consultation, _address("section", consultation, section.name), **given)


def _part_card(consultation: Consultation, row: Part, **given: Any) -> Card:
    name = f"bagian-{row.kind}"
    form = given.pop("form", None) or forms.PartForm(row=row, auto_id=f"{row.kind}-%s")
    action = _address("part", consultation, row.kind)
    return Card(name, row.get_kind_display(), action, form, is_folded=True, **given)


def _address(view: str, consultation: Consultation, *more: Any) -> str:
    return reverse(f"consultations:{view}", args=[consultation.reference, *more])


def _answer(request: HttpRequest, consultation: Consultation, card: Card) -> HttpResponse:
    """Answer a card that was sent: alone to the script, else with the page around it."""
    if is_from_script(request):
        return card_answer(request, card)
    if card.outcome == Saved.YES:
        return back_to(_address("edit", consultation), card.name)
    return desk(request, consultation, card=card, status=STATUS[card.outcome or Saved.INVALID])


def desk(
    request: HttpRequest,
    consultation: Consultation,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    **instead: Any,
) -> HttpResponse:
    """Show the whole page; `card` takes the place of its fresh twin, `saved` names one that is."""
    rows = list(consultation.parts.all())
    context: dict[str, Any] = {
        "sections": {
            name: in_state(_section_card(section, consultation), card, saved)
            for name, section in SECTIONS.items()
            if name != UNTIL_ANNOUNCED or not consultation.is_public
        },
        "parts": [in_state(_part_card(consultation, row), card, saved) for row in rows],
        "kinds_form": forms.KindsForm(
            initial={"kinds": [row.kind for row in rows]}, auto_id="jenis-%s"
        ),
    }
    page = "consultations/building/edit.html"
    return framed(request, consultation, "edit", page, context | instead, status=status)
