"""Fill a plan with proposals, their answers, reviews and support; inside `manage.py shell`."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from modelsearch.models import IndexEntry

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.tests.proposals import corpus
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.models import Period, Plan, Theme
from kokreasi.proposals.choices import AuthorRole, Standing
from kokreasi.proposals.models import Author, Endorsement, Proposal, Review, Row, Status, Step
from kokreasi.register.choices import FacetName
from kokreasi.register.models import Entry, Facet, Record
from tests.load.searching import entry

BATCH, SEED, THEMES = 1_000, 18, 8
CODE = "usulan-ukur"
SENT_AT = datetime(2018, 9, 1, 5, tzinfo=UTC)
STANDINGS = (Standing.RECEIVED, Standing.SCREENED, Standing.DISCUSSED, Standing.DECIDED)
VERDICTS = (Verdict.ACCEPTED, Verdict.DECLINED, Verdict.PARTLY, Verdict.OUT_OF_SCOPE)
ROWS, REVIEWED = 300, 200


def fill(number: int) -> None:
    """Make `number` public proposals in one plan: a quarter answered, some written, some reviewed.

    The plan has a matrix of 300 rows and eight semesters.
    """
    plan = _plan()
    texts, _twins = corpus(number, twins=0, seed=SEED)
    bodies = list(Organisation.objects.public().standing())
    for first in range(0, number, BATCH):
        _fill_some(plan, texts[first : first + BATCH], first, bodies)
    _review(plan)
    _matrix(plan, bodies)


def plan_of_the_bench() -> Plan:
    return Plan.objects.select_related("record").get(code=CODE)


def _plan() -> Plan:
    title = Bilingual(id="Rencana ukur usulan", en="Yardstick plan of proposals")
    record = Record.objects.create(
        reference=f"RAN-{CODE}",
        kind="plan",
        title=title,
        sort_key=title.id,
        published_at=SENT_AT,
        changed_at=SENT_AT,
    )
    plan = Plan.objects.create(
        code=CODE,
        record=record,
        title=title,
        starts_on=date(2018, 1, 1),
        ends_on=date(2030, 12, 31),
    )
    for number in range(THEMES):
        words = Bilingual(id=f"Tema {number}", en=f"Theme {number}")
        Theme.objects.create(plan=plan, code=f"tema-{number}", title=words)
    Period.objects.bulk_create(
        Period(plan=plan, year=year, half=half) for year in range(2018, 2022) for half in (1, 2)
    )
    return plan


def _fill_some(
    plan: Plan, texts: Sequence[str], first: int, bodies: Sequence[Organisation]
) -> None:
    records = Record.objects.bulk_create(_record(n, t) for n, t in enumerate(texts, first))
    themes = list(Theme.objects.filter(plan=plan).order_by("pk"))
    statuses = {one.standing: one for one in Status.objects.order_by("-position")}
    rows = Proposal.objects.bulk_create(
        Proposal(
            plan=plan,
            record=record,
            title=record.title,
            problem=record.summary,
            solution=record.summary,
            theme=themes[n % THEMES],
            status=statuses[STANDINGS[n % 4]],
            standing=STANDINGS[n % 4],
            status_since=SENT_AT + timedelta(minutes=n),
            submitted_at=SENT_AT + timedelta(minutes=n),
        )
        for n, record in enumerate(records, first)
    )
    _surround(plan, rows, first, bodies)
    IndexEntry.objects.bulk_create(map(entry, records))


def _record(number: int, text: str) -> Record:
    return Record(
        reference=f"USU-ukur-{number:06}",
        kind="proposal",
        title=Bilingual(id=f"{' '.join(text.split()[:8])} {number}"),
        summary=Bilingual(id=text),
        sort_key=f"{number:06}",
        published_at=SENT_AT,
        changed_at=SENT_AT,
    )


def _surround(
    plan: Plan, rows: Sequence[Proposal], first: int, bodies: Sequence[Organisation]
) -> None:
    numbered = [(n, row, bodies[n % len(bodies)]) for n, row in enumerate(rows, first)]
    Author.objects.bulk_create(
        Author(proposal=row, role=AuthorRole.LEAD, organisation=body, joined_at=SENT_AT)
        for _n, row, body in numbered
    )
    Endorsement.objects.bulk_create(
        Endorsement(
            proposal=row,
            organisation=bodies[(n + 1) % len(bodies)],
            given_at=SENT_AT,
            confirmed_at=SENT_AT,
        )
        for n, row, _body in numbered
    )
    Facet.objects.bulk_create(
        Facet(record=row.record, name=name, value=value)
        for _n, row, body in numbered
        for name, value in (
            (FacetName.PLAN, plan.reference),
            (FacetName.STANDING, row.standing),
            (FacetName.THEME, row.theme.code),
            (FacetName.PROPOSER, body.reference),
        )
    )
    Entry.objects.bulk_create(
        Entry(
            record=row.record,
            event="proposal.submitted",
            says=Bilingual(id="mengirim usulan ini", en="submitted this proposal"),
            at=SENT_AT,
            on_behalf_of=str(body),
            salt="0",
            leaf_hash="0",
        )
        for _n, row, body in numbered
    )
    Response.objects.bulk_create(
        _response(plan, n, row, body) for n, row, body in numbered if n % 4 >= 2
    )


def _response(plan: Plan, number: int, proposal: Proposal, body: Organisation) -> Response:
    """Answer what is decided; what is being discussed has a decision that nobody reads yet."""
    published_at = SENT_AT + timedelta(days=20) if number % 4 == 3 else None
    return Response(
        plan=plan.record,
        about=proposal.record,
        letter="ABCDEFGH"[number % THEMES],
        number=number // THEMES + 1,
        heard=proposal.solution,
        verdict=VERDICTS[number // 4 % len(VERDICTS)],
        reason=Bilingual(id="Terlalu luas untuk dua tahun.", en="Too broad for two years."),
        unit=body,
        decided_on=date(2018, 9, 20),
        published_at=published_at,
        told_at=published_at,
    )


def _review(plan: Plan) -> None:
    """Ask a reviewer about some hundred proposals."""
    reviewer = User.objects.get(email="reviewer@contoh.example.org")
    Review.objects.bulk_create(
        Review(proposal=row, reviewer=reviewer, asked_at=SENT_AT, due_on=date(2018, 9, 30))
        for row in plan.proposals.order_by("pk")[:REVIEWED]
    )


def _matrix(plan: Plan, bodies: Sequence[Organisation]) -> None:
    rows = Row.objects.bulk_create(
        Row(
            plan=plan,
            number=n,
            position=n,
            proposal=row,
            theme=row.theme,
            title=str(row.title),
            proposers=str(bodies[n % len(bodies)]),
            leads=str(bodies[(n + 3) % len(bodies)]),
        )
        for n, row in enumerate(plan.proposals.select_related("theme").order_by("pk")[:ROWS], 1)
    )
    Step.objects.bulk_create(
        Step(row=row, period=period, words=f"Menyusun pedoman, tahap {period.half}, {row.number}.")
        for row in rows
        for period in Period.objects.filter(plan=plan)
    )
