"""Numbers that a source states about an organisation."""

from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.services.directory import locked
from kokreasi.people.models import User
from kokreasi.register.models import StatedFigure
from kokreasi.register.services import retract, state

LONGEST_MEASURE = 40


def state_figure(
    organisation: Organisation,
    *,
    label: Bilingual,
    value: Decimal | int,
    source: Bilingual,
    by: User,
    unit: str = "",
    source_url: str = "",
) -> StatedFigure:
    """Keep a number with its source, such as 16 communities in a network."""
    measure = slugify(label.en or label.id)[:LONGEST_MEASURE]
    with transaction.atomic():
        return state(
            locked(organisation).record,
            measure=measure,
            label=label,
            value=value,
            source=source,
            unit=unit,
            source_url=source_url,
            by=by,
        )


@transaction.atomic
def remove_figure(organisation: Organisation, figure: StatedFigure, *, by: User) -> None:
    """Take a figure away that was written wrongly; the history keeps it."""
    about = locked(organisation).record
    retract(about.stated_figures.get(pk=figure.pk), by=by)
