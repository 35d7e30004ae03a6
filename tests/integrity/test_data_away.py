"""The database or the disk is away in the middle of a form: nothing typed is lost."""

import errno
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from kokreasi.consultations.models import Draft, Submission
from kokreasi.consultations.services import drafts, sending
from kokreasi.consultations.tests.factories import published
from kokreasi.consultations.tests.phones import Phone
from kokreasi.core.views import TOKEN
from kokreasi.meetings.views import check_in


def full(*_given: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def away(*_given: object, **_named: object) -> None:
    raise OperationalError


def broken(*_given: object, **_named: object) -> None:
    raise RuntimeError


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [away, full])
def test_nothing_typed_is_lost_while_the_data_are_away(trouble, visitor, monkeypatch) -> None:
    monkeypatch.setattr(check_in.codes, "read_sheet", trouble)
    sent = {"name": "Siti <b>", "position": "Analis\nMuda", TOKEN: "abc"}

    answer = visitor.post("/presensi/AAAAAAAA/?a=1", sent)

    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert "Siti &lt;b&gt;</textarea>" in page
    assert "Analis\nMuda</textarea>" in page
    assert 'action="/presensi/AAAAAAAA/?a=1"' in page
    assert f'name="{TOKEN}" value="abc"' in page
    assert "Content-Security-Policy" in answer


@pytest.mark.django_db
def test_a_password_is_never_shown_again(visitor, monkeypatch) -> None:
    monkeypatch.setattr(check_in.codes, "read_sheet", away)

    answer = visitor.post("/presensi/AAAAAAAA/", {"name": "Siti", "password": "rahasia"})

    assert answer.status_code == 503
    assert "rahasia" not in answer.content.decode()
    assert "Siti" not in answer.content.decode()


@pytest.mark.django_db
def test_another_fault_is_another_page(visitor, monkeypatch) -> None:
    monkeypatch.setattr(check_in.codes, "read_sheet", broken)

    answer = visitor.post("/presensi/AAAAAAAA/", {"name": "Siti"})

    assert answer.status_code == 500
    assert "Siti" not in answer.content.decode()


@pytest.fixture
def answered(db):
    """A phone that has answered everything and looks at it once more."""
    now = timezone.now()
    day = timedelta(days=1)
    phone = Phone(published(opens_at=now - day, closes_at=now + day), raise_request_exception=False)
    phone.answer_all()
    return phone


@pytest.mark.parametrize("trouble", [away, full])
def test_nobody_is_thanked_while_the_data_are_away(trouble, answered, monkeypatch) -> None:
    seen = answered.look()
    with monkeypatch.context() as patched:
        patched.setattr(sending, "receive", trouble)
        refused = answered.send(seen)

    sent = answered.send(seen)

    assert (refused.status_code, refused["Cache-Control"]) == (503, "no-store")
    assert "Terima kasih" not in refused.content.decode()
    assert sent["Location"] == answered.at("answer-receipt")
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("trouble", [away, full])
def test_a_page_of_answers_comes_back_while_the_data_are_away(
    trouble, answered, monkeypatch
) -> None:
    opened = answered.open()
    monkeypatch.setattr(drafts, "_merge", trouble)

    refused = answered.fill({"stance": "against", "place": "Magelang"}, page=opened)

    assert refused.status_code == 503
    assert "Magelang</textarea>" in refused.content.decode()
    assert Draft.objects.get().answers["stance"] == "for"
