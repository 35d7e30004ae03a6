"""Consultations for everybody: axe, both languages and widths, and the keyboard alone.

What a walk of the demonstration does not reach, or reaches in one state only; as it stands and with
everything taken out of its form. Answering and paper have files of their own.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from kokreasi.consultations.choices import PartKind, QuestionKind
from kokreasi.consultations.models import AnswerFile, Consultation, Submission, Vote
from kokreasi.consultations.services import coding, findings, statements
from kokreasi.consultations.services.importing import files
from kokreasi.consultations.tests.answer_files import LAW, csv_of, survey
from kokreasi.consultations.tests.answers import send_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.proposals.tests.factories import make_answer
from tests.journeys.pages import in_english
from tests.journeys.test_accessibility import LANGUAGES, NARROW, faults
from tests.journeys.test_accessibility_of_proposing import LONG, faults_of
from tests.journeys.windows import main

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Buka anggaran desa sampai ke dusun, dan tempel di tempat yang dilihat orang."
LIVE = ("Pertemuan disiarkan langsung.", "Meetings are broadcast live.")
DISCARD = "discard-finding"
MOST_TABS = 60
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    || style.boxShadow !== 'none';
}"""


def address(name, *args):
    with override("id"):
        return reverse(name, args=args)


def shown(language, name, *args):
    here = address(name, *args)
    return in_english(here) if language == "en" else here


@pytest.fixture
def consultation():
    """An open consultation of every part, with long words."""
    tomorrow = timezone.now() + timedelta(days=1)
    made = make_consultation(title=LONG, closes_at=tomorrow, kinds=tuple(PartKind))
    page = add_page(made, "views")
    choices = ("for", "against")
    add_question(page, "stance", choices=choices, wording=Bilingual(id=f"{LONG}?"))
    wording = Bilingual(id="Apa lagi?", en="What else?")
    add_question(page, "remarks", QuestionKind.LONG_TEXT, is_quotable=True, wording=wording)
    for words in (Bilingual(id=LONG), Bilingual(*LIVE)):
        statements.write(made, text=words, on=timezone.now().date(), by=None)
    return published(made)


@pytest.fixture
def written(consultation):
    """Its answers: twelve people wrote something, one of whom may be quoted."""
    quotable = {"stance": "for", "remarks": WORDS, "remarks.quote": True}
    others = ({"stance": "against", "remarks": f"{LONG} {number}"} for number in range(11))
    send_all(consultation, [quotable, *others])
    return consultation


@pytest.mark.parametrize("language", LANGUAGES)
def test_writing_what_is_asked(live_window, publisher, language) -> None:
    draft = make_consultation(title=LONG, kinds=tuple(PartKind))
    page = add_page(draft, "views")
    choices, rows = ("yes", "no"), ("speed", "price")
    asked = [
        add_question(page, "grid", QuestionKind.MATRIX, choices=choices, rows=rows),
        add_question(page, "clarity", QuestionKind.SCALE, lowest=1, highest=10),
    ]
    here = draft.reference
    pages = [address(f"consultations:{name}", here) for name in ("edit", "copy", "questions")]
    pages += [address("consultations:create"), address("consultations:page", here, page.pk)]
    pages += [address("consultations:question", here, one.pk) for one in asked]
    pages += [address(f"consultations:{name}", here) for name in ("preview", "check")]

    assert faults_of(live_window(publisher), pages, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_desk_does_with_one_that_is_open(
    live_window, publisher, consultation, language
) -> None:
    statement = consultation.statements.first()
    names = ("days", "withdraw", "results", "statements-desk", "statement-write", "vote-files")
    pages = [address(f"consultations:{name}", consultation.reference) for name in names]
    changed = address("consultations:statement-change", consultation.reference, statement.pk)

    assert faults_of(live_window(publisher), [*pages, changed], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_answers_on_its_way(live_window, publisher, consultation, language) -> None:
    unclear = [*survey([LAW, "Lain sama sekali"]), ["", "Perempuan", LAW, "11", LONG]]
    unasked = make_consultation(consultation.stage.plan, title="Belum ada pertanyaan")
    new, paired = (
        files.upload(one, name=f"{LONG}.csv", data=csv_of(unclear), by=publisher)
        for one in (unasked, consultation)
    )
    pages = [address("consultations:answers-imports", unasked.reference)]
    first, second = unasked.reference, consultation.reference
    pages += [
        address("consultations:answers-import", second, paired.pk),
        address("consultations:answers-import-columns", second, paired.pk),
        address("consultations:answers-import", first, new.pk),
        address("consultations:answers-import-questions", first, new.pk),
    ]

    assert faults_of(live_window(publisher), pages, language) == []
    assert AnswerFile.objects.count() == 2


@pytest.fixture
def finding(written, publisher):
    """A finding with four texts, one of which may be quoted."""
    made = findings.name(written, title=Bilingual(id=LONG), by=publisher)
    quotable = Submission.objects.get(answers__remarks=WORDS)
    under = [quotable, *Submission.objects.exclude(pk=quotable.pk)[:3]]
    coding.code(made, [(one.pk, "remarks") for one in under], by=publisher)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_and_quoting(live_window, publisher, written, finding, language) -> None:
    here = written.reference
    names = ("findings", "publish-findings", "texts", "suggestions")
    pages = [address(f"consultations:{name}", here) for name in names]
    pages[-1] += "?tempat=remarks"
    own = [address(f"consultations:{name}", finding.reference) for name in ("finding", DISCARD)]

    assert faults_of(live_window(publisher), pages + own, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_answering_what_was_found(live_window, publisher, written, finding, language) -> None:
    page = live_window(publisher)
    to_answer = address("consultations:answer-finding", finding.reference)
    found = faults_of(page, [to_answer], language)

    findings.answer(finding, given=make_answer(), by=publisher)
    found += faults_of(
        page, [address("consultations:publish-findings", written.reference)], language
    )
    findings.publish_answered([finding], at=timezone.now(), by=publisher)
    own = address("consultations:finding", finding.reference)
    found += faults_of(page, [own, to_answer], language)
    public = [finding.get_absolute_url(), written.get_absolute_url()]
    found += faults_of(live_window(), public, language)

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_voting_and_commenting(live_window, consultation, language) -> None:
    page = live_window()
    names = ("statements", "own-votes", "statement-send", "statement-log", "opinion-place")
    pages = [address(name, consultation.reference) for name in names]
    pages += [address("consultation-text", consultation.reference)]
    found = faults_of(page, pages, language)

    page.goto(shown(language, "statements", consultation.reference))
    page.locator(".voting-agree").click()
    page.locator(".voting-last").wait_for()
    found += faults(page, language)
    page.goto(shown(language, "statement-send", consultation.reference))
    page.locator("[name=text]").fill(LIVE[LANGUAGES.index(language)])
    with page.expect_navigation():
        page.locator("main .button-primary").click()
    expect(page.locator("#serupa-h")).to_be_visible()
    found += faults(page, language)
    Consultation.objects.update(closes_at=timezone.now())
    found += faults_of(page, pages[:3], language)

    assert found == []
    assert Vote.objects.count() == 1


def tab_to(page, what, *, back=False):
    """Press the tabulator until this has the focus; wherever it stops, one sees where."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"{what} is out of reach")


def enter(page, what):
    """Go to what leads to another page, and press it."""
    tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_answering_by_keyboard_alone(live_window, consultation) -> None:
    page = live_window(viewport={"width": NARROW, "height": 640})
    page.goto(consultation.get_absolute_url())

    enter(page, ".way:first-child a")
    tab_to(page, "[name=stance]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "textarea")
    page.keyboard.type("Ditulis tanpa tetikus")
    enter(page, ".answering-actions .button-primary")
    enter(page, ".answering-actions .button-primary")

    expect(page.locator(".receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {
        "stance": "against",
        "remarks": "Ditulis tanpa tetikus",
    }


def test_voting_by_keyboard_alone(live_window, consultation) -> None:
    page = live_window(viewport={"width": NARROW, "height": 640})
    page.goto(address("statements", consultation.reference))

    tab_to(page, ".voting-disagree")
    page.keyboard.press("Enter")
    page.locator(".voting-last").wait_for()
    assert page.evaluate("document.activeElement.id") == "kartu-h"
    tab_to(page, ".voting-agree")
    page.keyboard.press("Space")
    page.get_by_text("2 dari 2 pernyataan").wait_for()

    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]


def test_reading_and_quoting_by_keyboard_alone(live_window, publisher, written) -> None:
    page = live_window(publisher)
    page.goto(address("consultations:texts", written.reference) + "?tempat=remarks")

    tab_to(page, "[name=texts]")
    while WORDS not in page.evaluate("document.activeElement.parentElement.innerText"):
        tab_to(page, "[name=texts]")
    page.keyboard.press("Space")
    tab_to(page, "[name=title_id]")
    page.keyboard.type("Anggaran desa")
    enter(page, ".bulk .button-primary")
    expect(main(page)).to_contain_text("1 tulisan dimasukkan ke temuan.")
    page.goto(address("consultations:findings", written.reference))
    enter(page, ".entry-title a[href*='/temuan/TMN-']")
    tab_to(page, "#teks summary")
    page.keyboard.press("Enter")
    tab_to(page, "#teks textarea")
    enter(page, "#teks .fold-form button")

    expect(page.locator("#teks blockquote")).to_have_text(re.compile("^Buka anggaran desa"))


def test_a_file_of_answers_by_keyboard_alone(live_window, publisher) -> None:
    made = make_consultation(title="Survei")
    file = files.upload(made, name="jawaban.csv", data=csv_of(survey()), by=publisher)
    page = live_window(publisher)
    page.goto(address("consultations:answers-import-questions", made.reference, file.pk))

    enter(page, "form .form-actions .button-primary")
    enter(page, "#impor .entries a")
    enter(page, "#terbit .button-primary")
    page.goto(address("consultations:answers-import", made.reference, file.pk))
    enter(page, "#impor .button-primary")

    expect(main(page)).to_contain_text("17 jawaban diimpor.")
