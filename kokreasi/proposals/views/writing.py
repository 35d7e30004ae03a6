"""Writing a proposal: saved as one goes, sent when it is ready."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.errors import DomainError
from kokreasi.proposals.choices import Format
from kokreasi.proposals.services import citizens, submitting, writing
from kokreasi.proposals.views.desk import beside, desk, parts_of, refused
from kokreasi.proposals.views.writer import Writer, by_writer, require_leading
from kokreasi.register.revising import STATUS, Saved, save
from kokreasi.register.saving import Card, back_to, card_answer, is_from_script, settled


@require_safe
@by_writer
def draft(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Show the page on which a draft is written; what was sent is read on its own page."""
    if not writer.proposal.is_draft:
        return redirect(_after(writer))
    return desk(request, writer, saved=request.GET.get("saved", ""))


@require_POST
@by_writer
def part(request: HttpRequest, writer: Writer, name: str) -> HttpResponse:
    """Save a card: alone to the script, else with the page around it."""
    found = parts_of(writer.proposal).get(name)
    if found is None:
        raise Http404
    form = found.form(request.POST, row=writer.proposal, auto_id=f"{name}-%s")
    outcome = save(form, lambda values, seen: writing.write(writer.proposal, values, seen=seen))
    now = writer.again()
    shown, conflicts = settled(form, now.proposal, outcome)
    card = found.card(now, form=shown, outcome=outcome, conflicts=conflicts)
    return _answer(request, now, card)


def _answer(request: HttpRequest, writer: Writer, card: Card) -> HttpResponse:
    if is_from_script(request):
        return card_answer(request, card)
    if card.outcome == Saved.YES:
        return back_to(writer.page, card.name)
    return desk(request, writer, card=card, status=STATUS[card.outcome or Saved.INVALID])


@require_safe
@by_writer
def sidelight(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Give what is missing and what is similar, for the page that asks again after saving."""
    return render(request, "proposals/writing/_beside.html", {"writer": writer, **beside(writer)})


@require_POST
@by_writer
def reshape(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Let the short form grow into the global format, or show less again; no word is lost."""
    shape = request.POST.get("format", "")
    if shape not in Format.values:
        raise Http404
    proposal = writer.proposal
    writing.write(proposal, {"format": Format(shape)}, seen=proposal.revision)
    return redirect(writer.page)


@require_POST
@by_writer
def send(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Hand the draft in; where that is refused, everything stands on the page as it was."""
    now = timezone.now()
    try:
        if writer.citizen:
            sent = citizens.submit(writer.proposal, writer.citizen, at=now)
        else:
            sent = submitting.submit(writer.proposal, at=now, by=writer.user)
    except DomainError as refusal:
        return refused(request, writer, refusal=str(refusal))
    if sent.record.is_public:
        messages.success(request, _("The proposal is sent. Everybody reads it from now on."))
    else:
        messages.success(
            request,
            _("The proposal is sent. The secretariat reads it before everybody can."),
        )
    return redirect(_after(writer))


def _after(writer: Writer) -> str:
    """Give where a proposal is read that was sent: a citizen also sees there what is held."""
    if writer.key:
        return writer.home
    return writer.proposal.get_absolute_url()


@require_http_methods(["GET", "HEAD", "POST"])
@by_writer
def discard(request: HttpRequest, writer: Writer) -> HttpResponse:
    """Throw a draft away, after asking; only its first author does."""
    require_leading(writer)
    if request.method == "POST":
        writing.discard(writer.proposal)
        messages.success(request, _("The draft was discarded."))
        return redirect(writer.home)
    context = {"writer": writer, "proposal": writer.proposal}
    return render(request, "proposals/writing/discard.html", context)
