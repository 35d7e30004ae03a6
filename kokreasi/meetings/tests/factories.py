"""Meetings for tests, made through the services that people use."""

from datetime import date

from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Certainty, MeetingState
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Paper
from kokreasi.meetings.services import follow_ups, meetings, minutes, papers, points, sections
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


def make_follow_up(
    action: str = "menyusun konsep pedoman",
    *,
    meeting: Meeting | None = None,
    is_agreed: bool = True,
    **fields,
) -> FollowUp:
    """Take on something in a public meeting; it counts unless told otherwise."""
    by = fields.pop("by", None)
    meeting = meeting or make_meeting(is_public=True, state=MeetingState.HELD)
    if fields.get("due_on"):
        fields.setdefault("certainty", Certainty.EXACT)
    follow_up = follow_ups.add(meeting, action=action, by=by, **fields)
    if is_agreed:
        follow_ups.agree(meeting, by=by)
    return FollowUp.objects.select_related("record", "meeting__record").get(pk=follow_up.pk)


def make_paper(meeting: Meeting, *, text: str = "Bahan rapat", **fields) -> Paper:
    """Add a paper with these words in it; the public does not read it unless `is_public`."""
    file = keep(content.upload("bahan.txt", text.encode()), by=None)
    fields = {"role": Paper.Role.MATERIAL, "title": both("Material"), "by": None} | fields
    return papers.add(meeting, file, **fields)
