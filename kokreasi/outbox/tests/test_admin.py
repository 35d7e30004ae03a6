import pytest
from django.urls import reverse

from kokreasi.outbox.choices import State
from kokreasi.outbox.models import MAX_ATTEMPTS, Message
from kokreasi.outbox.tests.factories import MessageFactory


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast["administrator"])


def test_words_of_a_mail_are_not_shown(administrator, client) -> None:
    message = MessageFactory(body="https://example.org/secret-link/", last_error="refused")

    page = client.get(reverse("admin:outbox_message_change", args=[message.pk])).content.decode()

    assert "refused" in page
    assert "secret-link" not in page


def test_administrator_has_a_mail_tried_again(administrator, client) -> None:
    message = MessageFactory(state=State.FAILED, attempts=MAX_ATTEMPTS)

    client.post(
        reverse("admin:outbox_message_changelist"),
        {"action": "try_again", "_selected_action": [message.pk]},
    )

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)


def test_mails_are_neither_written_nor_deleted_here(administrator, client) -> None:
    message = MessageFactory()
    add = client.get(reverse("admin:outbox_message_add"))
    delete = client.post(reverse("admin:outbox_message_delete", args=[message.pk]), {"post": "yes"})

    assert (add.status_code, delete.status_code) == (403, 403)
    assert Message.objects.exists()
