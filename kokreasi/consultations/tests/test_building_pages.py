"""The secretariat's pages on which a consultation is written, with and without the script."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.consultations.choices import Comparison, OptionRole, QuestionKind, Standing
from kokreasi.consultations.imports.shipped import load_templates
from kokreasi.consultations.models import Consultation, Page, Question, QuestionnaireTemplate
from kokreasi.consultations.queries.desk import standing, those
from kokreasi.consultations.services import consultations
from kokreasi.consultations.services.building import facts, questions
from kokreasi.consultations.services.building.questions import Line
from kokreasi.consultations.tests.factories import (
    CLOSES,
    OPENS,
    WHILE_OPEN,
    add_page,
    add_question,
    ask_everything,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.vocabularies.choices import StageMeaning

pytestmark = pytest.mark.django_db

SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def as_publisher(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def consultation():
    return make_consultation()


@pytest.fixture
def question(consultation):
    return add_question(add_page(consultation), "stance", choices=("for", "against"))


def of(consultation, name, *more):
    return reverse(f"consultations:{name}", args=[consultation.reference, *more])


def sent_from(form, **typed) -> dict:
    """Give what a browser sends of a form as it was opened, with some fields typed over."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BilingualFormField):
            pair = value if isinstance(value, list) else bound.field.widget.decompress(value)
            sent |= dict(zip((f"{bound.html_name}_id", f"{bound.html_name}_en"), pair, strict=True))
        elif isinstance(value, list):
            sent[bound.html_name] = value
        elif value not in (None, False):
            sent[bound.html_name] = bound.field.prepare_value(value)
    return sent | typed


def a_stage(**given):
    days = {"opens_on": OPENS.date(), "closes_on": OPENS.date()} | given
    plan = make_plan(is_open=True)
    return make_stage(plan, "Consultation", meaning=StageMeaning.CONSULTATION, **days)


def test_days_that_are_left_empty_are_those_of_the_stage(as_editor) -> None:
    load_templates()
    stage = a_stage()
    template = QuestionnaireTemplate.objects.get(code="singkat")
    typed = {"stage": stage.pk, "title_id": "Suara Anda", "kinds": ["questionnaire"]}
    more = {"template": template.pk, "short_code": "suara"}

    answer = as_editor.post(reverse("consultations:create"), typed | more)

    made = Consultation.objects.get(short_code="suara")
    assert answer.url == of(made, "edit")
    assert (made.opens_at, made.closes_at) == (OPENS, OPENS + timedelta(days=1))
    assert made.questions.count() == 3


def test_a_stage_without_days_asks_for_them(as_editor) -> None:
    stage = a_stage(opens_on=None, closes_on=None)
    typed = {"stage": stage.pk, "title_id": "Suara Anda", "kinds": ["questionnaire"]}

    answer = as_editor.post(reverse("consultations:create"), typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"opens_at", "closes_at"}


def test_a_card_saves_and_two_people_see_each_other(as_editor, consultation, editor) -> None:
    opened = as_editor.get(of(consultation, "edit")).context["sections"]["fakta"].form
    sent = sent_from(opened, promise_id="Dijawab satu per satu")
    address = of(consultation, "section", "fakta")

    assert as_editor.post(address, sent, **SCRIPT)["X-Saved"] == "yes"
    answer = as_editor.post(address, sent | {"promise_id": "Tidak dijawab"})

    assert answer.status_code == 409
    (conflict,) = answer.context["sections"]["fakta"].conflicts
    assert (conflict.theirs.id, conflict.mine.id) == ("Dijawab satu per satu", "Tidak dijawab")


def test_days_are_typed_as_the_clock_in_jakarta_shows_them(as_editor, consultation) -> None:
    opened = as_editor.get(of(consultation, "edit")).context["sections"]["waktu"].form
    sent = sent_from(opened, opens_at="2018-08-02T08:30", short_code="suara-anda")

    answer = as_editor.post(of(consultation, "section", "waktu"), sent, follow=True)

    consultation.refresh_from_db()
    assert "2018-08-01T00:00" in str(opened["opens_at"])
    assert answer.redirect_chain[0][0].endswith("?saved=waktu#waktu")
    assert consultation.opens_at == OPENS + timedelta(days=1, hours=8, minutes=30)
    assert consultation.short_code == "suara-anda"


WRONG_DAYS = [
    {"short_code": "Suara Anda"},
    {"short_code": "ab"},
    {"short_code": "taken"},
    {"closes_at": "2018-07-01T00:00"},
    {"opens_at": "0018-07-01T00:00"},
]


@pytest.mark.parametrize("typed", WRONG_DAYS)
def test_days_and_links_that_cannot_be_are_said_at_their_field(
    typed, as_editor, consultation
) -> None:
    make_consultation(code="2020", short_code="taken")
    opened = as_editor.get(of(consultation, "edit")).context["sections"]["waktu"].form

    answer = as_editor.post(of(consultation, "section", "waktu"), sent_from(opened, **typed))

    assert answer.status_code == 422
    assert set(answer.context["sections"]["waktu"].form.errors) == set(typed)


def test_pages_and_questions_are_added_moved_and_removed_without_a_script(
    as_editor, consultation
) -> None:
    as_editor.post(of(consultation, "page-add"), {"title_id": "Umum", "repeats": ""})
    page = Page.objects.get()
    new = {"kind": "scale", "wording_id": "Seberapa jelas?"}
    answer = as_editor.post(of(consultation, "question-add", page.pk), new)
    made = Question.objects.get()
    as_editor.post(of(consultation, "question-duplicate", made.pk))
    as_editor.post(of(consultation, "question-move", made.pk, "turun"))
    as_editor.post(of(consultation, "question-remove", made.pk))
    again = as_editor.post(of(consultation, "question-remove", made.pk))

    assert answer.url == of(consultation, "question", made.pk)
    assert (made.lowest, made.highest) == (1, 10)
    assert again.status_code == 302
    assert [one.key for one in Question.objects.all()] == ["seberapa_jelas_2"]


def test_a_question_without_words_comes_back_on_its_page(as_editor, consultation) -> None:
    page = add_page(consultation)

    answer = as_editor.post(of(consultation, "question-add", page.pk), {"kind": "day"})

    assert answer.status_code == 422
    assert answer.context["failed_page"] == page.pk
    assert not Question.objects.exists()


def options_sent(as_editor, consultation, question, **typed) -> dict:
    page = as_editor.get(of(consultation, "question", question.pk))
    return sent_from(page.context["options"][0][2], **typed)


def test_choices_are_reworded_moved_removed_and_added(as_editor, consultation, question) -> None:
    sent = options_sent(as_editor, consultation, question)
    sent |= {"words-for_id": "Setuju", "place-for": "2", "new_id": "Ragu\nDiam", "new_en": "Unsure"}

    answer = as_editor.post(of(consultation, "options-save", question.pk, "pilihan"), sent)

    found = [(option.key, option.wording.id) for option in question.options.all()]
    assert answer.status_code == 302
    assert found == [
        ("against", "against (id)"),
        ("for", "Setuju"),
        ("ragu", "Ragu"),
        ("diam", "Diam"),
    ]


def test_choices_of_two_who_write_at_once_are_all_still_there(
    as_editor, consultation, question, editor
) -> None:
    sent = options_sent(as_editor, consultation, question, new_id="Punya saya")
    theirs = [Line(both("for"), "for"), Line(Bilingual(id="Punya mereka"))]
    questions.list_options(question, OptionRole.CHOICE, theirs, seen=1, by=editor)

    answer = as_editor.post(of(consultation, "options-save", question.pk, "pilihan"), sent)

    form = answer.context["options"][0][2]
    assert answer.status_code == 409
    assert form.keys == ["for", "punya_mereka"]

    again = sent_from(form)
    as_editor.post(of(consultation, "options-save", question.pk, "pilihan"), again)
    words = [option.wording.id for option in question.options.all()]
    assert words == ["for (id)", "Punya mereka", "Punya saya", "against (id)"]


def test_a_condition_is_put_together_and_taken_off(as_editor, consultation, question) -> None:
    page = add_page(consultation, "later")
    chosen = as_editor.get(of(consultation, "page", page.pk), {"tanya": "stance"})
    address = of(consultation, "condition-add", "halaman", page.pk)
    as_editor.post(address, {"tanya": "stance", "test": "any_of", "values": ["for"]})
    page.refresh_from_db()
    kept = {"question": "stance", "test": Comparison.ANY_OF, "values": ["for"]}

    refused = as_editor.post(address, {"tanya": "stance", "test": "any_of"})
    removal = of(consultation, "condition-remove", "halaman", page.pk)
    as_editor.post(removal, {"condition": json.dumps(kept)})

    assert chosen.context["conditions"]["chosen"].key == "stance"
    assert page.shown_if == [kept]
    assert refused.status_code == 422
    assert Page.objects.get(key="later").shown_if == []


@pytest.mark.parametrize("sent", ["", "{", "[1]", '{"question": 5}', "[" * 10_000])
def test_a_condition_that_is_none_changes_nothing(sent, as_editor, consultation, question) -> None:
    removal = of(consultation, "condition-remove", "pertanyaan", question.pk)

    assert as_editor.post(removal, {"condition": sent}).status_code == 302


def test_a_refusal_is_told_on_the_page_one_returns_to(as_editor, consultation, question) -> None:
    condition = [{"question": "stance", "test": "answered", "values": []}]
    add_page(consultation, "later", shown_if=condition)

    answer = as_editor.post(of(consultation, "question-remove", question.pk), follow=True)

    assert "ditampilkan dengan syarat tentang" in answer.content.decode()
    assert Question.objects.count() == 1


KINDS = list(QuestionKind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_can_be_opened_and_saved(kind, as_editor, consultation) -> None:
    question = add_question(add_page(consultation), "q", kind)
    page = as_editor.get(of(consultation, "question", question.pk))
    sent = sent_from(page.context["cards"][1].form)

    answer = as_editor.post(of(consultation, "question-save", question.pk, "jawaban"), sent)

    assert page.status_code == 200
    assert answer.status_code == 302


@pytest.mark.parametrize("width", ["ponsel", "meja", "x"])
@pytest.mark.parametrize("language", ["id", "en", "keduanya", "fr"])
def test_the_preview_shows_every_kind_in_every_language(
    width, language, as_editor, consultation
) -> None:
    ask_everything(consultation)

    page = as_editor.get(of(consultation, "preview"), {"lebar": width, "bahasa": language})

    html = page.content.decode()
    shown = {name for name in ("(id)", "(en)") if f"Question clarity {name}" in html}
    expected = {"en": {"(en)"}, "keduanya": {"(id)", "(en)"}}.get(language, {"(id)"})
    assert shown == expected


def test_a_publisher_publishes_and_corrects_with_a_reason(as_publisher, consultation) -> None:
    question = add_question(add_page(consultation), "stance", choices=("for", "against"))
    listed = as_publisher.get(of(consultation, "check"))
    as_publisher.post(of(consultation, "publish"))
    facts.change(consultation, {"thanks": both("Thanks")}, seen=1, by=None)

    without = as_publisher.post(of(consultation, "correct"), {"reason": ""})
    as_publisher.post(of(consultation, "correct"), {"reason": "Lupa berterima kasih"})

    now = consultations_again(consultation)
    assert listed.context["blocking"] == []
    assert question.consultation_id == now.pk
    assert without.status_code == 422
    assert "Thanks (id)" in without.content.decode()
    assert (now.record.version.number, now.record.version.reason) == (2, "Lupa berterima kasih")


def test_an_incomplete_consultation_is_not_published(as_publisher, consultation) -> None:
    answer = as_publisher.post(of(consultation, "publish"), follow=True)

    assert len(answer.context["blocking"]) == 1
    assert not consultations_again(consultation).is_public


def test_only_a_publisher_publishes(as_editor, consultation) -> None:
    add_question(add_page(consultation), "stance", choices=("for", "against"))

    answers = [
        as_editor.post(of(consultation, name)).status_code
        for name in ("publish", "correct", "days", "withdraw")
    ]

    assert answers == [403] * 4


def test_days_move_and_the_page_is_withdrawn_with_a_reason(as_publisher) -> None:
    closes = timezone.now() + timedelta(days=3)
    made = published(closes_at=closes)
    sent = sent_from(
        as_publisher.get(of(made, "days")).context["form"], closes_at="2099-01-01T00:00"
    )

    without = as_publisher.post(of(made, "days"), sent)
    as_publisher.post(of(made, "days"), sent | {"reason": "Diminta"})
    as_publisher.post(of(made, "withdraw"), {"reason": "Keliru"})

    now = consultations_again(made)
    assert without.status_code == 422
    assert now.closes_at.year == 2098  # 2099 in Jakarta, in UTC seven hours before
    assert not now.is_public


def test_a_file_shows_what_it_holds_before_it_is_taken(as_editor, consultation, question) -> None:
    exported = as_editor.get(of(consultation, "questions-export", "json")).content
    other = make_consultation(code="2020")
    file = SimpleUploadedFile("a.json", exported)

    shown = as_editor.post(of(other, "questions-import"), {"file": file})
    before = other.questions.count()
    package = {"package": shown.context["package"]}
    as_editor.post(of(other, "questions-take"), package)
    again = as_editor.post(of(other, "questions-take"), package, follow=True)

    assert (shown.status_code, before) == (200, 0)
    assert [one.key for one in other.questions.all()] == ["stance"]
    assert "mengubah pertanyaannya" in again.content.decode()


WRONG_FILES = [("a.txt", b"x"), ("a.json", b"{}"), ("a.xlsx", b"x"), ("a.json", b"x" * 5_300_000)]


@pytest.mark.parametrize(("name", "data"), WRONG_FILES, ids=range(len(WRONG_FILES)))
def test_a_file_that_is_no_questionnaire_is_refused_with_words(
    name, data, as_editor, consultation
) -> None:
    file = SimpleUploadedFile(name, data)

    answer = as_editor.post(of(consultation, "questions-import"), {"file": file})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_package_that_was_tampered_with_is_refused(as_editor, consultation) -> None:
    answer = as_editor.post(of(consultation, "questions-take"), {"package": "x:y:z"})

    assert answer.status_code == 409


def test_a_template_is_kept_offered_and_removed(as_editor, consultation, question) -> None:
    as_editor.post(of(consultation, "template-keep"), {"title_id": "Punya kami"})
    listed = as_editor.get(reverse("consultations:templates"))
    kept = QuestionnaireTemplate.objects.get()
    as_editor.post(reverse("consultations:template-remove", args=[kept.pk]))

    assert "Punya kami" in listed.content.decode()
    assert not QuestionnaireTemplate.objects.exists()


def test_a_copy_is_a_draft_of_its_own(as_editor, consultation, question) -> None:
    form = as_editor.get(of(consultation, "copy")).context["form"]

    as_editor.post(of(consultation, "copy"), sent_from(form, title_id="Putaran kedua"))

    copied = Consultation.objects.get(title__id="Putaran kedua")
    assert [one.key for one in copied.questions.all()] == ["stance"]


MOMENTS = [
    (OPENS - timedelta(1), Standing.ANNOUNCED),
    (WHILE_OPEN, Standing.OPEN),
    (CLOSES, Standing.CLOSED),
]


@pytest.mark.parametrize(("moment", "expected"), MOMENTS)
def test_where_a_consultation_stands_is_the_same_in_python_and_in_sql(moment, expected) -> None:
    made = published()
    rows = Consultation.objects.all()

    found = [one for one in Standing if those(rows, one.value, moment).exists()]

    assert standing(made, moment) == expected
    assert found == [expected]


def test_drafts_and_withdrawn_ones_are_told_apart(publisher) -> None:
    draft, withdrawn = make_consultation(), published(code="2020")
    facts.withdraw(withdrawn, reason="Why", by=publisher)
    rows = Consultation.objects.all()

    assert standing(draft, WHILE_OPEN) == Standing.DRAFT
    assert standing(consultations_again(withdrawn), WHILE_OPEN) == Standing.WITHDRAWN
    assert those(rows, "draft", WHILE_OPEN).get() == draft
    assert those(rows, "withdrawn", WHILE_OPEN).get() == withdrawn


def _queries(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_for_one_and_for_three(as_editor) -> None:
    make_consultation(code="a1")
    one = _queries(as_editor, reverse("consultations:index"))
    for code in ("a2", "a3"):
        make_consultation(code=code)

    assert _queries(as_editor, reverse("consultations:index")) <= one


@pytest.mark.parametrize("name", ["questions", "preview", "check"])
def test_a_long_questionnaire_costs_as_many_queries_as_a_short_one(
    name, as_editor, consultation
) -> None:
    ask_everything(consultation)
    one = _queries(as_editor, of(consultation, name))
    page = add_page(consultation, "more")
    for number in range(20):
        add_question(page, f"q{number}", choices=("a", "b"))

    assert _queries(as_editor, of(consultation, name)) <= one


def test_nobody_else_sees_what_is_prepared(client, cast, consultation) -> None:
    allowed = set()
    for who, person in cast.items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        if client.get(of(consultation, "questions")).status_code == 200:
            allowed.add(who)

    assert allowed == {"editor", "publisher", "administrator"}


def test_a_consultation_arranged_twice_keeps_two_short_links(consultation) -> None:
    other = consultations.arrange(
        consultation.stage, title=both("Two"), opens_at=OPENS, closes_at=CLOSES, by=None
    )

    assert other.short_code != consultation.short_code


LABELS = [
    ("1 = buruk\n10 = baik", "1 bad\n10 good", [("1", "buruk", "bad"), ("10", "baik", "good")]),
    ("buruk", "", None),
    ("1 = buruk", "2 = bad", None),
    ("1 = buruk\n1 = jelek", "", None),
    ("1 = buruk", "1 = " + "x" * 301, None),
]


@pytest.mark.parametrize(("indonesian", "english", "expected"), LABELS)
def test_labels_of_a_scale_are_known_by_their_points(
    indonesian, english, expected, as_editor, consultation
) -> None:
    scale = add_question(add_page(consultation), "q", QuestionKind.SCALE, lowest=1, highest=10)
    sent = options_sent(as_editor, consultation, scale, new_id=indonesian, new_en=english)

    answer = as_editor.post(of(consultation, "options-save", scale.pk, "pilihan"), sent)

    rows = scale.options.all()
    found = [(option.key, option.wording.id, option.wording.en) for option in rows]
    assert answer.status_code == (302 if expected else 422)
    assert found == (expected or [])


def test_a_point_has_one_label(as_editor, consultation) -> None:
    scale = add_question(
        add_page(consultation), "q", QuestionKind.SCALE, choices=("1",), lowest=1, highest=10
    )
    sent = options_sent(as_editor, consultation, scale, new_id="1 = buruk")

    answer = as_editor.post(of(consultation, "options-save", scale.pk, "pilihan"), sent)

    assert answer.status_code == 422
    assert scale.options.get().wording == both("1")
