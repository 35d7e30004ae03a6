"""The pages of a questionnaire, one screen at a time."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.consultations.choices import UNANSWERED
from kokreasi.consultations.definition.judging import faults_of
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.definition.path import Answers, Step, leading, shown, steps
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.errors import ClosedError, NotOpenError
from kokreasi.consultations.forms.answering import keys_of, read
from kokreasi.consultations.forms.answering_fields import fields_of
from kokreasi.consultations.models import Draft
from kokreasi.consultations.queries.telling import told
from kokreasi.consultations.services import drafts
from kokreasi.consultations.services.drafts import Sent, SentAlreadyError, draft_of, printed
from kokreasi.consultations.views.answering.visiting import Visit, answered_at, to, welcome
from kokreasi.core.days import WIB

INVALID, GONE, CONFLICT = 422, 410, 409
ASKED_FOR_COOKIES = "kuki"
LONGEST_BASE = 1_000_000
"""Characters of the prints of a page: ten matrices of 300 rows have a third of it."""

Faults = Mapping[str, Fault]


@require_safe
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """Go on where this device left off, or begin."""
    return answered_at(request, reference, _begin)


def _begin(visit: Visit) -> HttpResponse:
    if visit.consultation.is_upcoming_at(visit.now):
        return to(visit, "consultation")
    if not visit.token:
        return _welcome(visit)
    if drafts.has_answered(visit.consultation, visit.device):
        return to(visit, "answer-receipt")
    draft = draft_of(visit.consultation, visit.device)
    if not _may_go_on(visit, draft):
        return closed(visit, draft.answers if draft else {})
    return to(visit, "answer-step", _place(visit, draft))


def _welcome(visit: Visit) -> HttpResponse:
    if not visit.consultation.is_open_at(visit.now):
        return closed(visit, {})
    welcome(visit)
    return to(visit, "answer-step", _place(visit, None), then=f"?{ASKED_FOR_COOKIES}=1")


def _may_go_on(visit: Visit, draft: Draft | None) -> bool:
    began = draft.begun_at if draft else visit.now
    is_in_time = began < visit.consultation.closes_at
    return is_in_time and visit.consultation.takes_what_was_begun_at(visit.now)


def _place(visit: Visit, draft: Draft | None) -> str:
    """Give the page where somebody left off, or the first one."""
    keys = [step.key for step in steps(visit.definition, draft.answers if draft else {})]
    return draft.place if draft and draft.place in keys else (keys or ["-"])[0]


def closed(visit: Visit, answers: Answers) -> HttpResponse:
    """Say that it is closed, and show what was answered so that it can be kept."""
    context = {
        "consultation": visit.consultation,
        "sheet": visit.sheet,
        "told": told(visit.definition, answers) if answers else [],
    }
    return render(visit.request, "consultations/answering/closed.html", context, status=GONE)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, reference: str, place: str) -> HttpResponse:
    """Show a page of the questionnaire, or keep what it sends and go on."""

    def answer(visit: Visit) -> HttpResponse:
        return _keep(visit, place) if request.method == "POST" else _show(visit, place)

    return answered_at(request, reference, answer)


def _show(visit: Visit, key: str) -> HttpResponse:
    if not visit.token:
        return _without_cookies(visit)
    draft = draft_of(visit.consultation, visit.device)
    answers = draft.answers if draft else {}
    found = visit.step(key, answers)
    has_sent = draft is None and drafts.has_answered(visit.consultation, visit.device)
    if found is None or has_sent or not _may_go_on(visit, draft):
        return to(visit, "answer-begin")
    if draft is None and (refusal := visit.refusal_to_begin()):
        return refusal
    asked_for_all = "periksa" in visit.request.GET
    faults = faults_on(visit, found, answers)
    seen = {name: fault for name, fault in faults.items() if asked_for_all or name in answers}
    return page(visit, found, answers, faults=seen, draft=draft)


def _without_cookies(visit: Visit) -> HttpResponse:
    """Ask for the cookie that keeps the answers together; a forged one counts as none."""
    if ASKED_FOR_COOKIES not in visit.request.GET:
        return to(visit, "answer-begin")
    context = {"consultation": visit.consultation, "sheet": visit.sheet}
    return render(visit.request, "consultations/answering/cookies.html", context, status=INVALID)


def faults_on(visit: Visit, step: Step, answers: Answers) -> dict[str, Fault]:
    """Say what is wrong on a page."""
    faults: dict[str, Fault] = {}
    for question in shown(step, leading(visit.definition, answers)):
        faults.update(faults_of(question, step.item_key, answers))
    return faults


def page(
    visit: Visit,
    step: Step,
    answers: Answers,
    *,
    faults: Faults,
    draft: Draft | None,
    status: int = 200,
) -> HttpResponse:
    """Show a page with its questions and where it stands among the others."""
    all_steps = steps(visit.definition, answers)
    number = [one.key for one in all_steps].index(step.key) + 1
    today = visit.now.astimezone(WIB).date()
    leads = leading(visit.definition, answers)
    fields = fields_of(step, answers, faults, leads=leads, on=today)
    context = {
        "consultation": visit.consultation,
        "sheet": visit.sheet,
        "step": step,
        "fields": fields,
        "wrong": [field for field in fields if field.fault or any(row.fault for row in field.rows)],
        "number": number,
        "total": len(all_steps),
        "steps": all_steps,
        "is_last": number == len(all_steps),
        "draft": draft,
        "base": json.dumps(base_of(step, answers), separators=(",", ":")),
        "shown": " ".join(field.name for field in fields if not field.is_hidden),
        "begun": visit.begun(),
        "replaced": visit.request.GET.getlist("diganti"),
        "has_more": "lanjutan" in visit.request.GET,
    }
    return render(visit.request, "consultations/answering/page.html", context, status=status)


def base_of(step: Step, answers: Answers) -> dict[str, str]:
    """Print every value that a page shows; what comes back the same was not changed there."""
    return {key: printed(answers.get(key)) for key in _keys(step)}


def _keys(step: Step) -> list[str]:
    questions = (one for one in step.screen.questions if one.kind not in UNANSWERED)
    return [key for question in questions for key in keys_of(question, step.item_key)]


def sent_by(visit: Visit, step: Step) -> Sent:
    """Read what a page sends."""
    post = visit.request.POST
    today = visit.now.astimezone(WIB).date()
    values = read(step.screen.questions, step.item_key, post, on=today)
    base = _base(post.get("base", ""))
    return Sent(
        values={key: value for key, value in values.items() if key in base},
        base=base,
        place=step.key,
        version=visit.version,
        begun_at=visit.begun_at(),
    )


def _base(text: str) -> dict[str, str]:
    """Read the prints of a page; what is no such text names no answer."""
    try:
        base = json.loads(text[:LONGEST_BASE])
    except (ValueError, RecursionError):
        return {}
    pairs = base.items() if isinstance(base, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}


def _keep(visit: Visit, key: str) -> HttpResponse:
    draft = draft_of(visit.consultation, visit.device)
    found = visit.step(key, draft.answers if draft else {})
    if found is None:
        return to(visit, "answer-begin")
    if draft is None and (refusal := visit.refusal_to_keep()):
        return refusal
    sent = sent_by(visit, found)
    answers = (draft.answers if draft else {}) | given(sent.values)
    cleared = _cleared(visit, found, sent)
    try:
        kept = drafts.save(visit.consultation, visit.device, cleared, at=visit.now)
    except (ClosedError, NotOpenError):
        return closed(visit, answers)
    except SentAlreadyError as refused:
        return answered_before(visit, refused)
    too_long = {key: value for key, value in sent.values.items() if not drafts.is_kept(value)}
    return _go_on(visit, found, kept.draft.answers | too_long, kept)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _cleared(visit: Visit, step: Step, sent: Sent) -> Sent:
    """Take away the one answer whose button "Clear this answer" was pressed."""
    name = visit.request.POST.get("hapus", "").partition("@")[0]
    question = next((one for one in step.screen.questions if one.key == name), None)
    if question is None:
        return sent
    nothing = dict.fromkeys(keys_of(question, step.item_key))
    base = {key: seen for key, seen in sent.base.items() if key not in nothing}
    return Sent({**sent.values, **nothing}, base, sent.place, sent.version, sent.begun_at)


def answered_before(visit: Visit, refused: Exception) -> HttpResponse:
    """Say that this device has answered, and offer its receipt."""
    context = {"consultation": visit.consultation, "sheet": visit.sheet, "error": refused}
    return render(visit.request, "consultations/answering/answered.html", context, status=CONFLICT)


def _go_on(visit: Visit, step: Step, answers: Answers, kept: drafts.Kept) -> HttpResponse:
    post = visit.request.POST
    if post.get("hapus"):
        return to(visit, "answer-step", step.key, then=f"#j-{post['hapus']}")
    if post.get("langkah") == "simpan":
        return to(visit, "answer-step", step.key, then="#tersimpan")
    keys = [one.key for one in steps(visit.definition, answers)]
    if step.key not in keys:
        return to(visit, "answer-begin")
    place = keys.index(step.key)
    if post.get("langkah") == "mundur":
        return to(visit, "answer-step", keys[max(place - 1, 0)])
    if post.get("ke") in keys:
        return to(visit, "answer-step", post["ke"])
    return _forward(visit, step, answers, kept, keys[place + 1 :])


def _forward(
    visit: Visit, step: Step, answers: Answers, kept: drafts.Kept, later: list[str]
) -> HttpResponse:
    """Go to the next page, unless this one has questions left or something is wrong on it."""
    query = "".join(f"&diganti={key}" for key in kept.replaced)
    if _asks_more(visit, step, answers):
        return to(visit, "answer-step", step.key, then=f"?lanjutan=1{query}")
    faults = faults_on(visit, step, answers)
    if faults:
        return page(visit, step, answers, faults=faults, draft=kept.draft, status=INVALID)
    query = f"?{query[1:]}" if query else ""
    if not later:
        return to(visit, "answer-review", then=query)
    return to(visit, "answer-step", later[0], then=query)


def _asks_more(visit: Visit, step: Step, answers: Answers) -> bool:
    """Tell whether these answers bring questions that the page did not show."""
    seen = visit.request.POST.get("tampak", "").split(" ")
    leads = leading(visit.definition, answers)
    asked = (one for one in shown(step, leads) if one.kind not in UNANSWERED)
    return any(answer_key(question.key, step.item_key) not in seen for question in asked)
