"""The draft plan to be read and commented on, paragraph by paragraph, without an account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.forms.commenting import CommentForm
from kokreasi.consultations.models import TextComment
from kokreasi.consultations.queries import texts
from kokreasi.consultations.queries.texts import Text
from kokreasi.consultations.services import commenting
from kokreasi.consultations.views.voting.finding import Asked, asked_for
from kokreasi.conversations.choices import RemarkState
from kokreasi.core.limits import asked_too_often
from kokreasi.register.revising import STATUS, Saved, tried


@require_safe
def every_text(request: HttpRequest, reference: str) -> HttpResponse:
    """List the commitments of the draft plan that everybody may read."""
    asked = asked_for(request, reference, PartKind.TEXT)
    context = {
        "consultation": asked.consultation,
        "part": asked.part,
        "texts": texts.texts_of(asked.consultation),
        "is_open": asked.consultation.is_open_at(timezone.now()),
    }
    return render(request, "consultations/voting/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one_text(request: HttpRequest, reference: str, commitment: str) -> HttpResponse:
    """Show a commitment paragraph by paragraph, and take a comment on one of them."""
    asked = asked_for(request, reference, PartKind.TEXT)
    text = texts.text_of(asked.consultation, commitment)
    if text is None:
        raise Http404
    if request.method != "POST":
        return _page(request, asked, text)
    if refusal := asked_too_often(request, "comment_on_text"):
        return refusal
    form = CommentForm(request.POST)
    if not tried(form, lambda: _comment(asked, text, form)):
        return _page(request, asked, text, form)
    messages.success(request, _("Thank you. A moderator reads your comment before others do."))
    here = redirect("consultation-sheet", reference, commitment)
    here["Location"] += f"#{slugify(form.cleaned_data['place'])}"
    return here


def _comment(asked: Asked, text: Text, form: CommentForm) -> None:
    commenting.comment(
        asked.consultation, text, device=asked.device, at=timezone.now(), **form.cleaned_data
    )


def _page(
    request: HttpRequest, asked: Asked, text: Text, form: CommentForm | None = None
) -> HttpResponse:
    consultation = asked.consultation
    own = TextComment.objects.filter(
        consultation=consultation,
        device=asked.device or None,
        remark__fingerprint=text.fingerprint,
        remark__state__in=(RemarkState.HELD, RemarkState.REFUSED),
    )
    context = {
        "consultation": consultation,
        "text": text,
        "groups": texts.lines_of(text),
        "own": own.values_list("remark__place", "remark__text", "remark__state", "remark__answer"),
        "is_open": consultation.is_open_at(timezone.now()) and not text.commitment.plan.is_final,
        "failed": form,
        "failed_place": form["place"].value() if form else "",
    }
    status = STATUS[Saved.INVALID] if form else 200
    return asked.with_token(
        render(request, "consultations/voting/text.html", context, status=status)
    )
