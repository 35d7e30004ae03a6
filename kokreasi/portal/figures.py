"""Figures of a page: what is counted, beside what sources state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.register.models import StatedFigure

LABELS: Mapping[str, Promise] = {
    "stages": _("Stages"),
    "challenges": _("Challenges"),
    "themes": _("Themes"),
    "commitments": _("Commitments"),
    "meetings": _("Meetings"),
    "participants": _("Participants"),
    "organisations_government": _("Ministries and agencies"),
    "organisations_cso": _("Civil-society organisations"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to show; see the component `figure` for what each combination means."""

    label: str | Promise | Bilingual
    derived: int | None
    stated: StatedFigure | None = None
    href: str = ""


def figures(
    counts: Mapping[str, int | None],
    statements: Iterable[StatedFigure],
    *,
    hrefs: Mapping[str, str],
) -> list[Figure]:
    """Put the counts first, each beside the first statement about it; then the other statements.

    A measure of which nothing is recorded and nothing stated is left out.
    """
    unused = list(statements)
    counted = []
    for measure, label in LABELS.items():
        stated = next((one for one in unused if one.measure == measure), None)
        if stated:
            unused.remove(stated)
        if stated or counts.get(measure) is not None:
            derived = counts.get(measure)
            counted.append(Figure(label, derived, stated, hrefs.get(measure, "")))
    return counted + [Figure(one.label, None, one) for one in unused]
