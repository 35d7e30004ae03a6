"""Ways to narrow a list of follow-ups, each a plain parameter in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import FollowUpState, Nature
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.models.follow_ups import FollowUpQuerySet
from kokreasi.meetings.queries.offering import Filter, Option, asked_for
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record, RecordQuerySet
from kokreasi.register.search import matching

Keep = Callable[[FollowUpQuerySet, date], FollowUpQuerySet]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter that is always offered: its name, and what it keeps."""

    name: Promise
    keep: Keep


def _in_state(*states: FollowUpState) -> Keep:
    return lambda rows, _day: rows.filter(state__in=states)


def _of_nature(nature: Nature) -> Keep:
    return lambda rows, _day: rows.filter(nature=nature)


STATES: Mapping[str, Choice] = {
    "belum": Choice(_("Not closed yet"), lambda rows, _day: rows.unfinished()),
    "terlambat": Choice(_("Overdue"), lambda rows, day: rows.overdue_on(day)),
    "menunggu": Choice(_("Not due yet"), lambda rows, day: rows.unfinished().ahead_on(day)),
    "tanpa-tanggal": Choice(
        _("Without a date"), lambda rows, _day: rows.unfinished().filter(due_on=None)
    ),
    "berjalan": Choice(_("In progress"), _in_state(FollowUpState.IN_PROGRESS)),
    "selesai": Choice(_("Done"), _in_state(FollowUpState.DONE)),
    "gugur": Choice(
        _("Dropped or replaced"), _in_state(FollowUpState.DROPPED, FollowUpState.REPLACED)
    ),
}
NATURES: Mapping[str, Choice] = {
    "mengikat": Choice(_("Promises and requests"), lambda rows, _day: rows.binding()),
    "janji": Choice(_("Promises"), _of_nature(Nature.PROMISE)),
    "permintaan": Choice(_("Requests"), _of_nature(Nature.REQUEST)),
    "harapan": Choice(_("Wishes"), _of_nature(Nature.WISH)),
}
FIXED: Mapping[str, tuple[Promise, Mapping[str, Choice]]] = {
    "keadaan": (_("State"), STATES),
    "sifat": (_("How binding"), NATURES),
}
# Parameter → its words, and the way from a follow-up to the record that it names.
RECORDS: Mapping[str, tuple[Promise, str]] = {
    "lembaga": (_("Responsible"), "responsible__record"),
    "rencana": (_("Plan"), "meeting__plan__record"),
    "rapat": (_("Meeting"), "meeting__record"),
}


def narrowed(
    rows: FollowUpQuerySet, asked: QueryDict, day: date, *, apart_from: Iterable[str] = ()
) -> FollowUpQuerySet:
    """Keep what fits every filter in the address, and the words that are searched."""
    passed_over = set(apart_from)
    for parameter, (_label, choices) in FIXED.items():
        choice = choices.get(asked.get(parameter, ""))
        if choice and parameter not in passed_over:
            rows = choice.keep(rows, day)
    for parameter, (_label, path) in RECORDS.items():
        if reference := asked.get(parameter):
            found = FollowUp.objects.filter(**{f"{path}__reference": reference})
            rows = rows.filter(pk__in=found.values("pk"))
    if words := asked.get("q", "").strip():
        records = matching(Record.objects.filter(kind=Kind.FOLLOW_UP), words)
        rows = rows.filter(record__in=records)
    return rows


Offered = Mapping[str, tuple[Option, ...]]


def offered(rows: FollowUpQuerySet, names: RecordQuerySet, known: Iterable[str]) -> Offered:
    """Give what each of the `known` filters by record offers: what some row names, in order."""
    return {name: _named(rows, names, RECORDS[name][1]) for name in known if name in RECORDS}


def _named(rows: FollowUpQuerySet, names: RecordQuerySet, path: str) -> tuple[Option, ...]:
    found = names.filter(pk__in=rows.filter(~Q(**{path: None})).order_by().values(path))
    return tuple(Option(one.reference, one.title) for one in found.order_by("sort_key"))


def filters(asked: QueryDict, offers: Offered, known: Iterable[str]) -> list[Filter]:
    """Describe those of the `known` filters that offer anything, as a page shows them."""
    described = [_filter(parameter, asked, offers) for parameter in known]
    return [one for one in described if one.options]


def _filter(parameter: str, asked: QueryDict, offers: Offered) -> Filter:
    if parameter in FIXED:
        label, choices = FIXED[parameter]
        options = tuple(Option(value, one.name) for value, one in choices.items())
    else:
        label, options = RECORDS[parameter][0], offers[parameter]
    return asked_for(asked, parameter, label, options)
