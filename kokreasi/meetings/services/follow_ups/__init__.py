"""Take on a follow-up, work on it, and close it only with what was done.

A follow-up is a draft while the minutes that name it are not final. From then on (`agree`) it
counts: its history is public where it is, its first date is kept, and it ends only in words.
"""

from kokreasi.meetings.services.follow_ups.changing import change
from kokreasi.meetings.services.follow_ups.counting import add, agree, hide, remove, show
from kokreasi.meetings.services.follow_ups.ending import (
    dispute,
    drop,
    finish,
    reopen,
    replace,
    start,
)

__all__ = [
    "add",
    "agree",
    "change",
    "dispute",
    "drop",
    "finish",
    "hide",
    "remove",
    "reopen",
    "replace",
    "show",
    "start",
]
