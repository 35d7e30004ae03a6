"""The page on which a proposal is written: its cards, each with its own form."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.forms.plans import AttachForm
from kokreasi.plans.views.choosing import Choice
from kokreasi.proposals.choices import Format
from kokreasi.proposals.forms import writing as forms
from kokreasi.proposals.models import JoiningRequest, Proposal
from kokreasi.proposals.queries import writing as queries
from kokreasi.proposals.queries.calls import call_of
from kokreasi.proposals.queries.reading import authors_of
from kokreasi.proposals.views.writer import Writer
from kokreasi.register.revising import STATUS, RevisedForm, Saved
from kokreasi.register.saving import Card, in_state


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a proposal that are written together."""

    name: str
    title: str | Promise
    hint: str | Promise
    form: type[RevisedForm]

    def card(self, writer: Writer, **given: Any) -> Card:
        form = given.pop("form", None)
        fresh = form or self.form(row=writer.proposal, auto_id=f"{self.name}-%s")
        action = writer.address("draft-part", self.name)
        return Card(self.name, self.title, action, fresh, hint=self.hint, **given)


SHORT = (
    Part(
        "usulan",
        _("The proposal"),
        _("One language is enough; whoever writes both is read by more people."),
        forms.WordsForm,
    ),
)
TIES = Part(
    "kaitan",
    _("What it belongs to"),
    _("Readers find the proposal by these words."),
    forms.ShortTiesForm,
)
GLOBAL = (
    *SHORT,
    Part(
        "sebab-hasil",
        _("Causes and result"),
        _("Why the problem is there, and what will be different once it is solved."),
        forms.GlobalForm,
    ),
)
GLOBAL_TIES = Part(TIES.name, TIES.title, TIES.hint, forms.GlobalTiesForm)


def parts_of(proposal: Proposal) -> dict[str, Part]:
    """Give the parts that the format of a proposal has, by name."""
    parts = (*GLOBAL, GLOBAL_TIES) if proposal.format == Format.GLOBAL else (*SHORT, TIES)
    return {part.name: part for part in parts}


def desk(
    request: HttpRequest,
    writer: Writer,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    **instead: Any,
) -> HttpResponse:
    """Show the whole page; `card` takes the place of its fresh twin, `saved` names one that is."""
    proposal = writer.proposal
    context = {
        "writer": writer,
        "proposal": proposal,
        "cards": [in_state(part.card(writer), card, saved) for part in parts_of(proposal).values()],
        "institutions": proposal.institutions.select_related("record"),
        "institution_choice": Choice(),
        "authors": authors_of(proposal),
        "joining": _joining(writer),
        "author_choice": Choice(),
        "enclosures": proposal.enclosures.select_related("file"),
        "file_form": AttachForm(auto_id="berkas-%s"),
        "call": call_of(proposal.plan, writer.visitor, timezone.now()),
        "is_global": proposal.format == Format.GLOBAL,
        **beside(writer),
    }
    return render(request, "proposals/writing/desk.html", context | instead, status=status)


def _joining(writer: Writer) -> list[JoiningRequest]:
    if writer.user is None:
        return []
    visible = JoiningRequest.objects.visible_to(writer.user).waiting()
    rows = visible.filter(proposal=writer.proposal)
    return list(rows.select_related("organisation__record"))


def beside(writer: Writer) -> dict[str, Any]:
    """Say what is still missing, and what says nearly the same."""
    return {
        "missing": queries.missing(writer.proposal),
        "advisable": queries.advisable(writer.proposal),
        "similar": queries.similar_to_draft(writer.proposal, writer.visitor),
    }


def refused(request: HttpRequest, writer: Writer, **instead: Any) -> HttpResponse:
    """Show the page with a form that was not accepted."""
    return desk(request, writer, status=STATUS[Saved.INVALID], **instead)
