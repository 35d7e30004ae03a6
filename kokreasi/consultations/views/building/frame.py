"""The frame around every page of one consultation in the workspace: its name, state and tabs."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries.desk import standing
from kokreasi.core.errors import DomainError
from kokreasi.people.access import require
from kokreasi.people.visitors import Visitor

CHANGE = "consultations.change_consultation"
PUBLISH = "consultations.publish_consultation"
READ = "consultations.read_answers"


class Tab(NamedTuple):
    """A part of the work on a consultation: what it is called, and who has it."""

    name: str
    label: Promise
    permission: str = CHANGE

    @property
    def view(self) -> str:
        return f"consultations:{self.name}"


TABS = (
    Tab("edit", _("Consultation")),
    Tab("questions", _("Questions")),
    Tab("preview", _("Preview")),
    Tab("check", _("Check and publish")),
    Tab("statements-desk", _("Statements"), "consultations.moderate"),
    Tab("sheets", _("Answers on paper"), "consultations.enter_answers"),
    Tab("answers-imports", _("Answers from files")),
    Tab("results", _("Results"), READ),
    Tab("findings", _("Findings"), READ),
)


def consultation_for(visitor: Visitor, reference: str, permission: str = CHANGE) -> Consultation:
    """Find a consultation that the visitor may see, and ask whether this may be done with it."""
    visible = Consultation.objects.visible_to(visitor).select_related(
        "record__version", "stage__record", "stage__plan__record"
    )
    found = get_object_or_404(visible, record__reference=reference)
    require(visitor, permission, found)
    return found


def framed(
    request: HttpRequest,
    consultation: Consultation,
    tab: str,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page of a consultation; its template extends `consultations/building/frame.html`."""
    now = timezone.now()
    every = {
        "consultation": consultation,
        "standing": standing(consultation, now),
        "is_guarded": consultation.is_guarded_at(now),
        "tab": tab,
        "tabs": [one for one in TABS if request.user.has_perm(one.permission, consultation)],
    }
    return render(request, template, every | dict(context), status=status)


def at(reference: str, view: str, *more: Any, anchor: str = "") -> HttpResponse:
    """Lead to a page of a consultation, and there to a place on it."""
    answer = redirect(f"consultations:{view}", reference, *more)
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


def attempted(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Do what was pressed; a refusal of the rules is told on the page to which one returns."""
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False
    return True
