"""What the secretariat writes about a meeting: facts, hours, people, agenda, papers."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualFormField
from kokreasi.files.forms import UploadField
from kokreasi.meetings.models import AgendaItem, Meeting, Paper, Series
from kokreasi.meetings.services.papers import NAMES_PEOPLE
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.revising import LONGEST_LINE, RevisedForm, RowForm, day_input
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_REASON, LONGEST_PASTE, LONGEST_ITEM, LONGEST_DURATION = 1000, 20_000, 500, 1440
MINUTES_AT_THE_END = re.compile(r"\s*[(\[](?P<minutes>\d{1,4})\D{0,12}[)\]]\s*$")


def hour_input() -> forms.TimeInput:
    """Give an input with the clock of the browser; it sends 09:30 in every language."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DaysAndHours(forms.Form):
    """Days that a calendar holds, the last after the first, and the end after the beginning."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("day", "last_day"):
            if cleaned.get(name) and not FIRST_DAY <= cleaned[name] <= LAST_DAY:
                self.add_error(name, _("Name a year between 1990 and 2100."))
        first, last = cleaned.get("day"), cleaned.get("last_day")
        if first and last and last <= first:
            self.add_error("last_day", _("Leave it empty for a meeting of one day."))
        self._check_hours(cleaned.get("begins"), cleaned.get("ends"), over_night=bool(last))
        return cleaned

    def _check_hours(self, begins: time | None, ends: time | None, *, over_night: bool) -> None:
        if ends and not begins:
            self.add_error("begins", _("Say also when it begins."))
        if begins and ends and ends <= begins and not over_night:
            self.add_error("ends", _("A meeting ends after it begins."))


class KindOfMeeting(forms.Form):
    """Kinds that hold on a day, and the one that the meeting has already."""

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = Term.objects.of(Vocabulary.MEETING_KIND)
        row = getattr(self, "row", None)
        offered = kinds.valid_on(today) if today else kinds
        field: Any = self.fields["kind"]
        field.queryset = offered | kinds.filter(pk=row.kind_id) if row else offered


class NewMeetingForm(DaysAndHours, KindOfMeeting, RowForm):
    """What one knows of a meeting when it is arranged; everything else is added on its page."""

    model = Meeting
    names = (
        "title",
        "kind",
        "plan",
        "day",
        "last_day",
        "begins",
        "ends",
        "zone",
        "place",
        "access",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("begins", "ends"):
            self.fields[name].widget = hour_input()


class FactsForm(KindOfMeeting, RevisedForm):
    """What the meeting is called and is for, and who may read what it says."""

    model = Meeting
    names = ("title", "kind", "stages", "series", "access", "summary")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Any = self.row
        stages: Any = self.fields["stages"]
        stages.queryset = Stage.objects.filter(plan=row.plan_id) if row.plan_id else _NO_STAGES
        series: Any = self.fields["series"]
        series.queryset = _series_near(row)
        if not row.plan_id:
            stages.help_text = _("Choose the plan first, below.")


_NO_STAGES = Stage.objects.none()


def _series_near(meeting: Meeting) -> Any:
    """Offer the series of meetings of the same plan, and the one that the meeting is in."""
    near = Q(meetings__plan=meeting.plan_id) | Q(pk=meeting.series_id)
    return Series.objects.filter(near).distinct()


class HoursForm(DaysAndHours, RevisedForm):
    """When and where; who is invited is told of every change."""

    model = Meeting
    names = ("day", "last_day", "begins", "ends", "zone", "place", "room", "online_link")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("begins", "ends"):
            self.fields[name].widget = hour_input()


class PeopleForm(RevisedForm):
    """Who leads and who writes, and the letter that invites."""

    model = Meeting
    names = ("chair", "note_taker", "letter_number")


class PlanForm(forms.Form):
    """The plan to which the meeting belongs; another plan has other stages."""

    plan = forms.ModelChoiceField(
        Plan.objects.all(), label=_("Plan"), required=False, empty_label=_("No plan")
    )


class SeriesForm(forms.Form):
    title = BilingualFormField(label=_("Name of the series"), max_length=LONGEST_LINE)


class ItemForm(RevisedForm):
    """One item of the agenda."""

    model = AgendaItem
    names = ("title", "duration")


class AgendaForm(forms.Form):
    """Several items at once, a line each, as one pastes them from a letter."""

    items = forms.CharField(
        label=_("Add items"),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line; minutes may stand at the end in brackets: Opening (10)"),
    )

    def clean_items(self) -> list[tuple[str, int | None]]:
        lines = [line.strip() for line in self.cleaned_data["items"].splitlines()]
        found = [_item(line) for line in lines if line]
        if any(len(title) > LONGEST_ITEM for title, _minutes in found):
            raise forms.ValidationError(_("An item has at most 500 characters."))
        return found


def _item(line: str) -> tuple[str, int | None]:
    """Tell the minutes in brackets from the words; what cannot be a duration stays with them."""
    match = MINUTES_AT_THE_END.search(line)
    minutes = int(match["minutes"]) if match else 0
    if match and match.start() and 1 <= minutes <= LONGEST_DURATION:
        return line[: match.start()], minutes
    return line, None


class PaperWords(forms.Form):
    """A picture says what it shows; what names people is not for the public."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.shows_picture(cleaned) and not cleaned.get("alt"):
            self.add_error("alt", _("Say in words what the picture shows."))
        if cleaned.get("is_public") and cleaned.get("role") in NAMES_PEOPLE:
            self.add_error("is_public", _("This kind of paper names people: not for the public."))
        return cleaned

    def shows_picture(self, cleaned: Mapping[str, Any]) -> bool:
        raise NotImplementedError


PAPER = ("role", "title", "alt", "is_public")


class NewPaperForm(PaperWords, RowForm):
    """A paper or photograph that is sent."""

    model = Paper
    names = PAPER

    file = UploadField(label=_("Document or picture"))
    field_order = ("file", *PAPER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def shows_picture(self, cleaned: Mapping[str, Any]) -> bool:
        name = getattr(cleaned.get("file"), "name", "").lower()
        return name.endswith((".png", ".jpg", ".jpeg", ".webp"))


class PaperForm(PaperWords, RowForm):
    """What a paper is called, what it is, and who reads it."""

    model = Paper
    names = PAPER

    def shows_picture(self, _cleaned: Mapping[str, Any]) -> bool:
        return isinstance(self.row, Paper) and self.row.file.is_picture


class NextForm(forms.Form):
    """The day of the meeting that continues this one."""

    day = forms.DateField(label=_("Day"), widget=day_input())

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Name a year between 1990 and 2100."))
        return day


class ReasonForm(forms.Form):
    """Why a meeting does not take place, or is taken out of the public's sight."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers find it in the history of the page."),
    )
