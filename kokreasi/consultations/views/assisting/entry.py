"""The screen on which a sheet is typed in: the whole questionnaire on one page."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.definition.path import Answers, every_step
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.forms.entering import EntryForm, answers_of, number_in
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.queries.entered import differences, next_out, unasked, whole
from kokreasi.consultations.queries.wording import asked_in
from kokreasi.consultations.receipts import code_of
from kokreasi.consultations.services import entering
from kokreasi.consultations.services.entering import Entered, EnteredDifferentlyError, Typed
from kokreasi.consultations.services.receiving import FaultyError
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.consultations.views.assisting.entry_pages import pages_of, wrong_on
from kokreasi.consultations.views.assisting.finding import (
    CONFLICT,
    INVALID,
    READ,
    assisted,
    current_version,
    current_words,
    sheet_of,
)
from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.errors import DomainError
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.models import Version

REMEMBERED = "kokreasi.consultations.entry"
"""Channel and day as they were chosen last, in the session."""
CORRECT, NEXT = "perbaiki", "berikut"


@dataclass(frozen=True, slots=True)
class Entry:
    """A request to type in a sheet: `words` are those on it; `sheet` is None without a number."""

    request: SignedInRequest
    consultation: Consultation
    words: ConsultationSheet
    version: int
    sheet: Sheet | None
    now: datetime

    @property
    def days(self) -> tuple[date, date]:
        return entering.days_of(self.consultation, self.now)

    @property
    def may_see(self) -> bool:
        """Tell whether the facilitator may see what is kept: the own entry, or as secretariat."""
        sheet, user = self.sheet, self.request.user
        if sheet is None or sheet.submission is None:
            return False
        return sheet.entered_by_id == user.pk or user.has_perm(READ, self.consultation)

    @property
    def kept(self) -> dict[str, Any]:
        """Give what was entered before, by the keys of questions."""
        kept = entering.kept_of(self.sheet) if self.sheet else ({}, {})
        return whole(self.words.definition, *kept)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Type in a numbered sheet; one that was entered is compared, or corrected with a reason."""
    consultation = assisted(request.user, reference)
    found = sheet_of(consultation, number)
    words = asked_in(consultation, found.version)
    return _answer(Entry(request, consultation, words, found.version, found, timezone.now()))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, reference: str) -> HttpResponse:
    """Type in what has no number yet: it gets the next one, to be written on the paper."""
    consultation = assisted(request.user, reference)
    version, words = _printed_words(request, consultation)
    return _answer(Entry(request, consultation, words, version, None, timezone.now()))


def _printed_words(
    request: SignedInRequest, consultation: Consultation
) -> tuple[int, ConsultationSheet]:
    """Give the words on the paper, which its code names, or else those of now."""
    current = current_words(consultation)
    wanted = number_in(request.POST.get("_versi") or request.GET.get("versi", ""))
    try:
        return wanted, asked_in(consultation, wanted)
    except Version.DoesNotExist:
        return current_version(consultation), current


def _answer(entry: Entry) -> HttpResponse:
    if entry.request.method == "POST":
        return _take(entry)
    answers = entry.kept if entry.may_see else {}
    return _page(entry, EntryForm(days=entry.days, initial=_remembered(entry)), answers)


def _remembered(entry: Entry) -> dict[str, Any]:
    """Give channel and day: those of the answer that is corrected, or those chosen last."""
    submission = entry.sheet.submission if entry.sheet else None
    if submission is not None and entry.may_see:
        return {"channel": submission.channel, "day": submission.day}
    kept = entry.request.session.get(REMEMBERED, {})
    last = entry.days[1].isoformat()
    return {"channel": kept.get("channel", Channel.PAPER), "day": kept.get("day", last)}


def _take(entry: Entry) -> HttpResponse:
    """Keep what was typed, or show it again with what stands in the way."""
    post = entry.request.POST
    form = EntryForm(post, days=entry.days)
    steps = every_step(entry.words.definition)
    answers = answers_of(steps, post, on=entry.days[1])
    if not form.is_valid():
        return _page(entry, form, answers, status=INVALID)
    beside = list(unasked(entry.words.definition, steps, answers))
    if beside and not form.cleaned_data["without"]:
        return _page(entry, form, answers, status=INVALID, beside=beside)
    try:
        entered = _kept(entry, form, answers)
    except FaultyError as refused:
        return _page(entry, form, answers, faults=refused.faults, status=INVALID)
    except EnteredDifferentlyError as refused:
        return _differing(entry, form, answers, refused)
    except DomainError as refused:
        form.add_error(None, str(refused))
        return _page(entry, form, answers, status=CONFLICT)
    return _go_on(entry, form, entered)


def _kept(entry: Entry, form: EntryForm, answers: Answers) -> Entered:
    """Hand what was typed to the service: a new sheet, a numbered one, or a correction."""
    post, by, at = entry.request.POST, entry.request.user, entry.now
    typed = Typed(
        answers=answers,
        channel=Channel(form.cleaned_data["channel"]),
        day=form.cleaned_data["day"],
        language=_language(entry),
    )
    if entry.sheet is None:
        return entering.enter_new(
            entry.consultation, typed, version=entry.version, key=_key(post), by=by, at=at
        )
    if post.get("_lalu") == CORRECT:
        reason, seen = form.cleaned_data["reason"], post.get("_lihat", "")
        return entering.correct(entry.sheet, typed, seen=seen, reason=reason, by=by, at=at)
    return entering.enter(entry.sheet, typed, by=by, at=at)


def _language(entry: Entry) -> str:
    return entry.sheet.language if entry.sheet else LANGUAGES[0]


def _key(post: Mapping[str, str]) -> str:
    """Give the key of the page that was sent, or a new one where it brings none."""
    try:
        return uuid.UUID(post.get("_kunci", "")).hex
    except ValueError:
        return uuid.uuid4().hex


def _differing(
    entry: Entry, form: EntryForm, answers: Answers, refused: EnteredDifferentlyError
) -> HttpResponse:
    """Set what is kept beside what was typed; the sheet is that of the refusal, read just now."""
    now = Entry(
        entry.request, entry.consultation, entry.words, entry.version, refused.sheet, entry.now
    )
    found = differences(entry.words.definition, now.kept, answers)
    return _page(now, form, answers, status=CONFLICT, differences=found, is_compared=True)


def _page(
    entry: Entry,
    form: EntryForm,
    answers: Answers,
    *,
    faults: Mapping[str, Fault] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    pages = pages_of(entry.words.definition, answers, faults or {}, on=entry.days[1])
    sheet = entry.sheet
    is_entered = sheet is not None and sheet.is_entered
    context = {
        "consultation": entry.consultation,
        "words": entry.words,
        "sheet": sheet,
        "version": entry.version,
        "is_current": entry.version == current_version(entry.consultation),
        "pages": pages,
        "wrong": list(wrong_on(pages)),
        "form": form,
        "key": _key(entry.request.POST),
        "is_taken": entry.consultation.takes_sheets_at(entry.now),
        "has_typed": entry.request.method == "POST",
        "may_correct": is_entered and (entry.may_see or "is_compared" in more),
        "seen": entering.print_of(sheet) if sheet and is_entered else "",
        "saved": _saved(entry),
        **more,
    }
    return render(entry.request, "consultations/assisting/entry.html", context, status=status)


def _saved(entry: Entry) -> dict[str, Any] | None:
    """Give the sheet that was entered just before, with the code for its strip."""
    number = number_in(entry.request.GET.get("tersimpan", ""))
    before = entry.consultation.sheets.filter(number=number).first() if number else None
    if before is None or before.submission_id is None:
        return None
    is_same = "sama" in entry.request.GET
    return {"sheet": before, "code": code_of(before.submission_id), "is_same": is_same}


def _go_on(entry: Entry, form: EntryForm, entered: Entered) -> HttpResponse:
    """Remember how it came, and show the receipt, or the next sheet with the code above it."""
    entry.request.session[REMEMBERED] = {
        "channel": form.cleaned_data["channel"],
        "day": form.cleaned_data["day"].isoformat(),
    }
    reference, number = entry.consultation.reference, entered.sheet.number
    is_correction = entry.request.POST.get("_lalu") == CORRECT
    same = "" if entered.receipt.is_new or is_correction else "sama=1"
    if entry.request.POST.get("_lalu") != NEXT:
        answer = redirect("consultations:sheet-receipt", reference, number)
        answer["Location"] += f"?{same}" if same else ""
        return answer
    following = next_out(entry.consultation, after=number) if entry.sheet else None
    if following is None:
        answer = redirect("consultations:sheet-new", reference)
    else:
        answer = redirect("consultations:sheet", reference, following.number)
    answer["Location"] += f"?tersimpan={number}" + (f"&{same}" if same else "")
    return answer


@never_cache
@login_required
@require_safe
def receipt(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Show the code of a sheet that was entered, to be written or printed on the strip."""
    consultation = assisted(request.user, reference)
    found = sheet_of(consultation, number)
    if not found.is_entered:
        return redirect("consultations:sheet", reference, number)
    context = {
        "consultation": consultation,
        "sheet": found,
        "code": code_of(found.submission_id) if found.submission_id else "",
        "is_same": "sama" in request.GET,
        "is_taken": consultation.takes_sheets_at(timezone.now()),
        "next": next_out(consultation, after=number),
    }
    return render(request, "consultations/assisting/receipt.html", context)
