"""Everything a reader can have to say, as codes; the application above turns them into words."""

from enum import StrEnum


class Code(StrEnum):
    """A code and, behind it, the parameters that come with it."""

    # The file is refused: a ReadingError.
    EMPTY_FILE = "empty_file"
    INPUT_TOO_LARGE = "input_too_large"  # limit, found: bytes
    OUTPUT_TOO_LARGE = "output_too_large"  # limit: bytes
    TOO_MUCH_MEMORY = "too_much_memory"  # limit: bytes
    TOOK_TOO_LONG = "took_too_long"  # limit: seconds
    UNPACKS_TOO_LARGE = "unpacks_too_large"  # limit: bytes
    TOO_MANY_PARTS = "too_many_parts"  # limit, found
    TOO_MANY_ROWS = "too_many_rows"  # limit, sheet
    STRAY_CELL = "stray_cell"  # cell, sheet
    MERGES_TOO_LARGE = "merges_too_large"  # sheet
    WRONG_KIND = "wrong_kind"  # kind: what the file really is, see guard.Kind
    PASSWORD = "password"  # noqa: S105 - the name of a refusal
    NUL_BYTE = "nul_byte"
    ENTITIES = "entities"  # part
    UNSAFE_PART = "unsafe_part"  # part
    BROKEN = "broken"
    READER_FAILED = "reader_failed"
    NO_DOCUMENT = "no_document"  # kind: what the file really is, see guard.Kind
    EMPTY_DOCUMENT = "empty_document"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    TOO_MANY_PAGES = "too_many_pages"  # limit, found
    TOO_DEEP = "too_deep"
    NO_MINUTES = "no_minutes"

    # The file can be read, but the matrix cannot be used: Matrix.problems.
    NO_HEADER = "no_header"  # sheet
    NO_ROWS = "no_rows"
    DUPLICATE_COLUMN = "duplicate_column"  # label, meaning, first: the column that came before
    SEMESTER_UNCLEAR = "semester_unclear"  # label
    ROW_WITHOUT_TITLE = "row_without_title"
    DUPLICATE_NUMBER = "duplicate_number"  # number, first: the line that came before
    DUPLICATE_REFERENCE = "duplicate_reference"  # reference, first

    # Worth a look, but no reason to stop: Matrix.warnings.
    TOTAL_DIFFERS = "total_differs"  # stated, found
    NUMBER_UNCLEAR = "number_unclear"  # text
    NUMBERS_SKIP = "numbers_skip"  # missing
    MAYBE_SEVERAL = "maybe_several"  # text
    NAME_TWICE = "name_twice"  # text
    CELL_ERROR = "cell_error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    HIDDEN_LINE = "hidden_line"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SHEET = "hidden_sheet"  # sheet
    OTHER_SHEET = "other_sheet"  # sheet
    OTHER_MATRIX = "other_matrix"  # sheet


class Remark(StrEnum):
    """What a document holds besides the text that was read: Document.warnings; no parameters."""

    DELETED_TEXT = "deleted_text"
    HIDDEN_TEXT = "hidden_text"
    PICTURES = "pictures"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    READ_FROM_SCAN = "read_from_scan"
