"""Measure voting, and votes as a file and as opinion groups; put the figures into the report.

`.venv/bin/python -m tests.load.voting`; takes a minute or two. The other sections stay.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from django.core.management import call_command

from tests.load.scratch import told_by
from tests.load.similar import REPORT, replaced

HEADING = "## Voting on statements"
STATEMENTS, PEOPLE = 200, 5_000
TIMES = 40
PREPARED = (("migrate", "-v0"), ("createcachetable",), ("collectstatic", "--noinput", "-v0"))
Figures = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    figures = inside(given.people)
    text = "\n".join([HEADING, "", *lines(figures), ""])
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))


def inside(people: int) -> Figures:
    """Measure with so many participants."""
    return told_by(f"from tests.load.voting import tell; tell({people})")


def tell(people: int, *, prepare: bool = True) -> None:
    """Fill the database and tell all figures as JSON; inside `manage.py shell`."""
    from kokreasi.consultations.exports import polis  # noqa: PLC0415 - needs Django
    from kokreasi.consultations.queries.votes import votes_of  # noqa: PLC0415
    from kokreasi.insights.opinions.grouping import group  # noqa: PLC0415

    for command in PREPARED if prepare else ():
        call_command(*command, stdout=sys.stderr)
    consultation = filled(people)
    figures: Figures = {"people": people, "votes": people * STATEMENTS}
    figures |= voting(consultation)
    figures["file_s"] = seconds(lambda: sum(map(len, polis.votes_file(consultation))))
    figures["columns_s"] = seconds(lambda: votes_of(consultation))
    votes = votes_of(consultation)
    figures["groups_s"] = seconds(lambda: group(votes))
    print(json.dumps(figures))


def filled(people: int) -> Any:
    """Open a consultation with statements and a vote of everybody on each."""
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from kokreasi.consultations.choices import PartKind  # noqa: PLC0415
    from kokreasi.consultations.models import Participant, Statement, Vote  # noqa: PLC0415
    from kokreasi.consultations.tests.factories import (  # noqa: PLC0415
        make_consultation,
        published,
    )
    from kokreasi.core.bilingual import Bilingual  # noqa: PLC0415

    now = timezone.now()
    consultation = make_consultation(
        kinds=(PartKind.STATEMENTS,),
        code=f"b{people}",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
    )
    statements = Statement.objects.bulk_create(
        Statement(
            consultation=consultation,
            number=number,
            text=Bilingual(id=f"Pernyataan nomor {number} tentang anggaran dan layanan publik."),
            state="shown",
            sent_on=now.date(),
        )
        for number in range(1, STATEMENTS + 1)
    )
    voters = Participant.objects.bulk_create(
        (Participant(consultation=consultation, device=f"{n:064d}") for n in range(people)),
        batch_size=2_000,
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Vote._meta.db_table} (participant_id, statement_id, value, day)"
            " VALUES (%s, %s, %s, %s)",
            (
                (voter.pk, statement.pk, opinion(place, statement.number), now.date())
                for place, voter in enumerate(voters)
                for statement in statements
            ),
        )
    return published(consultation)


def opinion(place: int, number: int) -> int:
    """Give how somebody votes: two camps, and some who agree with everything."""
    return 1 if place % 2 == number % 2 or place % 7 == 0 else -1


def voting(consultation: Any) -> Figures:
    """Measure a vote with the next statement, as htmx sends it, of one who has begun."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.load.statements import Counter  # noqa: PLC0415

    client = Client(HTTP_HOST="127.0.0.1", headers={"HX-Request": "true"})
    client.get(reverse("statements", args=[consultation.reference]))
    address = reverse("statement-vote", args=[consultation.reference])

    def vote(number: int) -> None:
        response = client.post(address, {"nomor": number, "suara": "1"})
        assert response.status_code == 200, response.status_code

    vote(1)
    counter = Counter()
    with connection.execute_wrapper(counter):
        vote(2)
    spent = [cpu_ms(lambda number=number: vote(number)) for number in range(3, 3 + TIMES)]
    again = [cpu_ms(lambda: vote(3)) for _time in range(TIMES)]
    return {
        "sql": counter.count,
        "cpu_ms": round(median(spent), 2),
        "again_cpu_ms": round(median(again), 2),
    }


def cpu_ms(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 2)


def lines(figures: Figures) -> list[str]:
    return [
        (
            f"{STATEMENTS} statements, {figures['people']:,} participants, "
            f"{figures['votes']:,} votes; in one process, SQLite, without the web server."
        ),
        "",
        "| What | Figure | Goal |",
        "|---|---|---|",
        f"| A vote and the next statement: SQL | {figures['sql']} | 4 |",
        f"| the same: CPU ms | {figures['cpu_ms']} | 5 |",
        f"| the same vote again: CPU ms | {figures['again_cpu_ms']} | 5 |",
        f"| All votes as a file, seconds | {figures['file_s']} | 5 for a million |",
        f"| All votes as columns, seconds | {figures['columns_s']} | |",
        f"| Opinion groups of these columns, seconds | {figures['groups_s']} | |",
    ]


if __name__ == "__main__":
    main()
