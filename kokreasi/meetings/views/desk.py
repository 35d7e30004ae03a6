"""The page on which a meeting is written: its cards, each with its own form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.forms import scheduling as forms
from kokreasi.meetings.models import AgendaItem, Meeting
from kokreasi.meetings.queries.scheduling import agenda_lines, minutes_over, others_in_series
from kokreasi.meetings.views.frame import framed
from kokreasi.register.revising import STATUS, Saved
from kokreasi.register.saving import (
    Card,
    Section,
    back_to,
    card_answer,
    in_state,
    is_from_script,
)

SERIES_SHOWN = 10


SECTIONS = {
    section.name: section
    for section in (
        Section("fakta", _("Facts"), "", forms.FactsForm),
        Section(
            "waktu",
            _("When and where"),
            _("Whoever is invited is told when the day, the hour or the place changes."),
            forms.HoursForm,
        ),
        Section("orang", _("Chair, note-taker and letter"), "", forms.PeopleForm),
    )
}


def section_card(section: Section, meeting: Meeting, **given: Any) -> Card:
    return section.card(meeting, _address("section", meeting, section.name), **given)


def item_card(meeting: Meeting, item: AgendaItem, **given: Any) -> Card:
    name = f"acara-{item.pk}"
    form = given.pop("form", None) or forms.ItemForm(row=item, auto_id=f"{name}-%s")
    action = _address("agenda-item", meeting, item.pk)
    remove = _address("agenda-remove", meeting, item.pk)
    return Card(name, item.title, action, form, remove=remove, is_folded=True, **given)


def _address(view: str, meeting: Meeting, *more: Any) -> str:
    return reverse(f"meetings:{view}", args=[meeting.reference, *more])


def page_of_meeting(meeting: Meeting) -> str:
    return _address("edit", meeting)


def answer(request: HttpRequest, meeting: Meeting, card: Card) -> HttpResponse:
    """Answer a card that was sent: alone to the script, else with the page around it."""
    if is_from_script(request):
        return card_answer(request, card)
    if card.outcome == Saved.YES:
        return back_to(page_of_meeting(meeting), card.name)
    return desk(request, meeting, card=card, status=STATUS[card.outcome or Saved.INVALID])


def desk(
    request: HttpRequest,
    meeting: Meeting,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    **instead: Any,
) -> HttpResponse:
    """Show the whole page; `card` takes the place of its fresh twin, `saved` names one that is."""
    items = list(meeting.agenda.all())
    lines = agenda_lines(meeting, items)
    context: dict[str, Any] = {
        "sections": {
            name: in_state(section_card(section, meeting), card, saved)
            for name, section in SECTIONS.items()
        },
        "agenda": [(line, in_state(item_card(meeting, line.item), card, saved)) for line in lines],
        "minutes_over": minutes_over(meeting, items),
        "agenda_form": forms.AgendaForm(auto_id="acara-baru-%s"),
        "plan_form": forms.PlanForm(initial={"plan": meeting.plan_id}, auto_id="rencana-%s"),
        "series_form": _series_form(meeting),
        "series": others_in_series(meeting)[:SERIES_SHOWN],
        "subjects": meeting.subjects.all(),
        "papers": meeting.papers.count(),
        "next_form": forms.NextForm(auto_id="lanjutan-%s"),
        "today": today_in_jakarta(),
    }
    page = "meetings/scheduling/meeting.html"
    return framed(request, meeting, "edit", page, context | instead, status=status)


def _series_form(meeting: Meeting) -> forms.SeriesForm | None:
    if meeting.series is None:
        return None
    return forms.SeriesForm(initial={"title": meeting.series.title}, auto_id="rangkaian-%s")
