"""Where the secretariat writes statements, and moderators decide on those of others."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.choices import StatementState
from kokreasi.consultations.forms.statements import AcceptForm, RefuseForm, StatementForm
from kokreasi.consultations.models import Consultation, Statement, Vote
from kokreasi.consultations.queries.likeness import Alike, compared
from kokreasi.consultations.services import statements
from kokreasi.consultations.views.building.frame import framed
from kokreasi.conversations.moderating import is_suspicious
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried

CHANGE = "consultations.change_consultation"
MODERATE = "consultations.moderate"
MOST_WAITING = 50


@login_required
@require_safe
def desk(request: SignedInRequest, reference: str) -> HttpResponse:
    """List what waits to be read, and all statements in their order."""
    return _desk(request, _moderated(request, reference))


def _moderated(request: SignedInRequest, reference: str) -> Consultation:
    visible = Consultation.objects.visible_to(request.user).select_related(
        "record__version", "stage__record", "stage__plan__record"
    )
    found = get_object_or_404(visible, record__reference=reference)
    require(request.user, MODERATE)
    return found


def _desk(
    request: SignedInRequest, consultation: Consultation, *, status: int = 200, **forms: Any
) -> HttpResponse:
    rows = Statement.objects.visible_to(request.user).filter(consultation=consultation)
    decided = rows.exclude(state=StatementState.HELD)
    voted = Exists(Vote.objects.filter(statement=OuterRef("pk")))
    context = {
        "waiting": _waiting(list(rows.held()[:MOST_WAITING]), list(rows.shown())),
        "page": page_of(request, decided.annotate(is_voted_on=voted).order_by("number")),
        "form": StatementForm(),
        "accepting": AcceptForm(),
        "refusing": RefuseForm(),
        "failed": 0,
        "may_write": request.user.has_perm(CHANGE, consultation),
    } | forms
    template = "consultations/voting/desk.html"
    return framed(request, consultation, "statements-desk", template, context, status=status)


def _waiting(
    held: list[Statement], shown: list[Statement]
) -> list[tuple[Statement, list[Alike], bool]]:
    """Give what waits with what is like it, and whether it reads like an advertisement."""
    return [
        (
            one,
            compared(one.text, [*shown, *(other for other in held if other.pk != one.pk)]),
            is_suspicious(f"{one.text.id} {one.text.en}"),
        )
        for one in held
    ]


@login_required
@require_POST
def write(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add a statement of the secretariat."""
    consultation = _moderated(request, reference)
    require(request.user, CHANGE, consultation)
    form = StatementForm(request.POST)
    if tried(
        form,
        lambda: statements.write(
            consultation, text=form.text(), on=today_in_jakarta(), by=request.user
        ),
    ):
        messages.success(request, _("Added. It is voted on while the consultation is open."))
        return redirect("consultations:statements-desk", reference)
    return _desk(request, consultation, status=STATUS[Saved.INVALID], form=form)


def _statement(request: SignedInRequest, reference: str, pk: int) -> Statement:
    consultation = _moderated(request, reference)
    visible = Statement.objects.visible_to(request.user).filter(consultation=consultation)
    return get_object_or_404(visible.select_related("consultation__record"), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Change the words of a statement on which nobody has voted."""
    statement = _statement(request, reference, pk)
    require(request.user, CHANGE, statement.consultation)
    if request.method == "POST":
        form = StatementForm(request.POST)
        if tried(form, lambda: statements.change(statement, text=form.text(), by=request.user)):
            messages.success(request, _("Saved."))
            return redirect("consultations:statements-desk", reference)
    else:
        form = StatementForm.of(statement.text)
    context = {"statement": statement, "consultation": statement.consultation, "form": form}
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "consultations/voting/change.html", context, status=status)


@login_required
@require_POST
def move_up(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Let a statement change places with the one before."""
    statement = _statement(request, reference, pk)
    require(request.user, CHANGE, statement.consultation)
    statements.move_up(statement, by=request.user)
    return redirect("consultations:statements-desk", reference)


@login_required
@require_POST
def discard(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take away a statement of the secretariat on which nobody has voted."""
    statement = _statement(request, reference, pk)
    require(request.user, CHANGE, statement.consultation)
    statements.discard(statement, by=request.user)
    messages.success(request, _("Taken away."))
    return redirect("consultations:statements-desk", reference)


@login_required
@require_POST
def accept(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Let others vote on a statement."""
    statement = _statement(request, reference, pk)
    form = AcceptForm(request.POST)
    if tried(
        form,
        lambda: statements.accept(
            statement,
            at=timezone.now(),
            by=request.user,
            translation=form.translated(statement.text),
        ),
    ):
        messages.success(request, _("Let through: it is voted on from now on."))
        return redirect("consultations:statements-desk", reference)
    return _failed(request, statement, accepting=form)


@login_required
@require_POST
def refuse(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show a statement to nobody, with the reason."""
    statement = _statement(request, reference, pk)
    form = RefuseForm(request.POST)
    if tried(
        form,
        lambda: statements.refuse(
            statement, at=timezone.now(), by=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Not shown. The reason stands in the public log."))
        return redirect("consultations:statements-desk", reference)
    return _failed(request, statement, refusing=form)


def _failed(request: SignedInRequest, statement: Statement, **forms: Any) -> HttpResponse:
    status = STATUS[Saved.INVALID]
    return _desk(request, statement.consultation, status=status, failed=statement.pk, **forms)
