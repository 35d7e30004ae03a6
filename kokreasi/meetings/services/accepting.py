"""A reviewed note becomes a meeting that was held, with draft minutes: all of it or nothing."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.insights.disclosure import is_small
from kokreasi.meetings.choices import (
    Access,
    Becomes,
    CheckInWay,
    Gender,
    MeetingState,
    Nature,
    NoteState,
    PointKind,
    SectionRole,
    Zone,
)
from kokreasi.meetings.models import Meeting, Minutes, Note, Paper, Representation, Section, Series
from kokreasi.meetings.queries.attendance import PARTICIPANTS
from kokreasi.meetings.review.decisions import SAME
from kokreasi.meetings.review.drafts import Facts, Person, Piece
from kokreasi.meetings.review.names import Body, Standing
from kokreasi.meetings.review.reviewing import Review, review_of
from kokreasi.meetings.services import (
    attendance,
    follow_ups,
    meetings,
    minutes,
    papers,
    points,
    sections,
)
from kokreasi.meetings.services.notes import locked_open
from kokreasi.organisations import services as organisations
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.errors import KnownAliasError
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Stage
from kokreasi.register import services as register
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

ANOTHER = "new"
"""The decision that a note is of a meeting that is not here yet."""

STATED = (
    ("total", PARTICIPANTS, _("People who took part")),
    ("men", "men", _("Men who took part")),
    ("women", "women", _("Women who took part")),
)
LONGEST_HEADING = 500
MOST_OF_A_LINE = 300
"""People whom one line of the participants may announce."""


class NotReadyError(DomainError):
    message = _("Something in the note is still undecided. Nothing was created.")


class GoneError(DomainError):
    message = _("The meeting that you chose is no longer here. Choose again.")


@transaction.atomic
def accept(note: Note, *, by: User | None, seen: int | None = None) -> Meeting:
    """Make minutes of a note; accepting it again gives the same meeting.

    `seen` is the revision that the person reviewed. The meeting is not public, its minutes and
    follow-ups are drafts; the note becomes a paper of it that the public does not read. Where
    the person chose a meeting that is here already, its facts stay, and so do its minutes.
    """
    current = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.state == NoteState.ACCEPTED and current.meeting:
        return current.meeting
    current = locked_open(current)
    if seen is not None and seen != current.revision:
        raise StaleError(_("Somebody else decided something meanwhile. Please look again."))
    review = review_of(current)
    if not review.is_ready:
        raise NotReadyError
    return _Acceptance(review, by=by).write()


class _Acceptance:
    """Writes one review through the services that people use."""

    def __init__(self, review: Review, *, by: User | None) -> None:
        self.review = review
        self.draft = review.draft
        self.note = review.note
        self.by = by
        self.created: dict[str, Organisation] = {}

    def write(self) -> Meeting:
        meeting = self.chosen_meeting() or self.arrange()
        self.create_organisations()
        if not Minutes.objects.filter(meeting=meeting).exists():
            self.write_minutes(meeting)
            self.write_follow_ups(meeting)
            self.write_attendance(meeting)
            self.state_counts(meeting)
        self.keep_source(meeting)
        self.close(meeting)
        return meeting

    def chosen_meeting(self) -> Meeting | None:
        """Give the meeting of which a person said that it is this one."""
        reference = self.draft.decisions.value(SAME, ANOTHER)
        if reference == ANOTHER:
            return None
        rows = Meeting.objects.not_cancelled().select_related("record")
        meeting = rows.filter(record__reference=reference).first()
        if meeting is None:
            raise GoneError
        return meetings.hold(meeting, by=self.by)

    def arrange(self) -> Meeting:
        facts = self.draft.facts
        if facts.day is None:
            raise NotReadyError
        kinds = Term.objects.filter(vocabulary=Vocabulary.MEETING_KIND, code=facts.kind)
        return meetings.arrange(
            kind=kinds.get(),
            title=Bilingual(id=facts.title),
            day=facts.day,
            begins=facts.begins,
            ends=facts.ends,
            zone=Zone(facts.zone),
            plan=Plan.objects.filter(pk=facts.plan).first() if facts.plan else None,
            stages=Stage.objects.filter(pk__in=facts.stages),
            series=Series.objects.filter(pk=facts.series).first() if facts.series else None,
            place=facts.place,
            letter_number=facts.letter_number,
            chair=facts.chair,
            note_taker=facts.note_taker,
            access=Access(facts.access),
            state=MeetingState.HELD,
            agenda=facts.agenda,
            by=self.by,
        )

    # Organisations

    def create_organisations(self) -> None:
        """Create those that a person asked for, and remember the spellings of those chosen."""
        for question in self.review.decided_questions:
            choice = question.choice
            if choice is None:
                continue
            if choice.reference and choice.remember:
                self.remember(question.text, choice.reference)
            name = choice.name or question.text
            if choice.kind and key(name) not in self.created:
                self.created[key(name)] = organisations.create(
                    kind=Kind(choice.kind),
                    name=Bilingual(id=name),
                    aliases=[question.text] if key(name) != key(question.text) else [],
                    by=self.by,
                )

    def remember(self, text: str, reference: str) -> None:
        organisation = Organisation.objects.get(record__reference=reference)
        try:
            with transaction.atomic():
                source = self.note.file.name
                organisations.add_alias(organisation, text, by=self.by, source=source)
        except KnownAliasError:
            return

    def organisation_of(self, body: Body) -> Organisation | None:
        if body.standing == Standing.NEW:
            return self.created[key(body.shown)]
        return body.organisation

    def first_body(self, row: Piece | Person) -> Organisation | None:
        bodies = self.review.bodies.get(row.key, ())
        return self.organisation_of(bodies[0]) if bodies else None

    # Minutes

    def write_minutes(self, meeting: Meeting) -> None:
        opened = minutes.begin(meeting, by=self.by)
        said = self.draft.becoming(Becomes.SAID)
        for number, pieces in _by_section(said).items():
            section = self.section(opened, number)
            drafts = [self.point(piece, PointKind.SAID) for piece in pieces]
            points.add(opened, drafts, section=section, by=self.by)
        if agreed := self.draft.becoming(Becomes.AGREED):
            drafts = [self.point(piece, PointKind.AGREED) for piece in agreed]
            points.add(opened, drafts, by=self.by)

    def section(self, opened: Minutes, number: int) -> Section | None:
        parts = {part.number: part for part in self.draft.parts}
        part = parts.get(number)
        if part is None or not part.title:
            return None
        title = part.title[:LONGEST_HEADING]
        return sections.add(opened, title=title, role=SectionRole(part.role), by=self.by)

    def point(self, piece: Piece, kind: PointKind) -> points.Draft:
        return points.Draft(
            text=piece.text,
            level=piece.level,
            kind=kind,
            speaker=piece.speaker,
            organisation=self.first_body(piece),
            organisation_words=piece.organisation,
            source_line=piece.line,
        )

    # Follow-ups, people, source

    def write_follow_ups(self, meeting: Meeting) -> None:
        for piece in self.draft.becoming(Becomes.FOLLOW_UP):
            bodies = self.review.bodies.get(piece.key, ())
            named = [self.organisation_of(body) for body in bodies]
            follow_ups.add(
                meeting,
                action=piece.text,
                nature=Nature(piece.nature),
                responsible=[organisation for organisation in named if organisation],
                responsible_words=piece.responsible,
                deadline_words=piece.deadline,
                due_on=piece.due_on,
                certainty=piece.certainty,
                is_implied=piece.is_implied,
                source_line=piece.line,
                by=self.by,
            )

    def write_attendance(self, meeting: Meeting) -> None:
        came = [
            attendance.Attendee(
                name=name,
                organisation=self.first_body(person),
                organisation_words=person.organisation,
                position=person.position,
                gender=gender,
            )
            for person in self.draft.present()
            for name, gender in _names(person)
        ]
        attendance.attend_all(meeting, came, way=CheckInWay.MINUTES, by=self.by)
        Representation.objects.bulk_create(
            Representation(
                meeting=meeting, organisation=self.first_body(body), words=body.organisation
            )
            for body in self.draft.present()
            if not body.people and body.organisation
        )

    def state_counts(self, meeting: Meeting) -> None:
        """Keep the numbers that the note states, beside those that are counted here.

        Men and women are only stated where neither they, nor whom the total leaves over, are so
        few that one could tell who they were.
        """
        facts = self.draft.facts
        shown = STATED if _hides_everybody(facts) else STATED[:1]
        for name, measure, label in shown:
            value = getattr(facts, name)
            if value is not None:
                register.state(
                    meeting.record,
                    measure=measure,
                    label=Bilingual.of(label),
                    value=value,
                    source=Bilingual(id=self.note.file.name),
                    by=self.by,
                )

    def keep_source(self, meeting: Meeting) -> None:
        papers.add(
            meeting,
            self.note.file,
            role=Paper.Role.SOURCE,
            title=Bilingual(id=self.note.file.name),
            by=self.by,
        )

    def close(self, meeting: Meeting) -> None:
        self.note.state, self.note.meeting = NoteState.ACCEPTED, meeting
        self.note.save(update_fields=["state", "meeting"])
        register.record(
            "meeting.note_accepted",
            meeting.record,
            by=self.by,
            says=Bilingual.of(_("made draft minutes of a note that was received")),
            reason=self.note.file.name,
            is_public=False,
        )


def _hides_everybody(facts: Facts) -> bool:
    men, women = facts.men or 0, facts.women or 0
    others = max((facts.total or 0) - men - women, 0)
    k = settings.SMALLEST_GROUP
    return min(men, women) >= k and not is_small(others, k=k)


def _by_section(pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    """Gather points by their section, the sections in the order of the note."""
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.section, []).append(piece)
    return dict(sorted(found.items()))


def _names(person: Person) -> Iterator[tuple[str, Gender]]:
    """Give a name for each person of a line; those whom the note only counts are numbered.

    Of a crowd beyond what one could write down, only the number that the note states is kept.
    """
    if person.people > MOST_OF_A_LINE:
        return
    if person.name and person.people == 1:
        yield person.name, Gender.NOT_SAID
        return
    genders = [Gender.MAN] * (person.men or 0) + [Gender.WOMAN] * (person.women or 0)
    genders += [Gender.NOT_SAID] * (person.people - len(genders))
    first = person.name or str(_("Not named"))
    for number, gender in enumerate(genders, start=1):
        yield f"{first} {number}", gender
