"""What is dropped is neither sent nor remembered by its address."""

import pytest
from django.core import mail

from kokreasi.outbox import services
from kokreasi.outbox.choices import State
from kokreasi.outbox.models import Message
from kokreasi.outbox.tests.factories import MORNING, MessageFactory

pytestmark = pytest.mark.django_db
SITI = "siti@example.org"
DROPPED = {State.WAITING: State.FAILED, State.SENT: State.SENT, State.FAILED: State.FAILED}


@pytest.mark.parametrize(("state", "after"), DROPPED.items())
def test_a_dropped_mail_holds_nobody_and_is_not_sent(state, after) -> None:
    MessageFactory(key="follow-1", to=SITI, state=state, sent_at=MORNING)

    services.drop("follow", to=SITI)

    row = Message.objects.get()
    assert (row.state, row.to, row.subject, row.body) == (after, "", "", "")
    assert services.try_again(Message.objects.all(), now=MORNING) == 0
    assert services.send_due(MORNING) == 0
    assert mail.outbox == []


@pytest.mark.parametrize(
    "given",
    [
        {"key": "invitation-1"},
        {"to": "other@example.org"},
        {"state": State.SENDING, "claimed_at": MORNING},
    ],
)
def test_other_mails_stay(given) -> None:
    row = MessageFactory(**{"key": "follow-1", "to": SITI} | given)
    before = Message.objects.filter(pk=row.pk).values().get()

    services.drop("follow", to=SITI)

    assert Message.objects.filter(pk=row.pk).values().get() == before
