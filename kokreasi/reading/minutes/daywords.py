"""Months, weekdays and numbers as Indonesian and English notes spell them."""

import re

MONTHS = (
    "januari|january|jan",
    "februari|pebruari|febuari|february|feb|peb",
    "maret|march|mar",
    "april|apr",
    "mei|may",
    "juni|june|jun",
    "juli|july|jul",
    "agustus|augustus|august|agust|agst|agus|agu|agt|ags|aug",
    "september|septembar|sept|sep",
    "oktober|october|okt|oct",
    "november|nopember|nov|nop",
    "desember|december|des|dec",
)
"""Spellings by month; the longest come first, so that a pattern takes all of a word."""

WEEKDAYS = (
    "senin|monday|mon|sen",
    "selasa|tuesday|tues|tue|sel",
    "rabu|wednesday|wed|rab",
    "kamis|thursday|thurs|thu|kam",
    "jum['’‘`´]?at|juma['’‘`´]t|friday|fri|jum",
    "sabtu|saturday|sat|sab",
    "minggu|ahad|sunday|sun",
)
"""Spellings by weekday, Monday first."""

MARKET_DAYS = "legi|pahing|paing|pon|wage|kliwon"
"""Days of the Javanese week, which stand beside the weekday in village notes."""

ONES = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "seratus": 100,
    "seribu": 1000,
}
SCALES = {"belas": 10, "puluh": 10, "ratus": 100, "ribu": 1000}
NUMBER_WORD = "|".join(sorted((*ONES, *SCALES), key=len, reverse=True))


def month_of(word: str) -> int:
    """Give 1 to 12 for a word that `MONTHS` knows, whatever its case."""
    word = word.casefold()
    return next(at for at, names in enumerate(MONTHS, start=1) if word in names.split("|"))


def weekday_of(word: str) -> int:
    """Give 0 (Monday) to 6 for a word that `WEEKDAYS` knows, whatever its case."""
    return next(at for at, names in enumerate(WEEKDAYS) if re.fullmatch(names, word, re.IGNORECASE))


def number_of(words: str) -> int:
    """Add up "dua ribu delapan belas"; words are known to be of `NUMBER_WORD`."""
    total = group = 0
    for word in words.casefold().split():
        if word == "belas":
            group += 10
        elif word in {"puluh", "ratus"}:
            group = group // 100 * 100 + group % 100 * SCALES[word]
        elif word == "ribu":
            total, group = total + group * 1000, 0
        else:
            group += ONES[word]
    return total + group
