"""What the reader remarks, in words for the person who reviews."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.reading.minutes.model import Notice, Why

REMARKS: dict[str, tuple[str, str | Promise]] = {
    "weekday_disagrees": ("day", _("The day of the week and the date do not fit together.")),
    "no_such_day": ("day", _("There is no such day in the calendar.")),
    "year_missing": ("day", _("The date has no year.")),
    "two_dates": ("day", _("The note names more than one date.")),
    "date_in_title_differs": ("day", _("The title names another date.")),
    "end_before_start": ("ends", _("The meeting would end before it begins.")),
    "due_before_meeting": ("", _("A deadline lies before the day of the meeting.")),
    "counts_disagree": ("total", _("Men and women do not add up to the number of people.")),
    "deleted_text": ("", _("The document holds deleted text, which was left out.")),
    "hidden_text": ("", _("The document holds hidden text.")),
    "pictures": ("", _("The document holds pictures, which are not read.")),
    "pages_without_text": ("", _("Some pages are pictures without text and were not read.")),
    "read_from_scan": ("", _("The text was recognised from a scan and may hold errors.")),
}
"""The fact that each remark is about (none: the document as a whole), and its words."""

OTHERWISE = ("", _("Please compare this with the note."))

LEFT_OUT: dict[Why, str | Promise] = {
    Why.LETTERHEAD: _("Letterhead"),
    Why.SIGNATURE: _("Signature"),
    Why.CLOSING_WORDS: _("Closing words"),
    Why.CAPTION: _("Caption of a picture"),
    Why.COMMENT_FORM: _("Part of a web page"),
    Why.PAGE_NUMBER: _("Page number"),
    Why.DOCUMENTATION: _("Documentation"),
    Why.TABLE_HEADER: _("Head of a table"),
}


def remark(notice: Notice) -> tuple[str, str | Promise]:
    """Give the name of the fact that a remark is about, "" for none, and its words."""
    name, words = REMARKS.get(notice.code, OTHERWISE)
    if pages := notice.params.get("pages"):
        words = f"{words} {_('Pages: %(pages)s.') % {'pages': pages}}"
    return name, words
