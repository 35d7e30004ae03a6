"""Import the matrix of proposals: upload, decide, apply or abandon."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.core.matrix_words import in_words
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.exchange.choices import Action, Standing, State
from kokreasi.exchange.errors import ClosedRunError, NotReadyError, UnreadableMatrixError
from kokreasi.exchange.matrix import decisions as decided
from kokreasi.exchange.matrix.comparison import compare
from kokreasi.exchange.matrix.decisions import Choice
from kokreasi.exchange.matrix.dry_run import DryRun, Row
from kokreasi.exchange.matrix.names import Body, Certainty
from kokreasi.exchange.models import ImportRun
from kokreasi.files.services import keep
from kokreasi.organisations import services as organisations
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.errors import KnownAliasError
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Semester
from kokreasi.plans.models import Commitment, Plan, Theme
from kokreasi.plans.services import commitments as drafts
from kokreasi.plans.services import plans, themes
from kokreasi.reading import wire
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.matrix import Matrix
from kokreasi.reading.names import SHORT_NAME
from kokreasi.reading.typed import matrix_in
from kokreasi.register import services as register

Progress = Callable[[int, int], None]
"""Is told how many rows are written, of how many."""

UNUSABLE = frozenset({Code.NO_HEADER, Code.NO_ROWS})
ANNOUNCED = gettext_lazy("Commitments announced")


def no_progress(_done: int, _all: int) -> None:
    """Tell nobody."""


def read_matrix(data: bytes, name: str) -> Matrix:
    """Read a file of unknown origin in a limited process, or say why it holds no matrix."""
    try:
        matrix = matrix_in(data, name)
    except ReadingError as error:
        raise UnreadableMatrixError(refusal_in_words(error)) from error
    for problem in matrix.problems:
        if problem.code in UNUSABLE:
            raise UnreadableMatrixError(in_words(problem).text)
    return matrix


def upload(plan: Plan, *, name: str, data: bytes, by: User | None) -> ImportRun:
    """Read a file and keep it for review; a file that holds no matrix leaves nothing behind.

    Decisions that were made about the very same file are taken over.
    """
    matrix = read_matrix(data, name)
    with transaction.atomic():
        file = keep(ContentFile(data, name), by=by)
        digest = hashlib.sha256(data).hexdigest()
        earlier = ImportRun.objects.of_file(plan, digest).exclude(decisions={}).first()
        return ImportRun.objects.create(
            plan=plan,
            file=file,
            digest=digest,
            name=file.name,
            reading=_as_json(matrix),
            decisions=earlier.decisions if earlier else {},
            uploaded_by=by,
        )


def _as_json(matrix: Matrix) -> Any:
    plain: Any = wire.plain(matrix)
    return plain


def dry_run(run: ImportRun, *, lock: bool = False) -> DryRun:
    """Compare the file of an import with its plan as it stands now."""
    matrix = wire.build(Matrix, run.reading)
    return compare(run.plan, matrix, decided.read(run.decisions), lock=lock)


@transaction.atomic
def decide(
    run: ImportRun, choices: Mapping[str, Choice], *, add_semesters: bool | None = None
) -> ImportRun:
    """Keep decisions about names, by their keys, and about semesters; others stay as they are."""
    locked = _waiting(run)
    before = decided.read(locked.decisions)
    after = replace(before, organisations={**before.organisations, **choices})
    if add_semesters is not None:
        after = replace(after, add_semesters=add_semesters)
    locked.decisions = after.content()
    locked.save(update_fields=["decisions"])
    return locked


@transaction.atomic
def reopen(run: ImportRun, name: str) -> ImportRun:
    """Forget what was decided about a name, given by its key."""
    locked = _waiting(run)
    before = decided.read(locked.decisions)
    rest = {key: choice for key, choice in before.organisations.items() if key != name}
    locked.decisions = replace(before, organisations=rest).content()
    locked.save(update_fields=["decisions"])
    return locked


def create_the_unknown(run: ImportRun) -> ImportRun:
    """Decide to create a new organisation for every open name that resembles no other one.

    Its kind is guessed. Where something similar exists a person chooses, so that nothing is
    created twice.
    """
    choices = {
        question.key: Choice(text=question.text, action=Action.CREATE, kind=question.kind)
        for question in dry_run(run).open_questions
        if not question.suggestions
    }
    return decide(run, choices)


@transaction.atomic
def abandon(run: ImportRun) -> None:
    """Close an import without importing anything; the file and its decisions are kept."""
    locked = _waiting(run)
    locked.state = State.ABANDONED
    locked.save(update_fields=["state"])


def _waiting(run: ImportRun) -> ImportRun:
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("plan__record")
    current = locked.get(pk=run.pk)
    if not current.is_waiting:
        raise ClosedRunError
    return current


@transaction.atomic
def apply(
    run: ImportRun, *, seen: str, by: User | None, progress: Progress = no_progress
) -> ImportRun:
    """Write what the dry run showed, all of it or nothing.

    `seen` is the fingerprint of the dry run that the person confirmed: where the plan, the
    organisations or the decisions have changed since, `StaleError` is raised. Applying a run
    again changes nothing.
    """
    Plan.objects.select_for_update().get(pk=run.plan_id)
    current = ImportRun.objects.select_related("plan__record").get(pk=run.pk)
    if current.is_applied:
        return current
    current = _waiting(current)
    found = dry_run(current, lock=True)
    if found.fingerprint != seen:
        raise StaleError(_("The plan has changed since you looked. This is the new comparison."))
    if not found.is_ready:
        raise NotReadyError
    _Import(current, found, by=by, progress=progress).write()
    return current


class _Import:
    """Writes one dry run through the services that people use."""

    def __init__(
        self, run: ImportRun, found: DryRun, *, by: User | None, progress: Progress
    ) -> None:
        self.run = run
        self.plan = run.plan
        self.found = found
        self.by = by
        self.progress = progress
        self.created: dict[str, Organisation] = {}
        self.themes: dict[str, Theme] = {}

    def write(self) -> None:
        self.create_organisations()
        self.remember_spellings()
        self.add_semesters()
        self.add_themes()
        self.periods = {period.semester: period for period in self.plan.periods.all()}
        for done, row in enumerate(self.found.rows, start=1):
            self.write_row(row)
            self.progress(done, len(self.found.rows))
        self.state_total()
        self.close()

    def create_organisations(self) -> None:
        for identity, bodies in self.found.new_bodies().items():
            choice = bodies[0].choice
            name = bodies[0].shown
            texts = {body.text for body in bodies if key(body.text) != key(name)}
            short = next((text for text in sorted(texts) if SHORT_NAME.fullmatch(text)), "")
            self.created[identity] = organisations.create(
                kind=Kind(choice.kind if choice else Kind.OTHER),
                name=Bilingual(id=name),
                abbreviation=short,
                aliases=sorted(texts - {short}),
                by=self.by,
            )

    def remember_spellings(self) -> None:
        """Keep the texts that a person matched and asked to remember."""
        for question in self.found.questions:
            choice = question.choice
            if choice is not None and choice.action == Action.MATCH and choice.remember:
                self.remember(question.text, choice.reference)

    def remember(self, text: str, reference: str) -> None:
        organisation = Organisation.objects.get(record__reference=reference)
        try:
            with transaction.atomic():
                organisations.add_alias(organisation, text, by=self.by, source=self.run.name)
        except KnownAliasError:
            return

    def add_semesters(self) -> None:
        missing = self.found.missing_semesters
        if missing:
            now = [period.semester for period in self.plan.periods.all()]
            plans.set_semesters(self.plan, [*now, *missing], by=self.by)

    def add_themes(self) -> None:
        for title in self.found.new_themes:
            self.themes[title] = themes.add(self.plan, title=Bilingual(id=title), by=self.by)

    def write_row(self, row: Row) -> None:
        if row.standing == Standing.UNCHANGED:
            return
        commitment = self.draft(row) if row.commitment is None else self.change(row)
        for part in row.involved:
            bodies = (self.body(body) for body in row.bodies[part])
            involved = [organisation for organisation in bodies if organisation]
            drafts.set_involved(commitment, part, involved, by=self.by)
        if row.aims:
            self.set_targets(commitment, row.aims)

    def draft(self, row: Row) -> Commitment:
        theme = self.theme(row)
        return drafts.draft(self.plan, number=row.number, by=self.by, theme=theme, **row.values)

    def change(self, row: Row) -> Commitment:
        commitment = row.commitment
        assert commitment is not None  # noqa: S101 - `write_row` asked
        values = dict(row.values)
        if any(difference.name == "theme" for difference in row.differences):
            values["theme"] = self.theme(row)
        if not values:
            return commitment
        return drafts.change(commitment, values, seen=commitment.revision, by=self.by)

    def theme(self, row: Row) -> Theme | None:
        return self.themes[row.new_theme] if row.new_theme else row.theme

    def body(self, body: Body) -> Organisation | None:
        if body.certainty == Certainty.LEFT_OUT:
            return None
        return body.organisation or self.created[body.identity]

    def set_targets(self, commitment: Commitment, aims: Mapping[Semester, drafts.Aim]) -> None:
        indicator = drafts.measure_of_success(commitment, by=self.by)
        by_period = {self.periods[semester]: aim for semester, aim in aims.items()}
        drafts.set_targets(indicator, by_period, by=self.by)

    def state_total(self) -> None:
        """Keep the number that the file announces, where it lists another."""
        if not self.found.differs_in_total:
            return
        matrix = self.found.matrix
        notes = [*matrix.notes, matrix.as_of]
        register.state(
            self.plan.record,
            measure="commitments",
            label=Bilingual.of(ANNOUNCED),
            value=matrix.stated_total or 0,
            source=Bilingual(id=f"{self.run.name}: {notes[0]}"),
            by=self.by,
        )

    def close(self) -> None:
        self.run.state = State.APPLIED
        self.run.applied_at = timezone.now()
        self.run.applied_by = self.by
        self.run.outcome = self.outcome()
        self.run.save(update_fields=["state", "applied_at", "applied_by", "outcome"])
        if self.found.changes_something:
            register.record(
                "plan.matrix_imported",
                self.plan.record,
                by=self.by,
                says=gettext_lazy("imported a matrix of proposals"),
                is_public=False,
            )

    def outcome(self) -> dict[str, Any]:
        numbers = [row.number for row in self.found.rows]
        return {
            **{str(standing): count for standing, count in self.found.counts().items()},
            "organisations": len(self.created),
            "themes": len(self.themes),
            "numbers": numbers,
            "lines": _lines(self.found.rows),
        }


def _lines(rows: Iterable[Row]) -> dict[str, list[int]]:
    """List the lines of the file by what became of them."""
    lines: dict[str, list[int]] = {}
    for row in rows:
        lines.setdefault(str(row.standing), []).append(row.line)
    return lines
