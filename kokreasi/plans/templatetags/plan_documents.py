"""The documents of a plan on its public page."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.page_cache import kept_until_change
from kokreasi.plans.choices import DocumentState
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.queries.documents import shelves
from kokreasi.writing.errors import Code

register = template.Library()

TONES = {
    DocumentState.WAITING: "neutral",
    DocumentState.WRITING: "info",
    DocumentState.WRITTEN: "success",
    DocumentState.FAILED: "danger",
}

FAILURES: dict[str, str | Promise] = {
    Code.TOOK_TOO_LONG: _("Making it took too long. Try again when the server has less to do."),
    Code.TOO_LARGE: _("It needs more memory than one document may use. Please shorten the texts."),
}
OTHERWISE = _("It could not be made. Try again; if it fails once more, tell the operator.")


@register.inclusion_tag("plans/_documents.html")
def plan_documents(plan: Plan) -> dict[str, Any]:
    """List what everybody may download of a plan, with size and fingerprint of each file."""
    name = f"plan-documents-{plan.pk}"
    newest, earlier = kept_until_change(name, lambda: shelves(plan, AnonymousUser()))
    return {"plan": plan, "newest": newest, "earlier": earlier}


@register.filter
def document_tone(document: PlanDocument) -> str:
    return TONES[DocumentState(document.state)]


@register.filter
def failure_words(document: PlanDocument) -> str | Promise:
    """Say what to do about a document that could not be made."""
    return FAILURES.get(document.failure, OTHERWISE)


@register.simple_tag
def document_url(document: PlanDocument) -> str:
    """Give the address from which everybody downloads it who may."""
    version = document.version
    place = version.record.reference, version.number, document.kind, document.language
    return reverse("plan-document", args=place)
