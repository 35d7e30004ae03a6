"""Records for tests of those who use the register."""

from datetime import UTC, datetime

import factory

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.register.choices import Kind, Show
from kokreasi.register.models import Attachment, Record

THEN = datetime(2018, 10, 23, 9, tzinfo=UTC)


class RecordFactory(factory.django.DjangoModelFactory):
    """A record without a thing behind it."""

    class Meta:
        model = Record

    class Params:
        is_published = factory.Trait(published_at=THEN)

    reference = factory.Sequence(lambda n: f"REC-{n:04d}")
    kind = Kind.PLAN
    title = factory.Sequence(lambda n: Bilingual(id=f"Catatan {n}", en=f"Record {n}"))
    changed_at = THEN


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    record = factory.SubFactory(RecordFactory)
    file = factory.LazyFunction(
        lambda: keep(content.upload("foto.png", content.picture("PNG")), by=None)
    )
    role = Show.PICTURE
    title = Bilingual(id="Suasana rapat", en="The meeting")
