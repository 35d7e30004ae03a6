"""Open data of the register of reasoned responses: what was heard, decided and why."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.exchange.exports.describing import Described, address
from kokreasi.proposals.queries.register import Line, lines, of_all_plans, with_line
from kokreasi.register.models import Record

CHUNK = 500
"""Rows in memory at a time."""


def public_response_rows(asked: QueryDict) -> Iterator[Line]:
    """Give the published answers that fit the filters in an address, some at a time.

    They stand in the order of the register; without a filter they are those of all plans.
    """
    rows = with_line(of_all_plans(AnonymousUser(), asked))
    for start in range(0, rows.count(), CHUNK):
        yield from lines(rows[start : start + CHUNK])


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(WIB).date() if moment else None


def _key(record: Record | None) -> str:
    return record.reference if record and record.is_public else ""


RESPONSES: tuple[Described, ...] = (
    Described("plan", _("reference of the action plan"), lambda r: r.response.plan.reference),
    Described(
        "number",
        _("place in the register: letter of the theme and number"),
        lambda r: r.response.place,
    ),
    Described("about", _("reference of what is answered"), lambda r: r.response.about.reference),
    Described(
        "proposers",
        _("who stands behind it, separated by semicolons; a citizen only where that was wished"),
        lambda r: "; ".join(r.proposers),
    ),
    Described("heard_id", _("what we heard, in Indonesian"), lambda r: r.response.heard.id),
    Described("heard_en", _("what we heard, in English"), lambda r: r.response.heard.en),
    Described(
        "verdict",
        _("decision: accepted, partly, merged, split, absorbed, deferred, declined, out_of_scope"),
        lambda r: r.response.verdict,
    ),
    Described("reason_id", _("reason, in Indonesian"), lambda r: r.response.reason.id),
    Described("reason_en", _("reason, in English"), lambda r: r.response.reason.en),
    Described("unit", _("responsible organisation"), lambda r: str(r.response.unit)),
    Described("unit_reference", _("its reference"), lambda r: _key(r.response.unit.record)),
    Described(
        "decided_on", _("day of the decision (year-month-day)"), lambda r: r.response.decided_on
    ),
    Described(
        "meeting",
        _("reference of the meeting in which it was decided"),
        lambda r: _key(r.response.decided_in),
    ),
    Described(
        "leads_to",
        _("reference of what it became: a proposal or a commitment"),
        lambda r: _key(r.became),
    ),
    Described(
        "programme",
        _("existing programme that takes it up"),
        lambda r: r.response.programme.id or r.response.programme.en,
    ),
    Described("until", _("deferred until (year-month-day)"), lambda r: r.response.until),
    Described(
        "published_on",
        _("day on which the answer was published (year-month-day)"),
        lambda r: _day(r.response.published_at),
    ),
    Described("reply", _("what the authors replied"), lambda r: r.response.reply),
    Described("address", _("permanent link"), lambda r: address(r.response.about)),
)


def responses_as_json(rows: Iterable[Line]) -> Iterator[str]:
    """Write answers as one JSON array, an object for each, as they are read."""
    yield "["
    for at, row in enumerate(rows):
        content = {one.name: _plain(one.value(row)) for one in RESPONSES}
        yield f"{', ' if at else ''}\n{json.dumps(content, ensure_ascii=False)}"
    yield "\n]\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
