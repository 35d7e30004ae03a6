"""Votes and statements in the layout of public Polis data sets, so that nobody is in them.

The columns are those of `insights.opinions.polis_layout`: the day only, and participants under
random numbers that differ in each export. What moderation did not show is not there.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast

from kokreasi.consultations.models import Consultation, Vote
from kokreasi.insights.opinions.polis_export import (
    Statement,
    write_comments,
    write_votes,
)

IN_TURNS = 20_000
ACCEPTED = 1
SECRETARIAT = "secretariat"


def votes_file(consultation: Consultation) -> Iterator[str]:
    """Write every vote on a statement that is shown."""
    numbers = dict(consultation.statements.shown().values_list("pk", "number"))
    votes = Vote.objects.filter(statement__in=numbers).order_by()
    # A day as text costs a database's driver far less than a day as an object.
    rows = votes.values_list("participant_id", "statement_id", "value", Cast("day", TextField()))
    days = _Days()
    return write_votes(
        (voter, numbers[statement], value, days[day])
        for voter, statement, value, day in rows.iterator(chunk_size=IN_TURNS)
    )


class _Days(dict[str, date]):
    """Days by how a database writes them, each read once."""

    def __missing__(self, text: str) -> date:
        self[text] = date.fromisoformat(text)
        return self[text]


def statements_file(consultation: Consultation) -> Iterator[str]:
    """Write the statements that are shown, in Indonesian or else as they were sent."""
    rows: Any = consultation.statements.shown().annotate(
        agrees=Count("votes", filter=Q(votes__value=1)),
        disagrees=Count("votes", filter=Q(votes__value=-1)),
    )
    return write_comments(
        Statement(
            id=row.number,
            written_on=row.sent_on,
            author=SECRETARIAT if row.is_seed else row.device or row.pk,
            agrees=row.agrees,
            disagrees=row.disagrees,
            moderated=ACCEPTED,
            text=row.text.shown("id").text,
        )
        for row in rows
    )
