"""What the worker does with a file of votes: look into it, and write what it holds, nothing twice.

Each may be run again after a worker was killed: looking changes nothing but the report, and
writing is one transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel, StatementState, Work
from kokreasi.consultations.imports.polis import HIGHEST_NUMBER, Ballots, Comment, source_of
from kokreasi.consultations.models import Consultation, Participant, Statement, Vote, VoteFile
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.locking import fresh, hold
from kokreasi.core.page_cache import forget_pages
from kokreasi.core.wording import tidied
from kokreasi.reading.errors import ReadingError
from kokreasi.register import services as register

AT_ONCE = 2_000
STATES = {1: StatementState.SHOWN, 0: StatementState.HELD, -1: StatementState.REFUSED}
REFUSED_THERE = _("Refused by the moderation of the other service.")


@dataclass(slots=True)
class Plan:
    """What taking a file over would do: statements that are new, known ones, and those in the way.

    `clashes` are numbers under which the consultation has other words.
    """

    new: list[Comment] = field(default_factory=list)
    known: dict[int, int] = field(default_factory=dict)
    clashes: list[int] = field(default_factory=list)


def look_into(file_id: int) -> None:
    """Read a file and keep what taking it over would do."""
    file = _file(file_id)
    try:
        ballots = _read(file)
    except ReadingError as error:
        refusal = {"code": error.code.value, "params": error.params}
        _keep(file, Work.FAILED, {"refusal": refusal})
        return
    plan = _plan(file.consultation, ballots)
    _keep(file, Work.READY, _report(file, ballots, plan))


def _file(file_id: int) -> VoteFile:
    rows = VoteFile.objects.select_related("consultation__record", "votes", "comments")
    return rows.get(pk=file_id)


def _read(file: VoteFile) -> Ballots:
    with file.votes.open() as opened:
        votes = opened.read()
    if file.comments is None:
        return Ballots.read(votes, None)
    with file.comments.open() as opened:
        return Ballots.read(votes, opened.read())


def _keep(file: VoteFile, state: Work, report: dict[str, Any]) -> None:
    VoteFile.objects.filter(pk=file.pk, imported_at=None).update(state=state, report=report)


def _plan(consultation: Consultation, ballots: Ballots) -> Plan:
    rows = {one.number: one for one in consultation.statements.all()}
    plan = Plan(known={number: row.pk for number, row in rows.items()})
    for comment in ballots.comments:
        before = rows.get(comment.number)
        if before is not None and _clean(comment) not in before.text.as_dict().values():
            plan.clashes.append(comment.number)
        elif before is None and comment.number <= HIGHEST_NUMBER:
            plan.new.append(comment)
    return plan


def _clean(comment: Comment) -> str:
    return " ".join(tidied(comment.text).split())


def _report(file: VoteFile, ballots: Ballots, plan: Plan) -> dict[str, Any]:
    numbers = {*plan.known, *(one.number for one in plan.new)}
    voters = set(ballots.voters)
    sources = {source_of(file.source, voter) for voter in voters}
    return {
        "votes": len(ballots.voters) - ballots.repeated,
        "repeated": ballots.repeated,
        "voters": len(voters),
        "known_voters": len(sources & set(_participants(file.consultation))),
        "new_statements": len(plan.new),
        "without_statement": sum(number not in numbers for number in ballots.numbers),
        "clashes": plan.clashes,
        "problem_count": ballots.problem_count,
        "problems": ballots.problems,
    }


def _participants(consultation: Consultation) -> dict[str, int]:
    rows = Participant.objects.filter(consultation=consultation).exclude(source="")
    return dict(rows.values_list("source", "pk"))


def take_over(file_id: int) -> None:
    """Write statements, participants and votes, all or nothing; once.

    What fails is said to have failed; the same file can be uploaded and taken over again.
    """
    try:
        _take_over(file_id)
    except Exception:
        VoteFile.objects.filter(pk=file_id, state=Work.RUNNING).update(state=Work.FAILED)
        raise


@transaction.atomic
def _take_over(file_id: int) -> None:
    file = fresh(VoteFile.objects.select_related("consultation__record"), file_id)
    if file.state != Work.RUNNING or file.imported_at is not None:
        return
    consultation = file.consultation
    hold(Consultation.objects.all(), [consultation.pk])
    ballots = _read(file)
    plan = _plan(consultation, ballots)
    if plan.clashes:
        _keep(file, Work.READY, _report(file, ballots, plan))
        return
    keys = plan.known | _write_statements(file, plan.new)
    people = _write_participants(file, ballots.voters)
    written = _write_votes(_votes(ballots, keys, people))
    file.state, file.imported_at = Work.READY, timezone.now()
    file.save(update_fields=["state", "imported_at"])
    says = format_lazy("{says} ({count})", says=_("took votes over from a file"), count=written)
    register.record("votes.imported", consultation.record, by=file.uploaded_by, says=says)
    transaction.on_commit(forget_pages)


def _write_statements(file: VoteFile, new: Iterable[Comment]) -> dict[int, int]:
    made = Statement.objects.bulk_create(
        Statement(
            consultation=file.consultation,
            number=one.number,
            text=Bilingual(**{file.language: _clean(one)}),
            state=STATES[one.moderated],
            sent_on=one.written_on,
            reason=str(REFUSED_THERE) if one.moderated < 0 else "",
        )
        for one in new
    )
    return {one.number: one.pk for one in made}


def _write_participants(file: VoteFile, voters: Iterable[int]) -> dict[int, int]:
    """Give the participant of each voter; whoever is new is made."""
    known = _participants(file.consultation)
    sources = {voter: source_of(file.source, voter) for voter in dict.fromkeys(voters)}
    made = Participant.objects.bulk_create(
        (
            Participant(consultation=file.consultation, source=source, channel=Channel.FORM)
            for source in sources.values()
            if source not in known
        ),
        batch_size=AT_ONCE,
    )
    known |= {one.source: one.pk for one in made}
    return {voter: known[source] for voter, source in sources.items()}


def _votes(ballots: Ballots, keys: dict[int, int], people: dict[int, int]) -> Iterator[Vote]:
    for voter, number, value, day in ballots.last_votes():
        if number in keys:
            yield Vote(
                participant_id=people[voter], statement_id=keys[number], value=value, day=day
            )


def _write_votes(votes: Iterator[Vote]) -> int:
    written = 0
    while part := list(islice(votes, AT_ONCE)):
        Vote.objects.bulk_create(
            part,
            update_conflicts=True,
            unique_fields=["participant", "statement"],
            update_fields=["value", "day"],
        )
        written += len(part)
    return written
