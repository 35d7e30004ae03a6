"""Who has confirmed which commitment: the matrix, drafts to confirm, requests, letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.files.services import keep
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.confirming import LetterForm
from kokreasi.plans.forms.plans import ReasonForm
from kokreasi.plans.models import Commitment, Confirmation, Draft, Plan
from kokreasi.plans.queries.askings import to_ask
from kokreasi.plans.queries.confirmations import Stand, Standing, merged, standings
from kokreasi.plans.views.finding import plan_for
from kokreasi.register.revising import STATUS, Saved, tried

AT = "confirmations"
BY_WORD: Mapping[str, tuple[Stand, str | Promise]] = {
    "belum": (Stand.MISSING, gettext_lazy("Not confirmed yet")),
    "berubah": (Stand.CHANGED, gettext_lazy("Changed since")),
    "sudah": (Stand.CONFIRMED, gettext_lazy("Confirmed")),
}
"""Stands by the word that filters for them in an address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment with the stands of those who lead it."""

    commitment: Commitment
    standings: Sequence[Standing]

    @property
    def draft(self) -> Draft | None:
        return self.standings[0].draft

    @property
    def is_current(self) -> bool:
        return self.standings[0].is_current


@login_required
@require_safe
def index(request: SignedInRequest, code: str) -> HttpResponse:
    """Show every commitment with how each leading institution stands to it."""
    plan = plan_for(request.user, code)
    found = standings(plan)
    word, lead = request.GET.get("keadaan", ""), request.GET.get("lembaga", "")
    shown = [one for one in found if _is_wanted(one, word, lead)]
    context = {
        "plan": plan,
        "at": AT,
        "lines": _lines(shown),
        "total": len(found),
        "filters": _filters(found),
        "word": word,
        "lead": lead,
        "leads": _leads(found),
        "outdated": len({one.commitment.pk for one in found if not one.is_current}),
        "to_ask": len(to_ask(plan, found)),
        "without_lead": plan.commitments.count() - len({one.commitment.pk for one in found}),
    }
    return render(request, "plans/work/confirmations.html", context)


def _is_wanted(one: Standing, word: str, lead: str) -> bool:
    if word in BY_WORD and one.stand != BY_WORD[word][0]:
        return False
    return not lead or one.lead.key == lead


def _lines(found: Sequence[Standing]) -> list[Line]:
    by_commitment: dict[int, list[Standing]] = {}
    for one in found:
        by_commitment.setdefault(one.commitment.pk, []).append(one)
    return [Line(rows[0].commitment, rows) for rows in by_commitment.values()]


def _filters(found: Sequence[Standing]) -> list[tuple[str, str | Promise, int]]:
    """Count the stands, each with the word that filters for it."""
    return [
        (word, label, sum(one.stand == stand for one in found))
        for word, (stand, label) in BY_WORD.items()
    ]


def _leads(found: Sequence[Standing]) -> list[tuple[str, str]]:
    return sorted({(one.lead.key, str(one.lead.name)) for one in found}, key=lambda pair: pair[1])


@login_required
@require_POST
def prepare(request: SignedInRequest, code: str) -> HttpResponse:
    """Freeze a draft to confirm of every commitment that has none of what it says now."""
    plan = plan_for(request.user, code)
    made = len(services.asking.prepare(plan, at=timezone.now(), by=request.user))
    words = ngettext(
        "%(count)d draft can be confirmed now.", "%(count)d drafts can be confirmed now.", made
    )
    messages.success(request, words % {"count": made})
    return redirect("plans:confirmations", code)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who would be asked and how many mails that are; then ask, once."""
    plan = plan_for(request.user, code)
    if request.method == "POST":
        services.asking.ask(plan, at=timezone.now(), by=request.user)
        messages.success(request, _("They were asked. Nobody gets the same request twice."))
        return redirect("plans:confirmations", code)
    found = to_ask(plan)
    context = {
        "plan": plan,
        "at": AT,
        "found": found,
        "mails": sum(len(one.recipients) for one in found),
        "silent": [one.organisation for one in found if not one.recipients],
    }
    return render(request, "plans/work/confirmations_ask.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def letter(request: SignedInRequest, code: str, body: str) -> HttpResponse:
    """Record a letter of an institution for the drafts that it leads and has not confirmed."""
    plan = plan_for(request.user, code)
    visible = Organisation.objects.visible_to(request.user).select_related("record")
    organisation = get_object_or_404(visible, record__reference=body)
    drafts = _unconfirmed_drafts(request.user, plan, organisation)
    form = LetterForm(request.POST or None, files=request.FILES or None, drafts=drafts)
    if tried(form, lambda: _record_letter({**form.cleaned_data}, organisation, request)):
        messages.success(request, _("The confirmation is recorded."))
        return redirect("plans:confirmations", code)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "at": AT, "form": form, "organisation": organisation}
    context |= {"drafts": drafts}
    return render(request, "plans/work/confirmation_letter.html", context, status=status)


def _unconfirmed_drafts(visitor: User, plan: Plan, organisation: Organisation) -> Any:
    renamed = merged()
    leading = {
        one.draft.pk
        for one in standings(plan)
        if one.draft and renamed.get(one.lead.key, one.lead.key) == organisation.reference
    }
    confirmed = Confirmation.objects.visible_to(visitor).standing()
    given = confirmed.filter(organisation=organisation).values("draft")
    drafts = Draft.objects.visible_to(visitor).filter(pk__in=leading).exclude(pk__in=given)
    return drafts.select_related("commitment").order_by("commitment__number")


def _record_letter(
    words: dict[str, Any], organisation: Organisation, request: SignedInRequest
) -> None:
    drafts, upload = words.pop("drafts"), words.pop("file")
    services.confirming.confirm_all_by_letter(
        drafts,
        **words,
        file=keep(upload, by=request.user) if upload else None,
        organisation=organisation,
        at=timezone.now(),
        by=request.user,
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    plan = plan_for(request.user, code)
    visible = Confirmation.objects.visible_to(request.user).standing()
    rows = visible.select_related("draft__commitment__record", "organisation__record")
    confirmation = get_object_or_404(rows, pk=pk, draft__commitment__plan=plan)
    form = ReasonForm(request.POST or None)
    if tried(form, lambda: _withdraw(confirmation, form.cleaned_data["reason"], request)):
        messages.success(request, _("The confirmation is withdrawn; that it was given is kept."))
        return redirect("plans:confirmations", code)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "at": AT, "form": form, "confirmation": confirmation}
    return render(request, "plans/work/confirmation_withdraw.html", context, status=status)


def _withdraw(confirmation: Confirmation, because: str, request: SignedInRequest) -> None:
    services.confirming.withdraw(confirmation, because=because, at=timezone.now(), by=request.user)
