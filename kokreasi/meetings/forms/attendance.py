"""Recording who came: on one's own phone, and by the secretariat."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kokreasi.files.formats import CSV, ODS, TEXT, XLSX
from kokreasi.files.forms import UploadField
from kokreasi.meetings.choices import Disability, Gender
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services.attendance import Attendee
from kokreasi.organisations.queries import find
from kokreasi.people.models import User

CONSENT = "2026-11"
"""Version of the text that stands in `meetings/attendance/_consent.html`; a new text, a new one."""

LONGEST_CODE = 12
LOOKS_LIKE = str.maketrans("018", "OIB")
"""No code holds these digits (RFC 4648, base 32)."""


class CodeForm(forms.Form):
    """The code on the screen, typed by who cannot scan it."""

    code = forms.CharField(
        label=_("Code on the screen"),
        max_length=LONGEST_CODE,
        help_text=_("Eight letters and digits; they change every minute."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        """Take the code as the screen groups it, in small letters too, and what looks alike."""
        code: str = self.cleaned_data["code"]
        return "".join(code.split()).upper().translate(LOOKS_LIKE)


class AttendeeForm(forms.Form):
    """Who came and for whom; in free words, because not every body is known here."""

    name = forms.CharField(label=_("Name"), max_length=200)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=300,
        required=False,
        help_text=_("As you call it; leave it empty if you come for yourself."),
    )
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=Gender.choices, initial=Gender.NOT_SAID, required=False
    )
    disability = forms.ChoiceField(
        label=_("Disability"),
        choices=Disability.choices,
        initial=Disability.NOT_SAID,
        required=False,
    )

    def attendee(self, person: User | None = None) -> Attendee:
        """Give who came; the organisation only where exactly one is called so."""
        given = self.cleaned_data
        words = given["organisation"]
        return Attendee(
            name=given["name"],
            organisation=find(words) if words else None,
            organisation_words=words,
            position=given["position"],
            gender=Gender(given["gender"] or Gender.NOT_SAID),
            disability=Disability(given["disability"] or Disability.NOT_SAID),
            consent=CONSENT if given.get("agrees") else "",
            person=person,
        )


class SheetForm(AttendeeForm):
    """What somebody says on their own phone; gender and disability only with their consent."""

    agrees = forms.BooleanField(
        label=_("I agree that gender and disability are counted as described."), required=False
    )
    sheet = forms.CharField(widget=forms.HiddenInput, max_length=500)

    def __init__(self, data: Any = None, *, sheet: str, person: User | None = None) -> None:
        known = {"name": person.name, "organisation": person.speaks_for} if person else {}
        super().__init__(data, initial={"sheet": sheet, **known})
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said = {cleaned.get("gender"), cleaned.get("disability")}
        if said - {"", None, Gender.NOT_SAID} and not cleaned.get("agrees"):
            self.add_error("agrees", _("Agree, or leave gender and disability at “not said”."))
        return cleaned


class DayMixin(forms.Form):
    """Which day of the meeting; asked only where it has several."""

    def offer_days(self, meeting: Meeting) -> None:
        days = meeting.days()
        if len(days) > 1:
            choices = [(day.isoformat(), day) for day in days]
            self.fields["day"] = forms.TypedChoiceField(
                label=_("Day"), choices=choices, coerce=type(days[0]).fromisoformat
            )


class WalkInForm(DayMixin, AttendeeForm):
    """Somebody whom the secretariat adds to the list."""

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer_days(meeting)
        self.fields["organisation"].help_text = _("Any spelling will do; it is kept as written.")


class TickForm(DayMixin):
    """Who of the invited came."""

    invitees = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any = None, *, meeting: Meeting, offered: list[int]) -> None:
        super().__init__(data)
        self.offer_days(meeting)
        field: Any = self.fields["invitees"]
        field.choices = [(pk, pk) for pk in offered]


class AttendanceFileForm(DayMixin):
    """A table of who came."""

    file = UploadField(
        label=_("Attendance list"),
        formats=(XLSX, ODS, CSV, TEXT),
        help_text=_("XLSX, ODS or CSV with a line of headings: Nama, Instansi, Jabatan, L/P …"),
    )

    def __init__(self, data: Any = None, files: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, files)
        self.offer_days(meeting)
