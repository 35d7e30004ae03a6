"""Cells that hold one of the names that an office keeps: exactly one of them, or nothing."""

from functools import cached_property

from kokreasi.plans.matrix_drafts import Themes, folded
from kokreasi.plans.models import Plan, Theme
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import (
    StatusOfProposalError,
    UnknownStatusError,
    UnknownThemeError,
)
from kokreasi.proposals.models import Row, Status


class Choices:
    """Finds the themes of a plan and the steps of the office by what a cell says."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _themes(self) -> Themes:
        return Themes(self.plan.themes.all())

    @cached_property
    def _statuses(self) -> dict[str, Status]:
        found: dict[str, Status] = {}
        for status in statuses():
            for words in (status.code, status.name.en, status.name.id):
                found[folded(words).casefold()] = status
        return found

    def theme(self, words: str) -> Theme | None:
        found = self._themes.find(words)
        if found is None and words:
            raise UnknownThemeError(words)
        return found

    def status(self, row: Row, words: str) -> Status | None:
        """Give the step that is called so; where there is a proposal, it alone has a status."""
        if row.proposal is not None:
            raise StatusOfProposalError
        found = self._statuses.get(folded(words).casefold())
        if found is None and words:
            raise UnknownStatusError(words)
        return found


def statuses() -> list[Status]:
    """Give the steps that a row may have: those in use, but that of a draft."""
    return list(Status.objects.filter(is_offered=True).exclude(standing=Standing.DRAFT))
