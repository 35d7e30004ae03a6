"""The secretariat's list of consultations, a new one, a copy, and templates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.consultations.choices import Standing
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.forms.building import CopyForm, NewConsultationForm, TemplateForm
from kokreasi.consultations.models import Consultation, QuestionnaireTemplate
from kokreasi.consultations.queries.desk import lines, those, with_states
from kokreasi.consultations.services.building import taking
from kokreasi.consultations.views.building.frame import CHANGE, at, consultation_for, framed
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Stage
from kokreasi.register.revising import STATUS, Saved, tried

STANDING = "keadaan"


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List every consultation, drafts included, with where it stands."""
    require(request.user, CHANGE)
    now = timezone.now()
    wanted = request.GET.get(STANDING, "")
    visible = Consultation.objects.visible_to(request.user)
    page = page_of(request, those(lines(visible), wanted, now))
    context = {
        "page": page,
        "rows": with_states(page.object_list, now),  # type: ignore[arg-type]
        "standings": Standing.choices,
        "wanted": wanted,
    }
    return render(request, "consultations/building/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    require(request.user, "consultations.add_consultation")
    stage = Stage.objects.visible_to(request.user).filter(
        record__reference=request.GET.get("tahapan", "")
    )
    form = NewConsultationForm(request.POST or None, initial={"stage": stage.first()})
    made: list[Consultation] = []
    if tried(form, lambda: made.append(taking.begin(by=request.user, **form.cleaned_data))):
        words = _("Only the secretariat sees the consultation until a publisher publishes it.")
        messages.success(request, words)
        return at(made[0].reference, "edit")
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "consultations/building/new.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def copy(request: SignedInRequest, reference: str) -> HttpResponse:
    """Arrange a consultation with the same words and questions, in this stage or another one."""
    consultation = consultation_for(request.user, reference)
    names = ("stage", "title", "opens_at", "closes_at")
    initial = {name: getattr(consultation, name) for name in names}
    form = CopyForm(request.POST or None, initial=initial)
    made: list[Consultation] = []
    if tried(
        form,
        lambda: made.append(taking.copy(consultation, by=request.user, **form.cleaned_data)),
    ):
        messages.success(request, _("This is the copy; only the secretariat sees it."))
        return at(made[0].reference, "edit")
    status = STATUS[Saved.INVALID] if form.errors else 200
    template = "consultations/building/copy.html"
    return framed(request, consultation, "edit", template, {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def keep_template(request: SignedInRequest, reference: str) -> HttpResponse:
    """Keep the questionnaire as a template for others."""
    consultation = consultation_for(request.user, reference)
    form = TemplateForm(request.POST or None, initial={"title": consultation.title})
    if tried(
        form,
        lambda: taking.keep_as_template(
            consultation, title=form.cleaned_data["title"], by=request.user
        ),
    ):
        messages.success(request, _("The template is offered for new consultations."))
        return redirect("consultations:templates")
    status = STATUS[Saved.INVALID] if form.errors else 200
    template = "consultations/building/keep_template.html"
    return framed(request, consultation, "questions", template, {"form": form}, status=status)


@login_required
@require_safe
def templates(request: SignedInRequest) -> HttpResponse:
    """List what new consultations can begin with."""
    require(request.user, CHANGE)
    kept = [
        (template, sum(1 for _one in Definition.read(template.content).questions()))
        for template in QuestionnaireTemplate.objects.all()
    ]
    return render(request, "consultations/building/templates.html", {"templates": kept})


@login_required
@require_POST
def remove_template(request: SignedInRequest, pk: int) -> HttpResponse:
    require(request.user, CHANGE)
    taking.drop_template(pk)
    return redirect("consultations:templates")
