"""How opinion groups are shown: on the page of results, and to a participant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.opinion_map import drawn
from kokreasi.consultations.queries.opinions import Opinions
from kokreasi.consultations.results.opinions import why_no_groups
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.opinions.results import Group, Leaning, Way
from kokreasi.insights.opinions.standing import Standing

register = template.Library()

WAYS: Mapping[Way, str | Promise] = {Way.AGREE: _("agrees"), Way.DISAGREE: _("disagrees")}
MOST_TOLD = 5
"""Statements that are shown of each kind; the open data hold all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what it says of a group or of all, and how groups voted, in per cent."""

    number: int
    text: Bilingual
    way: str | Promise = ""
    shares: tuple[tuple[str, tuple[int, int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group with the statements that it stands for."""

    letter: str
    size: int
    stands_for: tuple[Told, ...]


@register.inclusion_tag("consultations/voting/_opinions.html")
def opinion_groups(kept: Mapping[str, Any], *, level: int = 2) -> dict[str, Any]:
    """Show the part `opinions` of the content of a result: groups, what unites, what divides.

    `level` is that of the heading above it.
    """
    return told(Opinions.read(kept)) | {"below": level + 1}


@register.simple_tag
def why_not(opinions: Opinions) -> str:
    """Say why no groups are offered; nothing where they are."""
    reason = opinions.groups.reason
    return why_no_groups(reason) if reason else ""


@register.inclusion_tag("consultations/voting/_map.html")
def opinion_map(opinions: Opinions, standing: Standing | None = None) -> dict[str, Any]:
    """Draw where groups lie, and where the participant who looks stands, with the table."""
    return {
        "drawing": drawn(opinions.groups.groups, standing),
        "groups": _groups(opinions),
        "grouped": opinions.groups.grouped,
        "standing": standing,
    }


def told(opinions: Opinions) -> dict[str, Any]:
    """Give what the page says of groups, as words and figures."""
    found = opinions.groups
    return {
        "opinions": opinions,
        "groups": _groups(opinions),
        "why_not": why_not(opinions),
        "participants": found.participants,
        "grouped": found.grouped,
        "votes_needed": found.votes_needed,
        "statements": len(found.statements),
        "consensus": [_leaning(opinions, one) for one in found.consensus[:MOST_TOLD]],
        "dividing": [_told(opinions, number) for number in found.dividing[:MOST_TOLD]],
        "letters": [group.letter for group in found.groups],
    }


def _groups(opinions: Opinions) -> list[GroupTold]:
    return [_group(opinions, group) for group in opinions.groups.groups]


def _group(opinions: Opinions, group: Group) -> GroupTold:
    chosen = tuple(_leaning(opinions, one) for one in group.stands_for[:MOST_TOLD])
    return GroupTold(group.letter, group.size, chosen)


def _leaning(opinions: Opinions, leaning: Leaning) -> Told:
    return _told(opinions, leaning.statement, WAYS[leaning.way])


def _told(opinions: Opinions, number: int, way: str | Promise = "") -> Told:
    rows = {one.id: one for one in opinions.groups.statements}
    by_group = rows[number].by_group if number in rows else {}
    shares = tuple((letter, answers.about) for letter, answers in sorted(by_group.items()))
    return Told(number, opinions.texts.get(number, Bilingual()), way, shares)
