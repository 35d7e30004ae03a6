"""What waits for a reviewer, and the review of one proposal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.reviewing import ConflictForm, ReviewForm
from kokreasi.proposals.models import Review
from kokreasi.proposals.queries.reading import files_of, surroundings
from kokreasi.proposals.services import reviewing
from kokreasi.register.revising import STATUS, Saved, tried

REVIEW = "proposals.review_proposal"
HAND_IN = "selesai"
DONE_SHOWN = 20


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List what one is asked to review, what is due first, and what one has done."""
    own = Review.objects.visible_to(request.user).filter(reviewer=request.user)
    rows = own.select_related("proposal__record")
    waiting = rows.waiting().order_by("due_on", "asked_at", "pk")
    page = page_of(request, waiting, whose=request.user.pk)
    done = rows.filter(done_at__isnull=False).order_by("-done_at")
    context = {
        "page": page,
        "waiting": list(page),
        "done": done[:DONE_SHOWN] if page.number == 1 else [],
    }
    return render(request, "proposals/desk/my_reviews.html", context)


def _own(request: SignedInRequest, pk: int) -> Review:
    rows = Review.objects.visible_to(request.user).filter(reviewer=request.user)
    related = rows.select_related(
        "proposal__record", "proposal__plan__record", "proposal__stage__record", "proposal__theme"
    )
    return get_object_or_404(related.prefetch_related("scores"), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a proposal and score it; what is not complete is kept and handed in later."""
    found = _own(request, pk)
    form = _form(request, found)
    if request.method != "POST":
        return _page(request, found, form)
    require(request.user, REVIEW, found)
    is_done = HAND_IN in request.POST
    if tried(form, lambda: _score(request, found, form, is_done=is_done)):
        messages.success(request, _("Handed in. Thank you.") if is_done else _("Saved."))
        return redirect("my-reviews") if is_done else redirect("review", pk)
    return _page(request, found, form)


def _form(request: SignedInRequest, review: Review) -> ReviewForm:
    criteria = reviewing.criteria_on(timezone.now())
    return ReviewForm(request.POST or None, review=review, criteria=criteria)


def _score(request: SignedInRequest, review: Review, form: ReviewForm, *, is_done: bool) -> None:
    reviewing.score(
        review,
        marks=form.marks(),
        comment=form.cleaned_data["comment"],
        at=timezone.now(),
        by=request.user,
        is_done=is_done,
    )


def _page(
    request: SignedInRequest,
    review: Review,
    form: ReviewForm,
    conflict: ConflictForm | None = None,
) -> HttpResponse:
    documents, pictures = files_of(review.proposal)
    context = {
        "review": review,
        "proposal": review.proposal,
        "around": surroundings(review.proposal, request.user),
        "documents": documents,
        "pictures": pictures,
        "form": form,
        "conflict": conflict or ConflictForm(),
        "is_open": request.user.has_perm(REVIEW, review),
    }
    is_refused = form.is_bound or conflict is not None
    status = STATUS[Saved.INVALID] if is_refused else 200
    return render(request, "proposals/desk/review.html", context, status=status)


@login_required
@require_POST
def conflict(request: SignedInRequest, pk: int) -> HttpResponse:
    """Declare a conflict of interest; one scores no more."""
    found = _own(request, pk)
    require(request.user, REVIEW, found)
    form = ConflictForm(request.POST)
    if tried(
        form,
        lambda: reviewing.declare_conflict(
            found, words=form.cleaned_data["words"], at=timezone.now(), by=request.user
        ),
    ):
        messages.success(request, _("Noted. This proposal is scored by others."))
        return redirect("my-reviews")
    criteria = reviewing.criteria_on(timezone.now())
    return _page(request, found, ReviewForm(review=found, criteria=criteria), conflict=form)
