"""What the pages of a result show; nothing is worked out before the template asks for it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from kokreasi.consultations.models import Result, ResultFile
from kokreasi.consultations.results import by_group, overview
from kokreasi.consultations.results.by_group import Characterised, GroupTable
from kokreasi.consultations.results.comparing import Comparison, comparison_of
from kokreasi.consultations.results.opinions import OpinionsShown, opinions_shown
from kokreasi.consultations.results.reading import Shown, questions_of
from kokreasi.consultations.results.sheets import ResultSheet


class ResultPage:
    """A result as its page shows it."""

    def __init__(self, result: Result) -> None:
        self._result = result

    @cached_property
    def sheet(self) -> ResultSheet:
        return ResultSheet.read(self._result.content)

    @cached_property
    def questions(self) -> list[Shown]:
        return questions_of(self.sheet)

    @cached_property
    def comparison(self) -> Comparison | None:
        return comparison_of(self.sheet)

    @cached_property
    def people(self) -> list[Characterised]:
        return by_group.characterised(self.sheet)

    @cached_property
    def channels(self) -> list[tuple[str, str]]:
        return overview.channels(self.sheet)

    @cached_property
    def has_channel_tables(self) -> bool:
        return by_group.has_channel_tables(self.sheet)

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        return overview.facts(self.sheet)

    @cached_property
    def marks(self) -> list[tuple[str, str]]:
        return overview.marks(self.sheet)

    @cached_property
    def opinions(self) -> OpinionsShown | None:
        return opinions_shown(self.sheet)

    @property
    def kept_opinions(self) -> Mapping[str, Any]:
        """Give votes and groups as they were kept, for what draws the groups."""
        kept: Mapping[str, Any] = self._result.content["opinions"]
        return kept

    @property
    def lead(self) -> str:
        return overview.lead(self.sheet)

    @property
    def why_no_rows(self) -> str:
        return by_group.reason_in_words(self.sheet.no_rows) if self.sheet.no_rows else ""

    @property
    def documents(self) -> list[ResultFile]:
        """Give the report in the reader's language."""
        language = (get_language() or "id")[:2]
        return [each for each in self._result.files.all() if each.language == language]

    @property
    def rows_file(self) -> ResultFile | None:
        return next((each for each in self._result.files.all() if each.format == "csv"), None)


class GroupPage:
    """A result by the groups of one characteristic."""

    def __init__(self, result: Result, key: str) -> None:
        self._result = result
        self._key = key

    @cached_property
    def sheet(self) -> ResultSheet:
        return ResultSheet.read(self._result.content)

    @property
    def name(self) -> str:
        return by_group.name_of(self._key)

    @cached_property
    def tables(self) -> list[GroupTable]:
        return by_group.tables_by(self.sheet, self._key)

    @cached_property
    def missing(self) -> list[tuple[str, str]]:
        return overview.untold(self.sheet, self._key)
