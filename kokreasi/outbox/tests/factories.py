"""Mails for tests."""

from datetime import UTC, datetime

import factory

from kokreasi.outbox.models import Message

MORNING = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"key-{n}")
    to = "siti@example.org"
    subject = "Undangan"
    body = "Silakan masuk."
    language = "id"
    digest = "0" * 64
    posted_at = MORNING
    next_try_at = MORNING
