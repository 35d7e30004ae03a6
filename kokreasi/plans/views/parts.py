"""What belongs to one commitment: institutions, milestones, indicators and their targets."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms import commitments as forms
from kokreasi.plans.models import Commitment, Indicator
from kokreasi.plans.views.choosing import choice_in
from kokreasi.plans.views.desk import (
    answer,
    contact_card,
    desk,
    indicator_card,
    milestone_card,
    page_of,
    targets_card,
)
from kokreasi.plans.views.finding import commitment_for
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import back_to, settled

INVALID = STATUS[Saved.INVALID]


@login_required
@require_POST
def involve(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    form = forms.PartForm(request.POST, auto_id="pihak-%s")
    choice = choice_in(request.POST, request.user)
    if choice.organisation is not None and form.is_valid():
        involvement = services.commitments.involve(
            commitment, choice.organisation, part=form.cleaned_data["part"], by=request.user
        )
        return back_to(page_of(commitment), f"lembaga-{involvement.pk}")
    return desk(request, commitment, status=INVALID, part_form=form, choice=choice)


@login_required
@require_POST
def contact(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    rows = commitment.involvements.select_related("organisation__record", "commitment__record")
    row = get_object_or_404(rows, pk=pk)
    form = forms.ContactForm(request.POST, row=row, auto_id=f"lembaga-{pk}-%s")
    done = tried(
        form,
        lambda: services.commitments.set_contact(row, **form.cleaned_data, by=request.user),
    )
    outcome = Saved.YES if done else Saved.INVALID
    return answer(request, commitment, contact_card(commitment, row, form=form, outcome=outcome))


@login_required
@require_POST
def leave(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    rows = commitment.involvements.select_related("organisation__record", "commitment__record")
    row = rows.filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        services.commitments.leave(row, by=request.user)
    return back_to(page_of(commitment), "lembaga")


@login_required
@require_POST
def add_milestone(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    form = forms.MilestoneForm(request.POST, commitment=commitment, auto_id="tonggak-baru-%s")
    if tried(
        form,
        lambda: services.commitments.add_milestone(
            commitment, **form.cleaned_data, by=request.user
        ),
    ):
        return back_to(page_of(commitment), "tonggak")
    return desk(request, commitment, status=INVALID, milestone_form=form)


@login_required
@require_POST
def milestone(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    rows = commitment.milestones.select_related("commitment__record")
    row = get_object_or_404(rows, pk=pk)
    form = forms.MilestoneEditForm(request.POST, row=row, auto_id=f"tonggak-{pk}-%s")
    outcome = save(
        form,
        lambda values, seen: services.commitments.change_milestone(
            row, values, seen=seen, by=request.user
        ),
    )
    now = rows.get(pk=pk)
    shown, found = settled(form, now, outcome)
    card = milestone_card(commitment, now, form=shown, outcome=outcome, conflicts=found)
    return answer(request, commitment, card)


@login_required
@require_POST
def remove_milestone(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    row = commitment.milestones.select_related("commitment__record").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        services.commitments.remove_milestone(row, by=request.user)
    return back_to(page_of(commitment), "tonggak")


@login_required
@require_POST
def add_indicator(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    form = forms.IndicatorForm(request.POST, auto_id="indikator-baru-%s")
    made: list[Indicator] = []
    if tried(
        form,
        lambda: made.append(
            services.commitments.add_indicator(commitment, **form.cleaned_data, by=request.user)
        ),
    ):
        return back_to(page_of(commitment), f"indikator-{made[0].pk}")
    return desk(request, commitment, status=INVALID, indicator_form=form)


def _indicator(commitment: Commitment, pk: int) -> Indicator:
    rows = commitment.indicators.select_related("commitment__record", "commitment__plan")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_POST
def indicator(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    row = _indicator(commitment, pk)
    form = forms.IndicatorEditForm(request.POST, row=row, auto_id=f"indikator-{pk}-%s")
    outcome = save(
        form,
        lambda values, seen: services.commitments.change_indicator(
            row, values, seen=seen, by=request.user
        ),
    )
    now = _indicator(commitment, pk)
    shown, found = settled(form, now, outcome)
    card = indicator_card(commitment, now, form=shown, outcome=outcome, conflicts=found)
    return answer(request, commitment, card)


@login_required
@require_POST
def targets(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    row = _indicator(commitment, pk)
    form = forms.TargetsForm(request.POST, indicator=row, auto_id=f"target-{pk}-%s")
    outcome = save(
        form,
        lambda aims, seen: services.commitments.set_targets(row, aims, seen=seen, by=request.user),
    )
    now = _indicator(commitment, pk)
    shown, found = settled(form, now, outcome)
    card = targets_card(commitment, now, form=shown, outcome=outcome, conflicts=found)
    return answer(request, commitment, card)


@login_required
@require_POST
def remove_indicator(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference)
    row = commitment.indicators.select_related("commitment__record").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        services.commitments.remove_indicator(row, by=request.user)
    return back_to(page_of(commitment), "indikator")
