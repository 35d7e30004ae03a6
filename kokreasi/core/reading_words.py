"""What the readers of files refuse, in words for the person who chose the file."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.limits import MEGABYTE

IN_WORDS: dict[Code, str | Promise] = {
    Code.EMPTY_FILE: _("The file is empty."),
    Code.INPUT_TOO_LARGE: _("The file is too large: at most %(megabytes)d MB are read."),
    Code.OUTPUT_TOO_LARGE: _("The file holds too much text to be read at once. Divide it."),
    Code.TOO_MUCH_MEMORY: _("The file needs too much memory to be read. Divide it."),
    Code.TOOK_TOO_LONG: _("Reading the file took too long and was stopped."),
    Code.UNPACKS_TOO_LARGE: _("The file unpacks to far more than its size and is not opened."),
    Code.TOO_MANY_PARTS: _("The file has too many parts and is not opened."),
    Code.TOO_MANY_ROWS: _("The file has too many rows: at most %(limit)d are read at once."),
    Code.STRAY_CELL: _("Something stands far outside the table, in cell %(cell)s. Remove it."),
    Code.MERGES_TOO_LARGE: _("The sheet %(sheet)s has merged cells that are far too large."),
    Code.WRONG_KIND: _("This is no table. Choose a file of the kind XLSX, ODS or CSV."),
    Code.PASSWORD: _("The file has a password. Save it without one and choose it again."),
    Code.NUL_BYTE: _("The file contains characters that no text has."),
    Code.ENTITIES: _("The file contains parts that could do harm and is not opened."),
    Code.UNSAFE_PART: _("The file contains parts that could do harm and is not opened."),
    Code.BROKEN: _("The file is broken, or is not what its name says."),
    Code.NO_DOCUMENT: _(
        "This is no document. Choose a file of the kind DOCX, ODT, PDF, TXT, Markdown or HTML."
    ),
    Code.EMPTY_DOCUMENT: _("The document holds no text."),
    Code.SCAN_WITHOUT_TEXT: _(
        "The document is a picture without text, which is not read here. Choose the Word file, or a"
        " PDF whose text can be selected."
    ),
    Code.TOO_MANY_PAGES: _("The document has too many pages: at most %(limit)d are read at once."),
    Code.TOO_DEEP: _("The parts of the document are nested too deeply to be read."),
    Code.NO_MINUTES: _("This does not look like the minutes of a meeting. Nothing was created."),
}
OTHERWISE = _("The file cannot be read.")
NO_FILE = _("The file %(name)s cannot be opened.")
"""Said on the command line only."""


def refusal_in_words(error: ReadingError) -> str:
    """Say in the reader's language why a file is not read, and what to do."""
    params = dict(error.params)
    limit = params.get("limit")
    params["megabytes"] = limit // MEGABYTE if isinstance(limit, int) else 0
    return str(IN_WORDS.get(error.code, OTHERWISE)) % params
