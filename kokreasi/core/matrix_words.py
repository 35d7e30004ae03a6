"""What the reader of a matrix says by codes, in words for the person who chose the file."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.reading.codes import Code
from kokreasi.reading.matrix import Problem, Unread

PROBLEMS: dict[Code, str | Promise] = {
    Code.NO_HEADER: gettext_lazy(
        "No line names the columns of a matrix. It needs at least the number, the title of the"
        " commitment and one column more, as in the template."
    ),
    Code.NO_ROWS: gettext_lazy("The table has a header, but nothing under it."),
    Code.DUPLICATE_COLUMN: gettext_lazy(
        "The column “%(label)s” means the same as column %(first)s. Keep one of them."
    ),
    Code.SEMESTER_UNCLEAR: gettext_lazy(
        "“%(label)s” does not say which semester of which year it is."
    ),
    Code.ROW_WITHOUT_TITLE: gettext_lazy("This row has no title of a commitment."),
    Code.DUPLICATE_NUMBER: gettext_lazy("Number %(number)s already stands in line %(first)s."),
    Code.DUPLICATE_REFERENCE: gettext_lazy(
        "Reference %(reference)s already stands in line %(first)s."
    ),
}
WARNINGS: dict[Code, str | Promise] = {
    Code.TOTAL_DIFFERS: gettext_lazy(
        "The file announces %(stated)s proposals and lists %(found)s. Both numbers are kept."
    ),
    Code.NUMBER_UNCLEAR: gettext_lazy("“%(text)s” is no number. The row gets the next free one."),
    Code.NUMBERS_SKIP: gettext_lazy("These numbers are missing: %(missing)s."),
    Code.MAYBE_SEVERAL: gettext_lazy(
        "“%(text)s” may be several organisations. It is read as one; separate them with a"
        " semicolon if they are several."
    ),
    Code.NAME_TWICE: gettext_lazy("“%(text)s” stands twice in this cell and is taken once."),
    Code.CELL_ERROR: gettext_lazy("The cell shows an error of the spreadsheet program."),
    Code.FORMULA_WITHOUT_VALUE: gettext_lazy(
        "The cell holds a formula without its result. Open the file, save it and upload it again."
    ),
    Code.HIDDEN_LINE: gettext_lazy("This line is hidden in the file. It is read all the same."),
    Code.HIDDEN_COLUMN: gettext_lazy("This column is hidden in the file. It is read all the same."),
    Code.HIDDEN_SHEET: gettext_lazy("The matrix stands in the hidden sheet “%(sheet)s”."),
    Code.OTHER_SHEET: gettext_lazy("The sheet “%(sheet)s” was not read."),
    Code.OTHER_MATRIX: gettext_lazy(
        "The sheet “%(sheet)s” holds a matrix too. It was not read; upload it as a file of its own."
    ),
}
IN_WORDS = PROBLEMS | WARNINGS


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about a place in the file; line 0 and an empty column are the whole file."""

    text: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{place}: {self.text}" if (place := self.place) else self.text

    @property
    def place(self) -> str:
        """Say where it is, as the spreadsheet program shows it."""
        where = {"line": self.line, "column": self.column}
        if self.line and self.column:
            return _("Line %(line)s, column %(column)s") % where
        if self.line:
            return _("Line %(line)s") % where
        return _("Column %(column)s") % where if self.column else ""


def in_words(problem: Problem) -> Message:
    """Say what the reader met, and where."""
    return Message(str(IN_WORDS[problem.code]) % problem.params, problem.line, problem.column)


def unread_in_words(unread: Unread) -> Message:
    """Say that something stands in the file and is not imported."""
    words = _("“%(text)s” is not imported.") % {"text": unread.text or "–"}
    return Message(words, unread.line, unread.column)
