"""Somebody without an account follows, confirms, is told and leaves; without scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services.telling import tell
from kokreasi.core.days import WIB
from kokreasi.outbox.services import send_due
from kokreasi.plans.tests.factories import make_commitment, make_plan
from kokreasi.register import services as register
from tests.conftest import WINDOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SITI = "siti@example.org"
OWN = re.compile(r"/ikuti/kunci/[^/\s]+/")


@pytest.fixture
def plain(browser, live_server):
    """A window in which no script runs."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, **WINDOW)
    yield context.new_page()
    context.close()


def link_in(message) -> str:
    found = OWN.search(message.body)
    assert found, message.body
    return found[0]


def test_a_citizen_follows_a_commitment_is_told_and_is_forgotten(plain) -> None:
    plan = make_plan("2018", is_open=True)
    commitment = make_commitment(plan, is_published=True)
    mail.outbox.clear()
    plain.goto(commitment.get_absolute_url())
    plain.get_by_role("link", name="Ikuti lewat surel").click()
    plain.get_by_label("Alamat surel Anda").fill(SITI)
    plain.get_by_label("Setiap pagi").check()
    plain.get_by_role("button", name="Kirimkan tautan").click()
    assert plain.get_by_text("Periksa kotak surat Anda.").is_visible()

    send_due(timezone.now())
    plain.goto(link_in(mail.outbox[-1]))
    assert not Correspondent.objects.confirmed().exists()
    plain.get_by_role("button", name="Ya, kabari saya").click()
    assert plain.get_by_role("heading", name="Anda mengikuti ini").is_visible()

    register.record("commitment.test", commitment.record, by=None, says="menggeser target")
    morning = timezone.now() + timedelta(days=1)
    tell(morning.astimezone(WIB).date(), now=morning)
    send_due(morning)
    told = mail.outbox[-1]
    assert "menggeser target" in told.body
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    plain.goto(link_in(told))
    plain.get_by_text("Hapus alamat saya", exact=True).click()
    plain.get_by_role("button", name="Hapus alamat saya selamanya").click()
    assert plain.get_by_role("heading", name="Alamat Anda sudah dihapus").is_visible()
    assert not Correspondent.objects.filter(email=SITI).exists()
