"""The workspace pages of follow-ups: all of them, one of them, and what is reported on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.paging import PAGE_LENGTH
from kokreasi.files.services import keep
from kokreasi.meetings.forms.follow_ups import (
    DisputeForm,
    FinishForm,
    FollowUpForm,
    ProgressForm,
    ReasonForm,
    ReplaceForm,
)
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.queries import follow_ups as queries
from kokreasi.meetings.queries import narrowing
from kokreasi.meetings.services import follow_ups as services
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.models import Record
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import Card, back_to, card_answer, is_from_script, settled

CHANGE, REPORT = "meetings.change_follow_up", "meetings.report_follow_up"
DISPUTE = "meetings.dispute_follow_up"
HISTORY_LENGTH = 20
FILTERS = ("keadaan", "lembaga", "rapat", "rencana", "sifat")
FACTS = "fakta"


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List every follow-up for the secretariat, and for others those that wait for them."""
    day = today_in_jakarta()
    rows = FollowUp.objects.visible_to(request.user)
    if not is_secretariat(request.user):
        rows = rows.agreed().waiting_for(request.user)
    found = narrowing.narrowed(rows, request.GET, day).most_urgent_first()
    pages = Paginator(queries.with_what_lines_show(found), PAGE_LENGTH)
    names = Record.objects.visible_to(request.user)
    offers = narrowing.offered(rows, names, FILTERS)
    context = {
        "day": day,
        "page": pages.get_page(request.GET.get("page")),
        "filters": narrowing.filters(request.GET, offers, FILTERS),
        "words": request.GET.get("q", ""),
        "is_narrowed": any(request.GET.values()),
        "asked": request.GET.urlencode(),
        "may_change": request.user.has_perm(CHANGE),
    }
    return render(request, "meetings/follow_ups/index.html", context)


def follow_up_for(visitor: User, reference: str, permission: str) -> FollowUp:
    """Find a follow-up that the visitor may see, and ask whether the visitor may do this."""
    visible = queries.with_what_lines_show(FollowUp.objects.visible_to(visitor))
    follow_up = get_object_or_404(visible, record__reference=reference)
    require(visitor, permission, follow_up)
    return follow_up


# One of them


@login_required
@require_http_methods(["GET", "POST"])
def follow_up(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show a follow-up with what can be done with it; POST changes its fields."""
    if request.method == "POST":
        return _change(request, follow_up_for(request.user, reference, CHANGE))
    found = follow_up_for(request.user, reference, REPORT)
    return _desk(request, found)


def _change(request: SignedInRequest, follow_up: FollowUp) -> HttpResponse:
    form = FollowUpForm(request.POST, row=follow_up, auto_id=f"{FACTS}-%s")

    def change(values: Mapping[str, Any], seen: int) -> FollowUp:
        reason = form.cleaned_data.get("reason", "")
        return services.change(follow_up, values, seen=seen, by=request.user, reason=reason)

    outcome = save(form, change)
    now = follow_up_for(request.user, follow_up.reference, CHANGE)
    shown, conflicts = settled(form, now, outcome)
    card = _card(now, form=shown, outcome=outcome, conflicts=conflicts)
    if is_from_script(request):
        return card_answer(request, card)
    if outcome == Saved.YES:
        return back_to(_page(now), card.name)
    return _desk(request, now, card=card, status=STATUS[outcome])


def _page(follow_up: FollowUp) -> str:
    return reverse("meetings:follow-up", args=[follow_up.reference])


def _card(follow_up: FollowUp, **given: Any) -> Card:
    form = given.pop("form", None) or FollowUpForm(row=follow_up, auto_id=f"{FACTS}-%s")
    return Card(FACTS, _("What was agreed"), _page(follow_up), form, **given)


def _desk(
    request: SignedInRequest,
    follow_up: FollowUp,
    *,
    card: Card | None = None,
    sent: "Panel | None" = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "follow_up": follow_up,
        "day": today_in_jakarta(),
        "card": (card or _card(follow_up)) if request.user.has_perm(CHANGE, follow_up) else None,
        "panels": _panels(request.user, follow_up, sent),
        "attachments": follow_up.record.attachments.select_related("file"),
        "returns": queries.returns_of(follow_up, request.user),
        "entries": follow_up.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    return render(request, "meetings/follow_ups/desk.html", context, status=status)


# What is reported on it


def _finish(follow_up: FollowUp, given: Mapping[str, Any], by: User) -> FollowUp:
    evidence = given["evidence"]
    return services.finish(
        follow_up,
        outcome=given["outcome"],
        evidence=keep(evidence, by=by) if evidence else None,
        evidence_title=Bilingual(id=given["evidence_title"]) if evidence else None,
        evidence_link=given["evidence_link"],
        on=given["on"],
        by=by,
    )


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a follow-up: who may, in which state, and what it asks."""

    title: str | Promise
    button: str | Promise
    form: Callable[..., forms.Form]
    permission: str
    do: Callable[[FollowUp, Mapping[str, Any], User], Any]
    is_for: Callable[[FollowUp], bool]


def _is_unfinished(follow_up: FollowUp) -> bool:
    return follow_up.agreed_at is not None and follow_up.is_unfinished


def _is_finished(follow_up: FollowUp) -> bool:
    return not follow_up.is_unfinished


def _is_agreed(follow_up: FollowUp) -> bool:
    return follow_up.agreed_at is not None


def _is_draft(follow_up: FollowUp) -> bool:
    return follow_up.agreed_at is None


ACTS: Mapping[str, Act] = {
    "kemajuan": Act(
        _("Report progress"),
        _("Report progress"),
        ProgressForm,
        REPORT,
        lambda one, given, by: services.start(one, by=by, **given),
        _is_unfinished,
    ),
    "selesai": Act(
        _("Report it as done"),
        _("Report it as done"),
        FinishForm,
        REPORT,
        _finish,
        _is_unfinished,
    ),
    "catatan": Act(
        _("Add a note of the responsible"),
        _("Publish the note"),
        DisputeForm,
        DISPUTE,
        lambda one, given, by: services.dispute(one, by=by, **given),
        _is_agreed,
    ),
    "gugur": Act(
        _("Drop it"),
        _("Drop it"),
        ReasonForm,
        CHANGE,
        lambda one, given, by: services.drop(one, by=by, **given),
        _is_unfinished,
    ),
    "ganti": Act(
        _("Replace it by another one"),
        _("Replace it"),
        ReplaceForm,
        CHANGE,
        lambda one, given, by: services.replace(one, by=by, **given),
        _is_unfinished,
    ),
    "buka-kembali": Act(
        _("Reopen it"),
        _("Reopen it"),
        ReasonForm,
        CHANGE,
        lambda one, given, by: services.reopen(one, by=by, **given),
        _is_finished,
    ),
    "hapus": Act(
        _("Remove the draft"),
        _("Yes, remove"),
        forms.Form,
        CHANGE,
        lambda one, _given, by: services.remove(one, by=by),
        _is_draft,
    ),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A form for one of `ACTS` as the page shows it."""

    name: str
    act: Act
    form: forms.Form


def _panel(name: str, visitor: User, follow_up: FollowUp, request: Any = None) -> Panel:
    act = ACTS[name]
    given: dict[str, Any] = {"auto_id": f"{name}-%s"}
    if act.form is ReplaceForm:
        given["visitor"] = visitor
    if act.form is DisputeForm:
        given["initial"] = {"says": follow_up.dispute}
    sent = (request.POST, request.FILES) if request else ()
    return Panel(name, act, act.form(*sent, **given))


def _panels(visitor: User, follow_up: FollowUp, sent: Panel | None) -> list[Panel]:
    """Give a form for all that may be done now; one that was sent in vain stays as it was sent."""
    fit = {name: act for name, act in ACTS.items() if act.is_for(follow_up)}
    allowed = [name for name, act in fit.items() if visitor.has_perm(act.permission, follow_up)]
    shown = {name: _panel(name, visitor, follow_up) for name in allowed}
    return list((shown | ({sent.name: sent} if sent else {})).values())


@login_required
@require_POST
def act(request: SignedInRequest, reference: str, deed: str) -> HttpResponse:
    """Do one of `ACTS`; what was typed stays in the form where the rules refuse it."""
    if deed not in ACTS:
        raise Http404
    found = follow_up_for(request.user, reference, ACTS[deed].permission)

    panel = _panel(deed, request.user, found, request)
    do = partial(ACTS[deed].do, found)
    if tried(panel.form, lambda: do(panel.form.cleaned_data, request.user)):
        messages.success(request, _("Saved."))
        return redirect(_after(request, found))
    now = follow_up_for(request.user, reference, ACTS[deed].permission)
    status = 409 if panel.form.non_field_errors() else 422
    return _desk(request, now, sent=panel, status=status)


def _after(request: HttpRequest, follow_up: FollowUp) -> str:
    if FollowUp.objects.visible_to(request.user).filter(pk=follow_up.pk).exists():
        return _page(follow_up)
    return reverse("meetings:follow-ups")
