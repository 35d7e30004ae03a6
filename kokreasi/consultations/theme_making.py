"""Look through texts for themes, in the worker. It may run twice: made is made."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import ThemeSuggestion
from kokreasi.consultations.queries.writings import answers_at
from kokreasi.consultations.suggested import Suggested, Theme

MOST_TEXTS = 20_000
"""More than these are not looked through at once; the first ones are, in an order by chance."""


def make(suggestion_id: int) -> None:
    """Suggest themes of the texts at a place, unless that was done meanwhile."""
    row = _begin(suggestion_id)
    if row is None:
        return
    try:
        found = suggested(row)
    except Exception:
        _update(suggestion_id, state=Work.FAILED)
        raise
    _update(suggestion_id, state=Work.READY, content=found.content(), made_at=timezone.now())


def _begin(suggestion_id: int) -> ThemeSuggestion | None:
    _update(suggestion_id, state=Work.RUNNING)
    rows = ThemeSuggestion.objects.select_related("consultation")
    return rows.filter(pk=suggestion_id, state=Work.RUNNING).first()


def _update(suggestion_id: int, **values: Any) -> None:
    unmade = ThemeSuggestion.objects.filter(
        pk=suggestion_id, state__in=[Work.WAITING, Work.RUNNING]
    )
    unmade.update(**values)


def suggested(row: ThemeSuggestion) -> Suggested:
    """Give the themes of the texts that stand at a place now."""
    from kokreasi.insights.themes import suggest  # noqa: PLC0415 - numpy, 20 MB, in tasks only

    answers = answers_at(row.consultation, row.place).values_list("pk", "answers")[:MOST_TEXTS]
    texts = [(key, str(said.get(row.place, ""))) for key, said in answers.iterator()]
    keys: list[UUID] = [key for key, _words in texts]
    found = suggest([words for _key, words in texts])
    return Suggested(
        number=len(texts),
        themes=tuple(
            Theme(
                theme.words,
                tuple(keys[member.place] for member in theme.members),
                tuple(keys[place] for place in theme.typical),
            )
            for theme in found.themes
        ),
        copies=tuple(tuple(keys[place] for place in one.places) for one in found.gathered),
        unplaced=len(found.unplaced),
        set_aside=len(found.set_aside),
        none_because=found.none_because or "",
    )
