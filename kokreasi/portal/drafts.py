"""Drafts of commitments: read paragraph by paragraph and remarked on, by whom they were sent to."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.queries.trace import findings_for
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.services import correspondents, remarks
from kokreasi.conversations.services.correspondents import UnknownLinkError
from kokreasi.conversations.services.remarks import Voice
from kokreasi.core.days import WIB, today_in_jakarta
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.forms.remarks import CitizenRemarkForm, RemarkForm
from kokreasi.plans.models import Draft
from kokreasi.plans.queries import drafting, rounds
from kokreasi.plans.queries.drafting import Asked
from kokreasi.plans.services import codrafting
from kokreasi.proposals.choices import Origin
from kokreasi.proposals.models import Proposal
from kokreasi.register.revising import STATUS, Saved, tried

ASKED = ("problem", "causes", "solution", "results")
MOST_REMARKS = 100
MOST_DIGITS = 18


@never_cache
@require_safe
def draft(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the frozen draft with what changed in it and what was remarked on it."""
    return _page(request, _draft_for(request, reference, number))


def _draft_for(request: HttpRequest, reference: str, number: int) -> Draft:
    visible = Draft.objects.visible_to(request.user).select_related(
        "commitment__record__version", "commitment__plan__record"
    )
    return get_object_or_404(visible, commitment__record__reference=reference, number=number)


def _page(request: HttpRequest, draft: Draft, form: RemarkForm | None = None) -> HttpResponse:
    page = drafting.page(draft, request.user)
    _lay_asked(page, request)
    voice = _voice(request, draft)
    context = {
        "page": page,
        "draft": draft,
        "commitment": draft.commitment,
        "today": today_in_jakarta(),
        "findings": findings_for(
            draft.commitment.record, request.user, until=draft.made_at.astimezone(WIB).date()
        ),
        "takes_remarks": codrafting.takes_remarks(draft, timezone.now()),
        "may_speak": voice is not None,
        "speaks_for": voice.organisation if voice else None,
        "failed": form,
        "failed_place": form["place"].value() if form else "",
        "may_answer": request.user.has_perm("plans.change_plan", draft.commitment.plan),
    }
    status = STATUS[Saved.INVALID] if form else 200
    return render(request, "portal/draft.html", context, status=status)


def _lay_asked(page: drafting.Page, request: HttpRequest) -> None:
    """Put what the proposals asked for beside the texts that answer it, also what was merged."""
    commitment = page.draft.commitment
    adopted = Q(commitment=commitment)
    merged = Q(descendants__how=Origin.MERGED, descendants__target__commitment=commitment)
    readable = Proposal.objects.visible_to(request.user).filter(adopted | merged)
    found = list(readable.select_related("record").distinct().order_by("pk"))
    seen: set[str] = set()
    for part in page.parts:
        if part.name in ASKED and part.name not in seen:
            seen.add(part.name)
            part.asked.extend(_asked(proposal, part.name) for proposal in found)


def _asked(proposal: Proposal, name: str) -> Asked:
    return Asked(proposal.reference, proposal.title, getattr(proposal, name))


def _voice(request: HttpRequest, draft: Draft) -> Voice | None:
    """Tell in whose name the visitor speaks: the invited body's, another's, or one's own."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("plans.remark_on_draft", draft):
        return None
    bodies = Organisation.objects.standing().filter(record__reference__in=user.bodies)
    found = list(bodies.select_related("record").order_by("pk"))
    invited = set(draft.invited.values_list("pk", flat=True))
    found.sort(key=lambda body: body.pk not in invited)
    return Voice(user=user, organisation=found[0] if found else None)


@never_cache
@require_POST
def remark(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a remark: at once from whoever is signed in, else by a mail that asks the address."""
    draft = _draft_for(request, reference, number)
    if not ratelimit.consume(request, action="draft_remark"):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    voice = _voice(request, draft)
    form = RemarkForm(request.POST) if voice else CitizenRemarkForm(request.POST)
    if voice is None and form.is_valid() and not _may_mail(request, form.cleaned_data["email"]):
        too_often: HttpResponse = ratelimit.respond_429(request)
        return too_often
    made: list[Remark] = []
    if not tried(form, lambda: made.append(_remark(draft, voice, form.cleaned_data))):
        return _page(request, draft, form)
    return _thanks(request, draft, made[0])


def _may_mail(request: HttpRequest, email: str) -> bool:
    """Tell whether one more mail may go to an address that anybody could have typed."""
    allowed: bool = ratelimit.consume(request, action="remark_by_mail", key=email.lower())
    return allowed


def _remark(draft: Draft, voice: Voice | None, given: dict[str, Any]) -> Remark:
    now = timezone.now()
    is_named = given.pop("is_named")
    if voice is None:
        language = (get_language() or "id")[:2]
        return codrafting.remark_by_mail(
            draft, at=now, language=language, is_named=is_named, **given
        )
    named = Voice(voice.user, voice.organisation, is_named=is_named)
    return codrafting.remark(draft, named, at=now, **given)


def _thanks(request: HttpRequest, draft: Draft, made: Remark) -> HttpResponse:
    here = reverse("commitment-draft", args=[draft.commitment.reference, draft.number])
    if made.correspondent is not None:
        messages.success(
            request, _("Open the mail that we have sent you: nobody reads the remark before.")
        )
        return redirect(here)
    if made.is_shown:
        messages.success(request, _("Your remark stands beside the paragraph."))
    else:
        messages.success(request, _("Thank you. The secretariat reads your remark first."))
    return redirect(f"{here}#masukan-{made.pk}")


@login_required
@require_safe
def enter(_request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Lead from the link of a mail through the sign-in to the draft."""
    return redirect("commitment-draft", reference, number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_remarks(request: HttpRequest, key: str) -> HttpResponse:
    """Let a citizen confirm what was said by mail, and read what became of it."""
    citizen = _citizen(key)
    if request.method == "POST":
        _confirm(request, citizen)
        return redirect("my-remarks", key)
    rows = Remark.objects.filter(correspondent=citizen).select_related("record")
    found = list(rows.order_by("-made_at")[:MOST_REMARKS])
    context = {"remarks": rounds.in_place(found), "key": key}
    return render(request, "portal/my_remarks.html", context)


def _citizen(key: str) -> Correspondent:
    try:
        return correspondents.known_by(key)
    except UnknownLinkError as error:
        raise Http404 from error


def _confirm(request: HttpRequest, citizen: Correspondent) -> None:
    pk = request.POST.get("remark", "")
    own = Remark.objects.filter(correspondent=citizen)
    found = own.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < MOST_DIGITS else None
    if found is None:
        raise Http404
    remarks.confirm(found, citizen, at=timezone.now())
    messages.success(request, _("Thank you: your remark is confirmed."))
