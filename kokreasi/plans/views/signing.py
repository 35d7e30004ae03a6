"""What the institutions of a focal point are asked to confirm, and the signature itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.organisations.models import Organisation
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.second_factor import proven_at, proving_page
from kokreasi.people.traces import has_second_factor
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.confirming import SignForm
from kokreasi.plans.models import Asking, Confirmation, Draft
from kokreasi.plans.queries.confirmations import merged
from kokreasi.plans.services.confirming import FRESH, acts_for
from kokreasi.plans.sheets import CommitmentSheet, read
from kokreasi.register.revising import STATUS, Saved, tried

SIGN = "plans.sign_draft"


@login_required
@never_cache
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List what the person's institutions were asked, and what they have confirmed."""
    require(request.user, SIGN)
    waiting = Asking.objects.waiting_for(request.user).select_related(
        "draft__commitment__plan__record", "draft__commitment__record", "organisation__record"
    )
    given = (
        Confirmation.objects.visible_to(request.user)
        .standing()
        .filter(organisation__record__reference__in=request.user.bodies)
    )
    rows = given.select_related("draft__commitment__record", "organisation__record")
    context = {"waiting": waiting, "given": rows.order_by("-confirmed_at")}
    return render(request, "plans/signing/mine.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: SignedInRequest, code: str, reference: str, number: int) -> HttpResponse:
    """Show a draft to whoever is to confirm it, and take the signature of a focal point."""
    draft = _draft(request.user, code, reference, number)
    require(request.user, SIGN, draft)
    on_sheet = read(draft.content)
    form = SignForm(request.POST or None, organisations=_signs_for(request.user, on_sheet))
    if tried(form, lambda: _sign(draft, form.cleaned_data, request)):
        messages.success(request, _("Thank you. The institution has confirmed this draft."))
        return redirect("plans:my-confirmations")
    context = {"draft": draft, "sheet": on_sheet, "form": form, **_state(request, draft, on_sheet)}
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "plans/signing/sign.html", context, status=status)


def _draft(person: User, code: str, reference: str, number: int) -> Draft:
    visible = Draft.objects.visible_to(person).select_related(
        "commitment__record", "commitment__plan__record"
    )
    wanted = {"commitment__plan__code": code, "commitment__record__reference": reference}
    return get_object_or_404(visible, number=number, **wanted)


def _signs_for(person: User, on_sheet: CommitmentSheet) -> QuerySet[Organisation]:
    """Give the institutions that lead this draft and for which the person is a focal point."""
    renamed = merged()
    leads = [renamed.get(party.key, party.key) for party in on_sheet.leads()]
    visible = Organisation.objects.visible_to(person).select_related("record")
    found = visible.filter(record__reference__in=leads)
    mine = [organisation.pk for organisation in found if acts_for(person, organisation)]
    return found.filter(pk__in=mine)


def _sign(draft: Draft, words: dict[str, Any], request: SignedInRequest) -> None:
    services.confirming.sign(
        draft,
        organisation=words["organisation"],
        signer_role=words["signer_role"],
        proven_at=proven_at(request),
        at=timezone.now(),
        by=request.user,
    )


def _state(request: SignedInRequest, draft: Draft, on_sheet: CommitmentSheet) -> dict[str, Any]:
    """Say what stands in the way of a signature, and what changed since the last one."""
    person, proven = request.user, proven_at(request)
    organisations = _signs_for(person, on_sheet)
    given = (
        Confirmation.objects.visible_to(person)
        .standing()
        .filter(draft__commitment=draft.commitment_id, organisation__in=organisations)
    )
    last = given.select_related("draft").order_by("-draft__number").first()
    protected = has_second_factor(person)
    return {
        "signs_for": organisations,
        "has_second_factor": protected,
        "is_proven": proven is not None and timezone.now() - proven <= FRESH,
        "proving_page": proving_page(person, request.get_full_path()) if protected else "",
        "is_latest": draft.is_newest(),
        "confirmed": given.filter(draft=draft).first(),
        "earlier": last.draft if last and last.draft_id != draft.pk else None,
        "earlier_sheet": read(last.draft.content) if last else None,
    }
