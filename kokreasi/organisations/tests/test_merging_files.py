"""A merge moves the files of the loser to the survivor, each once."""

import pytest

from kokreasi.organisations import services
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.register.models import Attachment
from kokreasi.register.tests.factories import AttachmentFactory

pytestmark = pytest.mark.django_db


def test_files_move_to_the_survivor(editor):
    loser, survivor = make_organisation(), make_organisation()
    attachment = AttachmentFactory(record=loser.record)

    services.merge(loser, into=survivor, by=editor, reason="The same body")

    attachment.refresh_from_db()
    assert attachment.record == survivor.record


def test_a_file_that_both_had_stays_once(editor):
    loser, survivor = make_organisation(), make_organisation()
    kept = AttachmentFactory(record=survivor.record)
    AttachmentFactory(record=loser.record, file=kept.file)

    services.merge(loser, into=survivor, by=editor, reason="The same body")

    assert list(Attachment.objects.all()) == [kept]
