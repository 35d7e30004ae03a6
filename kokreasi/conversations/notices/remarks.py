"""Words of the mails about remarks on drafts."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.people.models import User
from kokreasi.people.notices import Words

MAILS = "conversations/mails"


def confirm(remark: Remark, citizen: Correspondent, address: str) -> Words:
    """Ask whether the remark is the citizen's own, with the link that says so."""
    with override(citizen.language):
        subject = _("Confirm your remark on %(title)s")
        return _words(subject, "remark_confirm", remark, {"name": citizen.name, "address": address})


def answered(remark: Remark, author: User | Correspondent, address: str) -> Words:
    """Say what became of a remark, and why."""
    with override(author.language):
        subject = _("What became of your remark on %(title)s")
        return _words(subject, "remark_answered", remark, {"name": author.name, "address": address})


def _words(subject: str, template: str, remark: Remark, more: dict[str, Any]) -> Words:
    """Write a mail about one remark, in the language that is active."""
    context = {"remark": remark, "record": remark.record, **more}
    body = render_to_string(f"{MAILS}/{template}.txt", context)
    return Words(subject % {"title": remark.record.title}, body)
