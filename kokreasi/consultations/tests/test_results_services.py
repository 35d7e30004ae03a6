"""Results are made once after closing, and published only where nobody can be told from them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.consultations.choices import Channel, PartKind, Release
from kokreasi.consultations.errors import (
    ResultOvertakenError,
    ResultTooEarlyError,
    ResultTooSimilarError,
    TooFewAnswersError,
)
from kokreasi.consultations.jobs import forget_secrets, make_results
from kokreasi.consultations.models import Participant, Result, Vote
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services import consultations, findings, results, statements
from kokreasi.consultations.tests.answers import result_of, send_all
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    CLOSES,
    ask_pets,
    consultations_again,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual

CAT = {"pet": "cat", "gender": "female"}


@pytest.fixture
def consultation(db):
    consultation = make_consultation()
    ask_pets(consultation)
    return published(consultation)


def test_a_result_is_made_once_after_closing(
    consultation, django_capture_on_commit_callbacks
) -> None:
    send_all(consultation, [CAT] * 6)

    with django_capture_on_commit_callbacks(execute=True):
        make_results(CLOSES + timedelta(minutes=59))
        make_results(AFTERWARDS)
        make_results(AFTERWARDS + timedelta(hours=1))

    consultation.refresh_from_db()
    (result,) = Result.objects.all()
    assert consultation.concluded_at == AFTERWARDS
    assert (result.number, result.state) == (1, "ready")
    assert {each.format for each in result.files.all()} == {"pdf", "docx", "xlsx", "csv"}


def test_who_asks_twice_waits_for_the_same_result(consultation, editor) -> None:
    first = results.ask(consultation, by=editor)

    second = results.ask(consultation, by=editor)

    assert first == second


def test_what_a_killed_worker_left_is_taken_up(
    consultation, editor, django_capture_on_commit_callbacks
) -> None:
    result = results.ask(consultation, by=editor)
    Result.objects.update(state="running", asked_at=timezone.now() - timedelta(hours=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert results.take_up(timezone.now()) == 1

    result.refresh_from_db()
    assert result.state == "ready"


def test_a_report_that_was_left_out_is_written(
    consultation, django_capture_on_commit_callbacks
) -> None:
    result = result_of(consultation)

    with django_capture_on_commit_callbacks(execute=True):
        assert results.write_missing(result.made_at + timedelta(hours=1)) == 1

    assert result.files.exclude(language="").count() == results.REPORTS


def test_publishing_leaves_a_line_in_the_history(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    result = result_of(consultation)

    results.publish(result, by=publisher, at=AFTERWARDS)

    line = consultation.record.entries.filter(event="consultation.result_published").get()
    assert line.is_public
    assert Result.objects.public().get() == result


def test_late_answers_on_paper_make_a_result_of_their_own(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    first = results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)
    send_all(consultation, [CAT] * 5, channel=Channel.PAPER)

    second = results.publish(result_of(consultation, number=2), by=publisher, at=AFTERWARDS)

    assert [ResultSheet.read(each.content).people for each in (first, second)] == [6, 11]
    assert Result.objects.public().count() == 2


def test_a_few_late_answers_are_not_published(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)
    send_all(consultation, [CAT] * 4, channel=Channel.PAPER)
    second = result_of(consultation, number=2)

    with pytest.raises(ResultTooSimilarError):
        results.publish(second, by=publisher, at=AFTERWARDS)

    assert Result.objects.public().count() == 1


def test_findings_that_come_later_stand_beside_the_same_figures(consultation, publisher) -> None:
    people = [{"pet": pet, "gender": "female"} for pet in ("cat", "dog")] * 6
    send_all(consultation, people)
    first = results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)
    finding = findings.name(consultation, title=Bilingual("Anjing"), by=publisher)
    findings.publish(finding, by=publisher)

    second = results.publish(result_of(consultation, number=2), by=publisher, at=AFTERWARDS)

    sheets = [ResultSheet.read(each.content) for each in (first, second)]
    assert [len(sheet.themes) for sheet in sheets] == [0, 1]
    assert sheets[0].release == sheets[1].release
    assert sheets[0].questions == sheets[1].questions
    files = [each.files.get(format="csv").file for each in (first, second)]
    assert files[0] == files[1]


def test_the_same_figures_are_not_published_twice_for_nothing(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)

    with pytest.raises(ResultTooSimilarError):
        results.publish(result_of(consultation, number=2), by=publisher, at=AFTERWARDS)


def test_a_finding_does_not_bring_a_few_late_answers_along(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)
    send_all(consultation, [CAT] * 4, channel=Channel.PAPER)
    findings.publish(
        findings.name(consultation, title=Bilingual("Anjing"), by=publisher), by=publisher
    )

    with pytest.raises(ResultTooSimilarError):
        results.publish(result_of(consultation, number=2), by=publisher, at=AFTERWARDS)


def test_a_result_of_a_few_is_not_published(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 4)

    with pytest.raises(TooFewAnswersError):
        results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)


def test_results_wait_for_closing_unless_they_come_in_batches(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    result = result_of(consultation)
    while_open = CLOSES - timedelta(days=1)

    with pytest.raises(ResultTooEarlyError):
        results.publish(result, by=publisher, at=while_open)
    consultation.release = Release.IN_BATCHES
    consultation.save()
    results.publish(result, by=publisher, at=while_open)

    assert Result.objects.public().count() == 1


def test_a_result_is_not_published_after_one_it_does_not_know(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 6)
    first = result_of(consultation)
    send_all(consultation, [CAT] * 6)
    second = result_of(consultation, number=2)
    results.publish(second, by=publisher, at=AFTERWARDS)

    with pytest.raises(ResultOvertakenError):
        results.publish(first, by=publisher, at=AFTERWARDS)


def test_true_counts_go_when_the_background_is_dropped(consultation) -> None:
    send_all(consultation, [CAT] * 6)
    result = result_of(consultation)
    consultation.dropped_at = AFTERWARDS
    consultation.save()

    forget_secrets(AFTERWARDS)

    result.refresh_from_db()
    assert "memory" not in result.secret


def test_a_consultation_of_statements_alone_has_results_too(db, publisher, client) -> None:
    consultation = make_consultation(kinds=(PartKind.STATEMENTS,))
    statement = statements.write(
        consultation, text=Bilingual("Anggaran dibuka"), on=CLOSES.date(), by=None
    )
    consultations.publish(consultation, by=None)
    consultation = consultations_again(consultation)
    for number in range(6):
        voter = Participant.objects.create(consultation=consultation, device=str(number))
        Vote.objects.create(participant=voter, statement=statement, value=1, day=CLOSES.date())

    results.publish(result_of(consultation), by=publisher, at=AFTERWARDS)

    page = client.get(f"/konsultasi/{consultation.reference}/hasil/").content.decode()
    assert "6 orang memberi suara" in page
    assert "Anggaran dibuka" in page
