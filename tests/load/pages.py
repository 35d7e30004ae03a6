"""What the pages of proposals cost whoever reads or decides them; inside `manage.py shell`."""

import gzip
import time
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client

from kokreasi.people.models import User
from kokreasi.proposals.models import Proposal, Review
from tests.load.proposals import CODE
from tests.load.statements import NEVER_KEPT, Counter

TIMES = 9
VISITOR, SECRETARIAT, REVIEWER = "a visitor", "the secretariat", "a reviewer"
PLAN = f"RAN-{CODE}"
DESK = "/ruang-kerja/usulan/"
MATRIX = f"/ruang-kerja/rencana/{CODE}/matriks/"

Page = tuple[str, str, str]


def pages() -> list[Page]:
    """Name what is asked, by whom and where."""
    one = Proposal.objects.filter(plan__code=CODE).order_by("pk")[3].reference
    review = Review.objects.filter(proposal__plan__code=CODE).order_by("pk").last()
    return [
        ("Proposals", VISITOR, "/usulan/"),
        ("Proposals, last page", VISITOR, f"/usulan/?page={_last_page()}"),
        ("Proposals of a plan and theme", VISITOR, f"/usulan/?rencana={PLAN}&tema=tema-3"),
        ("Proposals of an organisation", VISITOR, "/usulan/?pengusul=ORG-0005"),
        ("Proposals, a common word", VISITOR, "/usulan/?q=pemerintah"),
        ("Proposals, a rare word", VISITOR, "/usulan/?q=gunungkidul"),
        ("A proposal", VISITOR, f"/usulan/{one}/"),
        ("Register of answers", VISITOR, f"/tanggapan/?rencana={PLAN}"),
        ("Register, by decision", VISITOR, f"/tanggapan/?rencana={PLAN}&putusan=declined"),
        ("Register, a common word", VISITOR, f"/tanggapan/?rencana={PLAN}&q=pemerintah"),
        ("Search, a common word", VISITOR, "/cari/?q=pemerintah"),
        ("Search, a rare word", VISITOR, "/cari/?q=gunungkidul"),
        ("A proposal", SECRETARIAT, f"/usulan/{one}/"),
        ("Desk", SECRETARIAT, DESK),
        (
            "Desk, late in a plan",
            SECRETARIAT,
            f"{DESK}?rencana={PLAN}&menunggu=terlambat",
        ),
        ("Desk, undecided", SECRETARIAT, f"{DESK}?keputusan=belum"),
        ("Desk, waiting for reviews", SECRETARIAT, f"{DESK}?menunggu=telaah"),
        ("Desk, a common word", SECRETARIAT, f"{DESK}?q=pemerintah"),
        ("A proposal on the desk", SECRETARIAT, f"{DESK}{one}/"),
        ("Decisions to publish", SECRETARIAT, f"{DESK}terbitkan/"),
        ("Start page", SECRETARIAT, "/ruang-kerja/"),
        ("Matrix of 300 rows", SECRETARIAT, MATRIX),
        ("Matrix as XLSX", SECRETARIAT, f"{MATRIX}matriks.xlsx"),
        ("Reviews", REVIEWER, f"{DESK}penelaahan/"),
        ("A review", REVIEWER, f"{DESK}penelaahan/{review.pk}/"),
        ("Start page", REVIEWER, "/ruang-kerja/"),
    ]


def _last_page() -> int:
    return max(1, Proposal.objects.public().count() // 20)


def costs() -> list[list[Any]]:
    """Give the statements, kilobytes and CPU milliseconds of each page, and those of a yardstick.

    The yardstick, a list of commitments that is kept, is asked in every round beside all others.
    """
    readers = {who: reader(who) for who in (VISITOR, SECRETARIAT, REVIEWER)}
    asked = [("Yardstick: commitments", VISITOR, "/komitmen/"), *pages()]
    sizes = [size_of(readers[who], at) for _name, who, at in asked]
    rounds = [[_cpu_ms(readers[who], at) for _name, who, at in asked] for _round in range(TIMES)]
    return [
        [name, who, statements, kilobytes, median(times)]
        for (name, who, _at), (statements, kilobytes), *times in zip(
            asked, sizes, *rounds, strict=True
        )
    ]


def reader(who: str) -> Client:
    visitor = Client(HTTP_HOST="127.0.0.1", headers=NEVER_KEPT)
    if who == SECRETARIAT:
        visitor.force_login(User.objects.get(email="penerbit@contoh.example.org"))
    if who == REVIEWER:
        visitor.force_login(Review.objects.filter(proposal__plan__code=CODE).last().reviewer)
    return visitor


def size_of(visitor: Client, path: str) -> tuple[int, float]:
    """Give the statements of a page that was asked before, and its compressed kilobytes."""
    visitor.get(path)
    counter = Counter()
    with connection.execute_wrapper(counter):
        answer: Any = visitor.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200, (path, answer.status_code)
    return counter.count, len(gzip.compress(body, 6)) / 1000


def _cpu_ms(visitor: Client, path: str) -> float:
    started = time.process_time()
    answer: Any = visitor.get(path)
    if answer.streaming:
        b"".join(answer)
    return (time.process_time() - started) * 1000
