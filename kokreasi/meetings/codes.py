"""The code on the screen by which people check in: it changes every minute and soon expires.

It is a signature over the meeting and the minute, so that nothing about it is stored; 40 bits, of
which three minutes are valid at a time, are enough beside the limit of attempts.
"""

import hmac
from base64 import b32encode
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from kokreasi.meetings.models import Meeting

MINUTE = 60
VALID_MINUTES = 3
LENGTH = 8
SALT = "kokreasi.meetings.check-in"
SHEET = "kokreasi.meetings.sheet"
SHEET_SECONDS = 30 * MINUTE
"""How long somebody may take to fill the form once the code was read."""


def code_at(meeting: Meeting, at: datetime) -> str:
    """Give the code of the minute; capital letters and digits that nobody mistakes."""
    return _code(meeting, int(at.timestamp()) // MINUTE)


def _code(meeting: Meeting, minute: int) -> str:
    digest = salted_hmac(SALT, f"{meeting.pk}:{minute}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:LENGTH]


def meeting_of(code: str, meetings: Iterable[Meeting], *, at: datetime) -> Meeting | None:
    """Find the meeting whose code this was within the last three minutes."""
    minute = int(at.timestamp()) // MINUTE
    given = code.upper().encode()
    for meeting in meetings:
        for earlier in range(VALID_MINUTES):
            if hmac.compare_digest(given, _code(meeting, minute - earlier).encode()):
                return meeting
    return None


def address_of(code: str) -> str:
    return settings.ORIGIN + reverse("check-in", args=[code])


def new_sheet(meeting: Meeting, token: str) -> str:
    """Sign the number of a form for somebody who has seen the code."""
    return signing.dumps([meeting.pk, token], salt=SHEET)


def read_sheet(sheet: str) -> tuple[int, str] | None:
    """Give the meeting and the number of a form that was signed within half an hour."""
    try:
        meeting, token = signing.loads(sheet, salt=SHEET, max_age=SHEET_SECONDS)
    except signing.BadSignature:
        return None
    return int(meeting), str(token)
