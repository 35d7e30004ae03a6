"""What people wrote goes under findings, is quoted with consent, and is answered back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from kokreasi.consultations.models import Consultation, Finding, Quotation, Submission
from kokreasi.consultations.queries import writings as written
from kokreasi.consultations.queries.trace import findings_for, findings_on
from kokreasi.consultations.services import coding, findings, quoting
from kokreasi.consultations.services.coding import ForeignTextError, NoTextError
from kokreasi.consultations.services.findings import AnswerMissingError, PublicFindingError
from kokreasi.consultations.services.quoting import (
    NoConsentError,
    NotCodedError,
    OtherWordsError,
    is_taken_from,
)
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    WHILE_OPEN,
    make_consultation,
    published,
)
from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services.responses import AnsweredError
from kokreasi.plans.tests.factories import both, make_commitment
from kokreasi.proposals.tests.factories import make_answer
from kokreasi.register.choices import Tie
from kokreasi.register.models import Link
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db

PLACE = "remarks"


def write(consultation: Consultation, words: str, *, may_quote: bool = True, **more) -> UUID:
    """Send an answer with these words, and give its number."""
    answers = {"stance": "for", PLACE: words} | ({f"{PLACE}.quote": True} if may_quote else {})
    receipt = receive(consultation, answers | more, version=1, origin=Origin(), at=WHILE_OPEN)
    return receipt.submission.pk


@pytest.fixture
def consultation():
    return published()


@pytest.fixture
def finding(consultation):
    return findings.name(consultation, title=both("Budgets"), summary=both("Open them"), by=None)


def test_texts_go_under_a_finding_once(consultation, finding, editor) -> None:
    chosen = [(write(consultation, f"Anggaran {n}"), PLACE) for n in range(3)]
    coding.code(finding, chosen[:1], by=editor)

    new = coding.code(finding, chosen, by=editor)

    assert new == 2
    assert finding.codings.count() == 3


@pytest.mark.parametrize("place", ["remarks", "2018", "2018.other", "ide@KOM-2018-07"])
def test_texts_are_found_by_their_words_whatever_the_place_is_called(consultation, place) -> None:
    Submission.objects.bulk_create(
        Submission(
            consultation=consultation,
            version=1,
            day=WHILE_OPEN.date(),
            answers={place: words},
            receipt_hash=words,
        )
        for words in ("Buka anggaran desa", "Buka 100% data")
    )

    rows = written.answers_at(consultation, place)

    assert rows.count() == 2
    assert [one.answers[place] for one in written.saying(rows, place, "ANGGARAN")] == [
        "Buka anggaran desa"
    ]
    assert [one.answers[place] for one in written.saying(rows, place, "0%")] == ["Buka 100% data"]


def test_one_text_stands_under_several_findings(consultation, finding, editor) -> None:
    other = findings.name(consultation, title=both("Villages"), by=None)
    key = write(consultation, "Anggaran desa")

    for one in (finding, other):
        coding.code(one, [(key, PLACE)], by=editor)

    (text,) = written.texts(Submission.objects.all(), PLACE)
    assert text.findings == (finding.pk, other.pk)


def test_a_text_that_is_not_there_leaves_nothing_behind(consultation, finding, editor) -> None:
    other = published(code="2020")
    here, there = write(consultation, "Anggaran"), write(other, "Hutan")

    for foreign in ((there, PLACE), (uuid4(), PLACE), (here, "elsewhere")):
        with pytest.raises(ForeignTextError):
            coding.code(finding, [(here, PLACE), foreign], by=editor)
    with pytest.raises(NoTextError):
        coding.code(finding, [], by=editor)

    assert not finding.codings.exists()


def test_what_is_left_to_read_is_counted(
    consultation, finding, editor, django_assert_num_queries
) -> None:
    keys = [write(consultation, f"Anggaran {n}") for n in range(3)]
    write(consultation, "Hutan", topics=["other"], **{"topics.other": "Lahan"})
    coding.code(finding, [(keys[0], PLACE)], by=editor)

    with django_assert_num_queries(2):
        found = written.progress(consultation)

    progress = {one.place.key: (one.written, one.coded, one.left) for one in found}
    assert progress == {"topics.other": (1, 0, 1), "place": (0, 0, 0), PLACE: (4, 1, 3)}


def test_texts_are_found_by_their_words(consultation) -> None:
    write(consultation, "Buka ANGGARAN desa")
    write(consultation, "Hutan adat")

    found = written.saying(written.answers_at(consultation, PLACE), PLACE, "anggaran")

    assert [text.words for text in written.texts(found, PLACE)] == ["Buka ANGGARAN desa"]


@pytest.fixture
def coded(consultation, finding, editor):
    """The number of an answer whose text stands under the finding."""
    key = write(consultation, "Pak Budi dari Brebes ingin anggaran dibuka.")
    coding.code(finding, [(key, PLACE)], by=editor)
    return key


def test_a_quotation_leaves_out_what_leads_to_the_person(finding, coded, editor) -> None:
    words = "[…] ingin anggaran dibuka."

    quoting.quote(finding, coded, PLACE, text=words, is_shown=True, by=editor)
    quoting.quote(finding, coded, PLACE, text=words, is_shown=True, by=editor)

    assert Quotation.objects.get().text == words


def test_a_quotation_is_taken_away_once(finding, coded, editor) -> None:
    quoting.quote(finding, coded, PLACE, text="anggaran", is_shown=True, by=editor)

    for _press in range(2):
        quoting.forget(finding, coded, PLACE, by=editor)

    assert not Quotation.objects.exists()
    assert finding.record.entries.filter(event="finding.quotation_removed").count() == 1


def test_the_page_takes_a_quotation_away(client, finding, coded, editor) -> None:
    quoting.quote(finding, coded, PLACE, text="anggaran", is_shown=True, by=editor)
    client.force_login(editor)
    row = finding.codings.get()

    client.post(
        reverse("consultations:quote-text", args=[finding.reference, row.pk]), {"hapus": ""}
    )

    assert not Quotation.objects.exists()
    assert finding.codings.exists()


def test_nobody_is_quoted_without_consent(consultation, finding, editor) -> None:
    key = write(consultation, "Jangan kutip saya", may_quote=False)
    coding.code(finding, [(key, PLACE)], by=editor)

    with pytest.raises(NoConsentError):
        quoting.quote(finding, key, PLACE, text="Jangan", is_shown=True, by=editor)


def test_only_what_stands_under_the_finding_is_quoted(consultation, finding, editor) -> None:
    key = write(consultation, "Hutan adat")

    with pytest.raises(NotCodedError):
        quoting.quote(finding, key, PLACE, text="Hutan", is_shown=True, by=editor)


@pytest.mark.parametrize("words", ["Pak Budi ingin anggaran ditutup.", "[…]", "anggaran […] Budi"])
def test_a_quotation_adds_and_turns_nothing(finding, coded, editor, words) -> None:
    with pytest.raises(OtherWordsError):
        quoting.quote(finding, coded, PLACE, text=words, is_shown=True, by=editor)


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("satu dua tiga", True),
        ("dua", True),
        ("satu […] tiga", True),
        ("[…] dua […]", True),
        ("satu\n dua", True),
        ("tiga […] satu", False),
        ("empat", False),
        ("", False),
    ],
)
def test_is_taken_from_tells_quotation_from_invention(quotation, expected) -> None:
    assert is_taken_from(quotation, "satu dua  tiga") is expected


def test_a_text_that_is_taken_out_takes_its_quotation_along(finding, coded, editor) -> None:
    quoting.quote(finding, coded, PLACE, text="Pak Budi", is_shown=False, by=editor)

    coding.take_out(finding.codings.get(), by=editor)

    assert not Quotation.objects.exists()
    assert not finding.codings.exists()


def test_a_published_finding_says_why_its_words_change(finding, editor) -> None:
    findings.publish(finding, by=editor)
    now = Finding.objects.get()
    values = {"title": both("Open budgets")}

    with pytest.raises(ReasonMissingError):
        findings.change(now, values, seen=now.revision, by=editor)
    changed = findings.change(now, values, seen=now.revision, by=editor, reason="Lebih jelas")

    assert changed.record.title == both("Open budgets")


def test_only_what_nobody_has_seen_is_discarded(finding, coded, editor) -> None:
    findings.answer(finding, given=make_answer(), by=editor)
    findings.discard(finding)
    assert not Finding.objects.exists()
    assert not Response.objects.exists()

    public = findings.name(finding.consultation, title=both("Forests"), by=None)
    findings.publish(public, by=editor)
    with pytest.raises(PublicFindingError):
        findings.discard(public)


def test_findings_are_published_with_their_answers(consultation, finding, publisher) -> None:
    commitment = make_commitment(consultation.stage.plan, is_published=True).record
    given = make_answer(Verdict.ACCEPTED, leads_to=commitment)
    findings.answer(finding, given=given, by=publisher)

    (response,) = findings.publish_answered([finding], at=AFTERWARDS, by=publisher)

    assert response.place == "K11"
    assert Finding.objects.get().record.is_public
    assert Link.objects.filter(source=finding.record, target=commitment, tie=Tie.LED_TO).exists()
    told = consultation.record.entries.filter(event="consultation.answered")
    assert told.get().is_public


def test_a_finding_stands_on_the_way_of_what_it_changed(consultation, finding, publisher) -> None:
    commitment = make_commitment(consultation.stage.plan, is_published=True).record
    given = make_answer(Verdict.ACCEPTED, leads_to=commitment)
    findings.answer(finding, given=given, by=publisher)
    anybody = AnonymousUser()
    before = findings_on([commitment], anybody).stops

    findings.publish_answered([finding], at=AFTERWARDS, by=publisher)

    assert before == []
    assert [stop.reference for stop in findings_on([commitment], anybody).stops] == [
        finding.reference
    ]
    decided_on = finding.record.response.decided_on
    assert list(findings_for(commitment, anybody, until=decided_on)) == [finding]
    assert not findings_for(commitment, anybody, until=decided_on - timedelta(days=1))


def test_nothing_is_published_while_an_answer_is_missing(consultation, finding, publisher) -> None:
    other = findings.name(consultation, title=both("Villages"), by=None)
    findings.answer(finding, given=make_answer(), by=publisher)

    with pytest.raises(AnswerMissingError):
        findings.publish_answered([finding, other], at=AFTERWARDS, by=publisher)

    assert not Finding.objects.filter(record__published_at__isnull=False).exists()


def test_a_finding_is_answered_once(finding, editor) -> None:
    findings.answer(finding, given=make_answer(), by=editor)

    with pytest.raises(AnsweredError):
        findings.answer(finding, given=make_answer(), by=editor)


def test_findings_of_two_consultations_stand_under_two_letters(finding) -> None:
    first = finding.consultation
    second = make_consultation(first.stage.plan)

    assert [findings.letter_of(one) for one in (first, second)] == ["K1", "K2"]


# Pages


def test_the_secretariat_codes_quotes_answers_and_publishes(
    client, consultation, publisher
) -> None:
    key = write(consultation, "Pak Budi ingin anggaran dibuka.")
    client.force_login(publisher)
    texts = reverse("consultations:texts", args=[consultation.reference])
    sent = {"texts": f"{key}|{PLACE}", "finding": "", "title_id": "Anggaran", "title_en": ""}

    client.post(f"{texts}?tempat={PLACE}", sent)
    finding = Finding.objects.get()
    coded = finding.codings.get()
    quote = reverse("consultations:quote-text", args=[finding.reference, coded.pk])
    quoted = {f"k{coded.pk}-text": "[…] ingin anggaran dibuka.", f"k{coded.pk}-is_shown": "on"}
    client.post(quote, quoted)
    findings.answer(finding, given=make_answer(Verdict.ACCEPTED), by=publisher)
    client.post(reverse("consultations:publish-findings", args=[consultation.reference]))
    client.logout()
    page = client.get(finding.get_absolute_url()).content.decode()

    assert "[…] ingin anggaran dibuka." in page
    assert "Pak Budi" not in page
    assert "Diterima" in page
    register = client.get(reverse("responses")).content.decode()
    assert finding.reference in register


def test_an_answer_names_the_commitment_that_changes(
    client, consultation, finding, publisher
) -> None:
    made = make_commitment(consultation.stage.plan)
    client.force_login(publisher)
    page = reverse("consultations:answer-finding", args=[finding.reference])
    given = make_answer()
    sent = {"verdict": "accepted", "leads_to": made.reference, "reason_id": "Ya", "reason_en": ""}
    sent |= {"unit": given.unit.reference, "decided_on": "2018-10-02", "programme_id": ""}

    client.post(page, sent)
    answered = Response.objects.get()
    form = client.get(page).context["form"]
    seen = {name: form[name].value() for name in ("seen", "base")}
    client.post(page, sent | seen | {"verdict": "partly", "why": "Sebagian saja"})

    changed = Response.objects.get()
    assert (answered.leads_to, changed.leads_to) == (made.record, made.record)
    assert changed.verdict == Verdict.PARTLY


def test_answers_in_own_words_are_read_before_what_other_means(
    client, consultation, editor
) -> None:
    write(consultation, "Hutan", topics=["other"], **{"topics.other": "Lahan"})
    client.force_login(editor)

    page = client.get(reverse("consultations:texts", args=[consultation.reference]))

    assert page.context["place"].key == "place"


def test_a_page_of_texts_says_what_is_wrong(client, consultation, editor) -> None:
    write(consultation, "Anggaran")
    client.force_login(editor)
    address = reverse("consultations:texts", args=[consultation.reference])

    nothing = client.post(address, {"texts": [], "title_id": "Anggaran"})
    nonsense = client.post(address, {"texts": ["x|y"], "title_id": "Anggaran"})

    assert (nothing.status_code, nonsense.status_code) == (422, 422)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("is_public", [True, False])
def test_why_words_change_is_asked_once_the_public_has_read_them(
    client, finding, editor, is_public
) -> None:
    if is_public:
        findings.publish(finding, by=None)
    client.force_login(editor)

    page = client.get(reverse("consultations:finding", args=[finding.reference]))

    reason = page.context["form"].fields["reason"]
    assert reason.required is is_public
    assert reason.widget.is_hidden is not is_public


def test_a_text_leads_to_the_findings_that_it_stands_under(client, finding, editor) -> None:
    key = write(finding.consultation, "Buka anggarannya")
    coding.code(finding, [(key, PLACE)], by=editor)
    client.force_login(editor)

    page = client.get(
        reverse("consultations:texts", args=[finding.consultation.reference]), {"tempat": PLACE}
    )

    assert reverse("consultations:finding", args=[finding.reference]) in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_finding_and_three(
    client, consultation, editor, django_assert_max_num_queries, number
) -> None:
    for at in range(number):
        finding = findings.name(consultation, title=both(f"Finding {at}"), by=None)
        key = write(consultation, f"Anggaran {at}")
        coding.code(finding, [(key, PLACE)], by=editor)
        quoting.quote(finding, key, PLACE, text="Anggaran", is_shown=True, by=editor)
    client.force_login(editor)

    with django_assert_max_num_queries(19):
        client.get(reverse("consultations:findings", args=[consultation.reference]))
    with django_assert_max_num_queries(15):
        client.get(
            reverse("consultations:texts", args=[consultation.reference]) + f"?tempat={PLACE}"
        )


def test_what_goes_under_a_finding_and_out_of_it_stands_in_its_history(
    consultation, finding, editor
) -> None:
    chosen = [(write(consultation, f"Anggaran {n}"), PLACE) for n in range(2)]
    coding.code(finding, chosen, by=editor)
    coding.code(finding, chosen, by=editor)
    coding.take_out(finding.codings.first(), by=editor)

    lines = finding.record.entries.filter(by=editor, is_public=False)
    assert [line.event for line in lines] == ["finding.text_removed", "finding.coded"]
