"""Notes: the list with its upload, the progress of one, and what becomes of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.errors import StaleError
from kokreasi.core.paging import page_of
from kokreasi.core.reading_words import OTHERWISE, refusal_in_words
from kokreasi.files.responses import send_file
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.forms.notes import UploadForm
from kokreasi.meetings.models import Note
from kokreasi.meetings.services import accepting, notes
from kokreasi.meetings.views.note_review import REVIEW, note_for, review_page
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Plan
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import error_for
from kokreasi.register.revising import STATUS, Saved

TONES = {
    NoteState.WAITING: "neutral",
    NoteState.READING: "info",
    NoteState.REFUSED: "danger",
    NoteState.READ: "warning",
    NoteState.ACCEPTED: "success",
    NoteState.DISCARDED: "neutral",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """List the notes, and take new ones."""
    require(request.user, REVIEW)
    plans = Plan.objects.visible_to(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, plans=plans)
    if form.is_valid():
        return _receive(request, form)
    rows = Note.objects.visible_to(request.user).without_text()
    page = page_of(request, rows.select_related("file", "meeting__record", "sent_by"))
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    context = {"form": form, "page": page, "tones": TONES}
    return render(request, "meetings/notes/index.html", context, status=status)


def _receive(request: SignedInRequest, form: UploadForm) -> HttpResponse:
    given = form.cleaned_data
    started = timezone.now()
    received = [notes.receive(file, plan=given["plan"], by=request.user) for file in given["notes"]]
    again = sum(note.sent_at < started for note in received)
    if again:
        words = ngettext(
            "%(count)d file was sent before. It is the same note as then.",
            "%(count)d files were sent before. They are the same notes as then.",
            again,
        )
        messages.info(request, words % {"count": again})
    return redirect(received[0] if len(received) == 1 else "meetings:notes")


@login_required
@require_safe
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show where a note stands: its progress, why it was refused, its review, or its meeting."""
    found = note_for(request, pk)
    if found.is_open:
        return review_page(request, found)
    context = {"note": found, "tone": TONES[NoteState(found.state)], "why": why_refused(found)}
    template = "progress" if found.is_being_read else "closed"
    return render(request, f"meetings/notes/{template}.html", context)


def why_refused(note: Note) -> str:
    """Say in the reader's language why a note could not be read."""
    code = note.refusal.get("code")
    if code not in list(Code):
        return str(OTHERWISE)
    return refusal_in_words(error_for(Code(code), note.refusal.get("params", {})))


@login_required
@require_safe
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the progress of a note alone, for the page that asks again and again."""
    found = note_for(request, pk)
    response = render(request, "meetings/notes/_progress.html", {"note": found})
    response["Cache-Control"] = "no-store"
    if not found.is_being_read:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make minutes of what was reviewed; where it has changed meanwhile, show it again."""
    found = note_for(request, pk)
    seen = request.POST.get("seen", "")
    try:
        revision = int(seen) if seen.isdecimal() and len(seen) < len(str(2**31)) else 0
        meeting = accepting.accept(found, seen=revision, by=request.user)
    except StaleError as error:
        messages.warning(request, str(error))
        return review_page(request, note_for(request, pk), status=409)
    messages.success(request, _("The note became minutes. They are a draft, nothing is public."))
    return redirect("meetings:minutes", meeting.reference)


@login_required
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    found = note_for(request, pk)
    notes.discard(found)
    messages.info(request, _("The note was put aside. Nothing was created."))
    return redirect("meetings:notes")


@login_required
@require_POST
def take_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on with a note that was put aside."""
    return redirect(notes.take_up(note_for(request, pk)))


@login_required
@require_POST
def read_again(request: SignedInRequest, pk: int) -> HttpResponse:
    return redirect(notes.read_again(note_for(request, pk)))


@login_required
@require_safe
def file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Send the note as it was received."""
    return send_file(request, note_for(request, pk).file)
