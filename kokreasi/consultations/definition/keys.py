"""Stable keys: a question keeps its key whatever becomes of its words and its place."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OTHER = "other"
"""The option for which somebody writes own words, in the answer `<question>.other`."""
MAY_QUOTE = "quote"
"""`<question>.quote` is true where somebody agreed to be quoted."""

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_key(text: str) -> None:
    """Raise `ValidationError` for what cannot be a key of a page, question or option."""
    if not KEY.fullmatch(text):
        raise ValidationError(
            _("A key consists of small letters, digits, “-” and “_”, at most 40 of them."),
            code="key",
        )


def answer_key(question: str, item: str = "", *, of: str = "") -> str:
    """Give the key of an answer: `clarity`, `clarity@KOM-2018-07`, `cause.other`.

    `item` is the commitment for which a repeated page is asked; `of` names what belongs to an
    answer: `other`, `quote`, or a row of a matrix.
    """
    return question + (f".{of}" if of else "") + (f"@{item}" if item else "")


def split_key(key: str) -> tuple[str, str, str]:
    """Give the question, what belongs to it, and the item; the opposite of `answer_key`."""
    name, _at, item = key.partition("@")
    question, _dot, of = name.partition(".")
    return question, of, item
