"""A questionnaire on paper: one form for everybody, or the same form under many numbers.

Values of a form (layouts/questionnaire.typ). Words are `{"text", "language"}`; `language` is empty
where they are in the form's own. A code is a list of rows of "0" and "1".

    language, title (words), author, reference, running (head of each page), is_large
    summary (words), how (lines), facts [{label, values [words]}], hand_in (lines), check
    mark    nothing where numbers are put on later, or {label, number, note, code, alt}
    online  nothing, or {address, label, code}
    words   other, quote, commitment, in_words, end, strip, code
    pages   title, intro (words), only_if, is_repeated, and
              once:      questions
              repeated:  items [{key, text}], legend (questions), tables [[column]], written
    question  number, text, hint (words), only_if, notes (lines), kind, is_quotable, has_other,
              options [words], rows [words], points (texts), ends (lines), lines
    column    number, kind ("marks" or "write"), shape ("round" or "square"), marks, width in em
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2

from kokreasi.writing.pages import typeset

Mark = Mapping[str, Any]


def sheets(form: Mapping[str, Any], marks: Sequence[Mark]) -> bytes:
    """Typeset a form once and give as many copies as there are marks, one after the other.

    The copies share what is on the form, so that 500 of them are hardly larger than one. They are
    for the printer and are not tagged; a form without number, which people may read, is.
    """
    if not marks:
        return typeset("questionnaire", form)
    once = typeset("questionnaire", {**form, "mark": None}, is_tagged=False)
    order = {
        "title": form["title"]["text"],
        "form": list(once),
        "pages": len(pypdfium2.PdfDocument(once)),
        "marks": list(marks),
    }
    return typeset("numbered", order, is_tagged=False)
