"""Documents of a plan: ordered once for each version, made by the worker, safe to make twice."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from kokreasi.plans import document_writing, services
from kokreasi.plans.choices import DocumentKind, DocumentState
from kokreasi.plans.models import Plan, PlanDocument
from kokreasi.plans.queries.documents import shelves
from kokreasi.plans.services.documents import make_anew, order, order_missing, take_up
from kokreasi.plans.tests.documents import make_document
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.register.models import Entry, Version
from kokreasi.writing import child
from kokreasi.writing.errors import Code, WritingError

pytestmark = pytest.mark.django_db

EVERY = [("pdf", "id"), ("pdf", "en"), ("docx", "id"), ("docx", "en"), ("ogp", "en")]


@pytest.fixture
def plan() -> Plan:
    return make_commitment(make_plan(), is_published=True).plan


@pytest.fixture
def quick(monkeypatch) -> list[dict]:
    """Write nothing but the title, and remember what should have been written."""
    asked: list[dict] = []

    def write(values) -> bytes:
        asked.append(values)
        return f"%PDF-1.7 {values['title']} {values['language']}".encode()

    monkeypatch.setattr(child, "booklet_pdf", write)
    return asked


def pdf_of(plan: Plan, language: str = "id") -> PlanDocument:
    documents = PlanDocument.objects.filter(version__record=plan.record_id, kind="pdf")
    return documents.filter(language=language).latest("version__number")


def again(plan: Plan) -> Plan:
    """Publish another commitment, and with it a new version of the plan."""
    make_commitment(plan, plan.commitments.count() + 1, is_published=True)
    return Plan.objects.select_related("record__version").get(pk=plan.pk)


def test_a_new_version_orders_every_document_once(django_capture_on_commit_callbacks) -> None:
    plan = make_plan()
    commitment = make_commitment(plan)

    with django_capture_on_commit_callbacks() as queued:
        version = services.publishing.publish(plan, commitments=[commitment], by=None)
    with django_capture_on_commit_callbacks() as queued_again:
        services.publishing.publish(plan, commitments=[commitment], by=None)
        order(version)

    ordered = PlanDocument.objects.values_list("kind", "language")
    assert sorted(ordered) == sorted(EVERY)
    assert len([one for one in queued if _is_of_documents(one)]) == len(EVERY)
    assert [one for one in queued_again if _is_of_documents(one)] == []


def _is_of_documents(callback) -> bool:
    task = getattr(getattr(callback, "func", None), "__self__", None)
    return getattr(task, "name", "") == "write_document"


def test_the_worker_makes_what_was_ordered(plan, quick) -> None:
    document = pdf_of(plan)

    document_writing.write_document(document.pk)

    document.refresh_from_db()
    assert (document.state, document.progress) == (DocumentState.WRITTEN, 100)
    assert document.name == "RAN-2018-v1-id.pdf"
    assert document.file.content_type == "application/pdf"
    assert document.written_at is not None
    assert [held.record.reference for held in document.holds.all()] == ["KOM-2018-01"]
    assert quick[0]["language"] == "id"


def test_each_language_is_written_in_its_own_words(plan, quick) -> None:
    for language in ("id", "en"):
        document_writing.write_document(pdf_of(plan, language).pk)

    assert [values["title"] for values in quick] == ["Plan 2018 (id)", "Plan 2018 (en)"]
    assert [values["words"]["contents"] for values in quick] == ["Daftar isi", "Contents"]


def test_what_is_made_is_not_made_again_by_a_task_that_runs_twice(plan, quick) -> None:
    document = pdf_of(plan)

    document_writing.write_document(document.pk)
    document_writing.write_document(document.pk)

    assert len(quick) == 1


def test_a_killed_workers_task_is_taken_up_again(
    plan, quick, django_capture_on_commit_callbacks
) -> None:
    now = timezone.now()
    PlanDocument.objects.update(state=DocumentState.WRITTEN, file=make_document(plan).file)
    document = pdf_of(plan)
    lost = {"state": DocumentState.WRITING, "progress": 25, "file": None}
    PlanDocument.objects.filter(pk=document.pk).update(asked_at=now - timedelta(hours=1), **lost)

    with django_capture_on_commit_callbacks(execute=True):
        assert take_up(now) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert take_up(now) == 0

    document.refresh_from_db()
    assert document.state == DocumentState.WRITTEN
    assert len(quick) == 1


def test_one_that_was_ordered_just_now_is_left_to_its_worker(plan) -> None:
    assert take_up(timezone.now()) == 0


def test_why_it_could_not_be_made_is_kept_and_it_can_be_tried_again(
    plan, publisher, monkeypatch, quick, django_capture_on_commit_callbacks
) -> None:
    document = pdf_of(plan)

    def refuse(_values):
        raise WritingError(Code.TOOK_TOO_LONG)

    with monkeypatch.context() as broken:
        broken.setattr(child, "booklet_pdf", refuse)
        document_writing.write_document(document.pk)
    document.refresh_from_db()
    assert (document.state, document.failure) == (DocumentState.FAILED, "took_too_long")

    with django_capture_on_commit_callbacks(execute=True):
        order_missing(again_without_change(plan), by=publisher)
    document.refresh_from_db()
    assert (document.state, document.failure) == (DocumentState.WRITTEN, "")


def again_without_change(plan: Plan) -> Plan:
    return Plan.objects.select_related("record__version").get(pk=plan.pk)


def test_what_nobody_expected_is_no_endless_round(plan, monkeypatch) -> None:
    document = pdf_of(plan)

    def break_down(_values):
        raise ZeroDivisionError

    monkeypatch.setattr(child, "booklet_pdf", break_down)
    with pytest.raises(ZeroDivisionError):
        document_writing.write_document(document.pk)

    document.refresh_from_db()
    assert (document.state, document.failure) == (DocumentState.FAILED, "unexpected")


def test_a_newer_version_drops_what_was_never_made_and_keeps_what_was(plan, quick) -> None:
    made = pdf_of(plan)
    document_writing.write_document(made.pk)

    again(plan)

    numbers = PlanDocument.objects.order_by("version__number").values_list("version__number")
    assert [number for (number,) in numbers] == [1] + [2] * len(EVERY)
    assert PlanDocument.objects.get(version__number=1) == made


def test_a_document_that_is_no_longer_wanted_is_not_kept(plan, monkeypatch) -> None:
    document = pdf_of(plan)

    def write_meanwhile(_values):
        PlanDocument.objects.filter(pk=document.pk).delete()
        return b"%PDF-1.7"

    monkeypatch.setattr(child, "booklet_pdf", write_meanwhile)
    document_writing.write_document(document.pk)

    assert not PlanDocument.objects.filter(pk=document.pk).exists()


def test_made_anew_keeps_its_file_until_the_new_one_is_there(plan, publisher) -> None:
    document = make_document(plan)

    waiting = make_anew(document, by=publisher)

    assert (waiting.state, waiting.progress) == (DocumentState.WAITING, 0)
    assert PlanDocument.objects.visible_to(AnonymousUser()).get() == document
    line = Entry.objects.get(event="plan.document_made_anew")
    assert not line.is_public


def test_the_public_reads_what_is_made_of_a_public_plan(plan, publisher) -> None:
    document = make_document(plan)
    everybody = PlanDocument.objects.visible_to(AnonymousUser())

    assert list(everybody) == [document]
    assert PlanDocument.objects.visible_to(publisher).count() == len(EVERY)

    plan.record.published_at = None
    plan.record.save()
    assert list(everybody.all()) == []


@pytest.mark.parametrize("how", ["withdrawn", "closed", "plan closed"])
def test_a_document_goes_with_the_words_in_it(plan, publisher, how) -> None:
    make_document(plan)
    commitment = plan.commitments.select_related("record", "plan__record").get()
    if how == "withdrawn":
        services.publishing.withdraw(commitment, by=publisher, reason="A mistake.")
    else:
        record = commitment.record if how == "closed" else plan.record
        Version.objects.filter(record=record).update(closed_because="A name stood in it.")

    assert not PlanDocument.objects.visible_to(AnonymousUser()).exists()
    assert PlanDocument.objects.visible_to(publisher).exists()


def test_shelves_put_the_newest_version_first_and_the_others_behind(plan, publisher) -> None:
    make_document(plan)
    newer = again(plan)
    make_document(newer, DocumentKind.PDF, "en")

    newest, earlier = shelves(newer, publisher)
    seen, seen_earlier = shelves(newer, AnonymousUser())

    assert [(each.kind, each.language) for each in newest] == EVERY
    assert [(v.number, len(documents)) for v, documents in earlier] == [(1, 1)]
    assert [each.name for each in seen] == ["RAN-2018-v2-en.pdf"]
    assert [v.number for v, _documents in seen_earlier] == [1]


def test_shelves_ask_once_however_many_there_are(plan, django_assert_num_queries) -> None:
    newer = again(plan)
    for kind, language in EVERY:
        make_document(newer, DocumentKind(kind), language)

    with django_assert_num_queries(1):
        newest, _earlier = shelves(newer, AnonymousUser())
        assert len([document.name for document in newest if document.file.size]) == len(EVERY)


@pytest.mark.parametrize(
    "wrong", [{"progress": 101}, {"state": DocumentState.WRITTEN}, {"language": "id"}]
)
def test_the_database_refuses_what_cannot_be(plan, wrong) -> None:
    document = pdf_of(plan, "en")

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanDocument.objects.filter(pk=document.pk).update(**wrong)


def test_a_commitment_changed_after_publication_changes_no_document(plan, quick) -> None:
    commitment = plan.commitments.get()
    services.commitments.change(
        commitment, {"title": both("Rewritten")}, seen=commitment.revision, by=None
    )

    document_writing.write_document(pdf_of(plan).pk)

    assert "Rewritten" not in str(quick[0])
    assert "Promise 1 (id)" in str(quick[0])
