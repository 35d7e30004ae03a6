"""Meetings for tests, made through the services that people use."""

from datetime import date

from kokreasi.meetings.models import Meeting, Minutes
from kokreasi.meetings.services import meetings, minutes, points, sections
from kokreasi.plans.tests.factories import both
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term
from kokreasi.vocabularies.tests.factories import TermFactory

A_DAY = date(2018, 9, 18)


def meeting_kind(code: str = "bilateral") -> Term:
    found = Term.objects.filter(vocabulary=Vocabulary.MEETING_KIND, code=code).first()
    return found or TermFactory(vocabulary=Vocabulary.MEETING_KIND, code=code, name=both(code))


def make_meeting(title: str = "Open tenders", *, is_public: bool = False, **fields) -> Meeting:
    """Arrange a meeting of 18 September 2018; `is_public` announces it at once."""
    kind = fields.pop("kind", "bilateral")
    by = fields.pop("by", None)
    meeting = meetings.arrange(
        kind=meeting_kind(kind) if isinstance(kind, str) else kind,
        title=both(title) if isinstance(title, str) else title,
        day=fields.pop("day", A_DAY),
        by=by,
        **fields,
    )
    if is_public:
        meetings.publish(meeting, by=by)
        meeting.record.refresh_from_db()
    return meeting


def make_minutes(meeting: Meeting | None = None, *texts: str, **fields) -> Minutes:
    """Begin minutes with these points, all in one section."""
    rows = minutes.begin(meeting or make_meeting(**fields), by=None)
    if texts:
        section = sections.add(rows, title="Discussion", by=None)
        points.add(rows, [points.Draft(text) for text in texts], section=section, by=None)
    return rows
