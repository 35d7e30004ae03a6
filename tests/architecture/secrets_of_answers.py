"""Answers with marks in everything that only the secretariat, or one person, may know."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kokreasi.consultations.choices import Channel, Characteristic, QuestionKind, Release, Work
from kokreasi.consultations.models import Consultation, Draft, Sheet, ThemeSuggestion
from kokreasi.consultations.services import coding, entering, findings, paper, quoting, results
from kokreasi.consultations.services.entering import Typed
from kokreasi.consultations.services.importing import files
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.tests.answers import keep_all, result_of
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.plans.models import Plan
from kokreasi.proposals.tests.factories import make_answer

NOW = timezone.now
FOUND_BY = "anggaran"
PLACE = "remarks"
CODE = Bilingual(id="Anggaran", en="Budget")


def answer_and_count(plan: Plan, *, by: Any, mark: str) -> Consultation:
    """Answer, on the web and on paper, count, publish, and leave as much unpublished beside it."""
    consultation = _asked(plan)
    keep_all(consultation, [({"stance": "for"}, {"gender": "female"})] * 20)
    keep_all(consultation, [({"stance": "against"}, {"gender": "male"})] * 20)
    keys = [_answer(consultation, mark, name) for name in ("coded", "quoted", "unread")]
    Draft.objects.create(
        consultation=consultation,
        device=f"{mark}-drafting",
        answers={PLACE: f"{FOUND_BY} {mark}-draft"},
        begun_at=NOW(),
        saved_at=NOW(),
    )
    _sheets(consultation, by, mark)
    _findings(consultation, keys, by, mark)
    _files(consultation, by, mark)
    results.publish(result_of(consultation), by=by, at=NOW())
    keep_all(consultation, [({"stance": "for"}, {"gender": "female"})] * 20)
    result_of(consultation, number=2)
    consultation.questions.filter(key="stance").update(wording=_secret(mark, "waiting wording"))
    _drafted(plan, mark)
    return consultations_again(consultation)


def _secret(mark: str, what: str) -> Bilingual:
    return Bilingual(id=f"{FOUND_BY} {mark}-{what}-id", en=f"{FOUND_BY} {mark}-{what}-en")


def _asked(plan: Plan) -> Consultation:
    made = make_consultation(
        plan,
        opens_at=NOW() - timedelta(days=1),
        closes_at=NOW() + timedelta(days=1),
        release=Release.IN_BATCHES,
    )
    page = add_page(made)
    add_question(page, "stance", choices=("for", "against"), has_other=True)
    add_question(page, PLACE, QuestionKind.LONG_TEXT, is_quotable=True)
    add_question(page, "gender", choices=("female", "male"), characteristic=Characteristic.GENDER)
    add_question(
        page,
        "role",
        choices=("cso",),
        has_other=True,
        characteristic=Characteristic.AFFILIATION,
    )
    return published(made)


def _answer(consultation: Consultation, mark: str, name: str) -> Any:
    answers = {
        "stance": "other",
        "stance.other": f"{FOUND_BY} {mark}-{name}-other",
        PLACE: f"{FOUND_BY} {mark}-{name}",
        f"{PLACE}.quote": True,
        "role": "other",
        "role.other": f"{FOUND_BY} {mark}-{name}-role",
    }
    origin = Origin(device=f"{mark}-{name}")
    return receive(consultation, answers, version=1, origin=origin, at=NOW()).submission.pk


def _sheets(consultation: Consultation, by: Any, mark: str) -> None:
    paper.number_sheets(consultation, count=2, language="id", by=by)
    first, second = Sheet.objects.filter(consultation=consultation).order_by("number")
    words = {PLACE: f"{FOUND_BY} {mark}-paper"}
    typed = Typed(words, Channel.PAPER, today_in_jakarta())
    entering.enter(first, typed, by=by, at=NOW())
    paper.void(second, reason=f"{FOUND_BY} {mark}-void", by=by, at=NOW())


def _findings(consultation: Consultation, keys: list[Any], by: Any, mark: str) -> None:
    """Publish a finding with texts under it and a quotation that is not shown; draft another."""
    public = findings.name(consultation, title=CODE, summary=CODE, by=by)
    coding.code(public, [(key, PLACE) for key in keys[:2]], by=by)
    quoting.quote(public, keys[1], PLACE, text=f"{FOUND_BY} {mark}-quoted", is_shown=False, by=by)
    findings.answer(public, given=make_answer(), by=by)
    findings.publish_answered([public], at=NOW(), by=by)
    findings.name(
        consultation, title=_secret(mark, "finding"), summary=_secret(mark, "summary"), by=by
    )


def _files(consultation: Consultation, by: Any, mark: str) -> None:
    rows = f"Timestamp,{mark}-header\n2018-09-01,{FOUND_BY} {mark}-cell\n"
    files.upload(consultation, name=f"{mark}.csv", data=rows.encode(), by=by)
    ThemeSuggestion.objects.create(
        consultation=consultation,
        place=PLACE,
        state=Work.WAITING,
        content={"themes": [{"words": [f"{mark}-theme"]}]},
        asked_at=NOW(),
    )


def _drafted(plan: Plan, mark: str) -> None:
    """Leave a consultation unpublished."""
    hidden = make_consultation(
        plan,
        summary=_secret(mark, "draft summary"),
        promise=_secret(mark, "draft promise"),
    )
    hidden.title = _secret(mark, "draft title")
    hidden.short_code = "rahasia"
    hidden.save()
    page = add_page(hidden, title=_secret(mark, "draft page"))
    add_question(page, "secret", wording=_secret(mark, "draft question"), choices=("a", "b"))
