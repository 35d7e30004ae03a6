"""What was public and says what is withheld now leaves the public's sight, and at once.

Called with the minutes locked. Earlier versions are closed: number and fingerprint stay. Lines of
history, of the meeting and of its follow-ups, are left to the secretariat.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Access
from kokreasi.meetings.models import Meeting, Minutes, Veil
from kokreasi.meetings.sheets import MinutesSheet, read, words_to_find
from kokreasi.meetings.veiling import occurs
from kokreasi.people.models import User
from kokreasi.register import closing
from kokreasi.register import services as register
from kokreasi.register.models import Entry, Record, Version

WITHHELD_SINCE = _("It says what is withheld since then.")


def close_what_tells(minutes: Minutes, *, by: User | None) -> None:
    """Close all that is public of the meeting and says what its minutes withhold."""
    meeting = Meeting.objects.select_related("record__version").get(pk=minutes.meeting_id)
    if close_versions(minutes, by=by):
        meeting.record.refresh_from_db()
        register.describe(meeting.record, words=words_to_find(meeting))
    rows = list(minutes.veils.all())
    own = Q(pk=meeting.record_id) | Q(followup__meeting=meeting)
    records = Record.objects.filter(own)
    closing.conceal(records, lambda text: _says_any(rows, [text]), by=by)


def close_versions(minutes: Minutes, *, by: User | None, keeping: Version | None = None) -> int:
    """Close the public versions that say what the public may not read any more; say how many."""
    access, rows = Access(minutes.meeting.access), list(minutes.veils.all())
    shown = Version.objects.shown().filter(record=minutes.meeting.record_id)
    others = shown.exclude(pk=keeping.pk) if keeping else shown
    telling = [each for each in others if _tells(each, rows, access)]
    for version in telling:
        closing.close(version, because=str(WITHHELD_SINCE), by=by)
    return len(telling)


def _tells(version: Version, veils: Iterable[Veil], access: Access) -> bool:
    found: MinutesSheet = read(version.content)
    is_longer = access == Access.SUMMARY and not found.is_summary
    return is_longer or _says_any(veils, [*found.every_text(), version.reason])


def _says_any(veils: Iterable[Veil], texts: list[str]) -> bool:
    return any(occurs(veil.kind, veil.words, texts) for veil in veils)


def tells_what_is_withheld(entry: Entry) -> bool:
    """Tell whether a line about a meeting or a follow-up says what its minutes withhold."""
    about = Q(minutes__meeting__record=entry.record)
    about |= Q(minutes__meeting__follow_ups__record=entry.record)
    return _says_any(Veil.objects.filter(about).distinct(), entry.texts())
