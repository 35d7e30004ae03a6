"""People vote on a phone, with scripts and without; a moderator lets a statement through."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.models import Consultation, Statement, Vote
from kokreasi.consultations.services import statements
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "id-ID"}
TEXTS = ("Anggaran desa terbuka bagi semua.", "Rapat disiarkan langsung.")


@pytest.fixture
def consultation():
    now = timezone.now()
    made = make_consultation(
        kinds=(PartKind.STATEMENTS,),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
    )
    for text in TEXTS:
        statements.write(made, text=Bilingual(id=text), on=now.date(), by=None)
    return published(made)


@pytest.fixture
def phone(browser, live_server):
    """Open a phone on the site, with scripts or without."""
    contexts = []

    def open_phone(*, scripts: bool):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=scripts, **PHONE
        )
        contexts.append(context)
        return context.new_page()

    yield open_phone
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_votes_on_all_and_changes_a_vote(phone, consultation, scripts) -> None:
    page = phone(scripts=scripts)
    page.goto(f"/konsultasi/{consultation.reference}/pernyataan/")

    for _statement in TEXTS:
        done = page.locator(".voting-progress .meta").inner_text()
        page.get_by_role("button", name="Setuju", exact=True).click()
        page.locator(".voting-progress .meta", has_not_text=done).wait_for()
    page.get_by_role("link", name="Suara saya").click()
    page.get_by_role("button", name="Tidak setuju (pernyataan 1)").click()
    page.get_by_text("Pernyataan 1 · Tidak setuju").wait_for()

    assert dict(Vote.objects.values_list("statement__number", "value")) == {1: -1, 2: 1}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_a_vote_that_comes_too_late_is_refused_on_a_page(phone, consultation) -> None:
    page = phone(scripts=True)
    page.goto(f"/konsultasi/{consultation.reference}/pernyataan/")
    Consultation.objects.update(closes_at=timezone.now())

    with page.expect_navigation():
        page.get_by_role("button", name="Setuju", exact=True).click()

    assert "sudah ditutup" in page.get_by_role("main").inner_text()
    assert not Vote.objects.exists()


def test_keys_vote_while_the_focus_is_in_the_card(phone, consultation) -> None:
    page = phone(scripts=True)
    page.goto(f"/konsultasi/{consultation.reference}/pernyataan/")

    page.get_by_role("button", name="Lewati").focus()
    page.keyboard.press("2")
    page.get_by_text("1 dari 2 pernyataan").wait_for()
    page.keyboard.press("3")
    page.get_by_text("2 dari 2 pernyataan").wait_for()

    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 0]


def test_what_somebody_adds_is_voted_on_once_it_was_let_through(phone, consultation) -> None:
    page = phone(scripts=False)
    page.goto(f"/konsultasi/{consultation.reference}/pernyataan/usul/")
    page.get_by_label("Pernyataan Anda").fill("Sekolah mengajarkan cara meminta informasi.")
    page.get_by_role("button", name="Kirim pernyataan").click()
    assert page.get_by_text("Menunggu moderasi").is_visible()

    moderator = person_with(Role.MODERATOR)
    statements.accept(Statement.objects.held().get(), at=timezone.now(), by=moderator)
    page.goto(f"/konsultasi/{consultation.reference}/pernyataan/?nomor=3")

    assert page.get_by_text("Sekolah mengajarkan cara meminta informasi.").is_visible()
