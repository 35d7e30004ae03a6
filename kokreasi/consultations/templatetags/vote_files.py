"""What is wrong with a line of a file of votes, in words."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

WORDS: Mapping[str, Promise] = {
    "empty_file": _("the file is empty"),
    "not_utf8": _("the file is not written in UTF-8"),
    "line_too_long": _("the line is too long"),
    "broken": _("the line is broken off"),
    "missing_column": _("a column is missing"),
    "double_column": _("a column stands twice"),
    "too_few_cells": _("the line has too few cells"),
    "not_a_number": _("is no number"),
    "number_too_large": _("the number is too large"),
    "unknown_vote": _("a vote is 1, 0 or -1"),
    "unknown_state": _("moderation is 1, 0 or -1"),
    "text_too_long": _("the text is too long"),
    "no_text": _("the text is empty"),
    "control_character": _("the text holds characters that cannot be shown"),
    "double_statement": _("the statement stands twice"),
}
"""By `insights.opinions.polis_csv.Code`, which loads numpy and so is not read here."""


@register.simple_tag
def problem_words(code: str) -> Promise | str:
    """Say what is wrong with a line; a code of another time as it is."""
    return WORDS.get(code, code)
