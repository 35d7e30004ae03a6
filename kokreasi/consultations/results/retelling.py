"""A result that counts what the last one counted, with the words that have come since.

Texts are read, and answered, for weeks after the answers were counted. Whoever has everything
counted again then gets the figures that are public already, to the letter, and beside them the
findings of today: nothing can be read from the difference, because there is none.
"""

from dataclasses import replace

from kokreasi.consultations.results.sheets import ResultSheet


def is_same_count(now: ResultSheet, before: ResultSheet) -> bool:
    """Tell whether two sheets count the same answers and votes, whatever each tells of groups."""
    kept = ResultSheet.read(now.content())
    return not before.is_interim and _counted(kept) == _counted(before)


def _counted(sheet: ResultSheet) -> tuple[object, ...]:
    return (sheet.people, sheet.voters, sheet.channels, sheet.versions, sheet.questions)


def retold(now: ResultSheet, before: ResultSheet) -> ResultSheet:
    """Give the sheet of before under the number of today, with the words of today."""
    return replace(
        before, number=now.number, made_at=now.made_at, themes=now.themes, stated=now.stated
    )


def tells_new_words_only(now: ResultSheet, before: ResultSheet) -> bool:
    """Tell whether a sheet says what one of before said, and more in words."""
    has_new_words = (now.themes, now.stated) != (before.themes, before.stated)
    return has_new_words and now == retold(now, before)
