"""The mail that asks an institution to fill in its rows of the matrix."""

from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.proposals.models import MatrixCall


class Words(NamedTuple):
    subject: str
    body: str


def asked(call: MatrixCall, *, name: str, rows: int, language: str) -> Words:
    """Ask somebody of an institution, by name, to fill in so many rows."""
    with override(language):
        page = settings.ORIGIN + reverse("matrix:editor", args=[call.plan.code])
        context = {"call": call, "name": name, "rows": rows, "link": page}
        subject = _("Please fill in your rows: %(plan)s") % {"plan": call.plan.title}
        body = render_to_string("proposals/matrix/mails/asked.txt", context)
        return Words(subject, body)
