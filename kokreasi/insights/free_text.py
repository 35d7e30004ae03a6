"""What people write into a field for free text: whether it says anything, and by which roots.

Needs no numpy. Answers come in Indonesian, in English and in both; each is read in the language
whose small words it uses more.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from kokreasi.insights.similarity import LONGEST_ROOT, MOST_WORDS
from kokreasi.insights.words import WORD, roots, stop_words


class Aside(StrEnum):
    """Why an answer is set aside before themes are looked for; it still counts as given."""

    WORDLESS = "wordless"
    NOTHING = "nothing"
    AS_BEFORE = "as_before"
    BARE = "bare"


def _phrases(table: str) -> frozenset[str]:
    return frozenset(
        each.strip() for line in table.strip().splitlines() for each in line.split("|")
    )


SAYS_NOTHING = {
    Aside.NOTHING: _phrases("""
        tidak|tidak ada|tdk|tdk ada|tak ada|ga ada|gak ada|nggak ada|enggak ada|ngga ada|gk ada
        belum|belum ada|blm ada|tidak punya|tidak tahu|tdk tahu|tidak tau|gak tau|kurang tahu
        entah
        tidak ada saran|tidak ada masukan|tidak ada komentar|tidak ada usulan|tidak ada usul
        tidak ada tambahan|tidak ada pendapat|belum ada saran|belum ada masukan|tidak ada jawaban
        saya tidak tahu|tidak ada lagi|nihil|kosong|no|none|nothing|nil|n a|na|no comment
        no comments
        not applicable|i don t know|don t know|dont know|nothing to add|tes|test|testing|coba"""),
    Aside.AS_BEFORE: _phrases("""
        sda|s d a|idem|sama|sama saja|sama dengan di atas|sama seperti di atas|seperti di atas
        sama dengan sebelumnya|seperti sebelumnya|sudah dijawab|sudah dijawab di atas
        lihat di atas
        ditto|same|same as above|as above|see above"""),
    Aside.BARE: _phrases("""
        cukup|sudah cukup|dirasa cukup|sudah|baik|sudah baik|cukup baik|bagus|sangat bagus
        sangat baik
        cukup bagus|oke|ok|okay|ya|iya|yes|setuju|sangat setuju|sepakat|mantap|mantab|sip|siap
        lanjut
        lanjutkan|terima kasih|terimakasih|makasih|trims|thanks|thank you|good|very good|agree
        aman
        semoga sukses|sukses|sukses selalu|semangat|amin|aamiin"""),
}
"""Answers that say nothing by themselves, as they stand once marks and capitals are gone."""

SHORTENED = _phrases("""
    yg|dgn|utk|tdk|dlm|pd|dr|krn|karna|sdh|udh|udah|blm|tsb|dll|dsb|dst|jg|jgn|hrs|spy|agr|bs
    gak|ga
    nggak|ngga|enggak|aja|saja|bgt|banget|sbg|spt|thd|ttg|kpd|org|bpk|sy|kalo|klo|gimana|gmn|sih
    deh
    nih|loh|lho|kek|biar|bikin|gitu|gini|mohon|semoga|tolong|harap|harapan|berharap|usul|usulan
    saran
    terima|kasih|terimakasih|makasih""")
"""Small words as people type them, and the courtesies of a consultation."""

ENGLISH = _phrases("""
    a|about|after|all|also|am|an|and|any|are|as|at|be|because|been|being|but|by|can|could|did|do
    does
    for|from|get|had|has|have|he|her|his|how|i|if|in|into|is|it|its|just|like|make|many|may|me
    more
    most|must|my|need|needs|no|not|of|on|one|only|or|other|our|out|over|please|she|should|so
    some|such
    than|that|the|their|them|then|there|these|they|this|those|to|too|up|us|very|was|we|were|what
    when
    where|which|who|why|will|with|would|you|your""")


def set_aside(text: str) -> Aside | None:
    """Tell why an answer says nothing by itself ("-", "tidak ada", "sda", "cukup"), or None."""
    said = list(islice(_all_words(text), MOST_WORDS))
    if not said:
        return Aside.WORDLESS
    phrase = " ".join(said)
    return next((why for why, phrases in SAYS_NOTHING.items() if phrase in phrases), None)


def _all_words(text: str) -> Iterator[str]:
    return (found.group().casefold() for found in WORD.finditer(text))


def written(text: str) -> list[tuple[str, str]]:
    """Give the roots of an answer in their order, each with the word as it was written.

    Small words are left out. Words after the first 400 are not looked at, and of a root only its
    first 40 characters.
    """
    said = [found.group() for found in islice(WORD.finditer(text), MOST_WORDS)]
    root_of = _english_root if is_english(said) else _indonesian_root
    return [(root, word) for word in said if (root := root_of(word.casefold()))]


def is_english(said: list[str]) -> bool:
    """Tell whether words are English rather than Indonesian, by the small words among them."""
    small = {word.casefold() for word in said}
    return len(small & ENGLISH) > len(small & stop_words())


def _indonesian_root(word: str) -> str:
    if word in SHORTENED:
        return ""
    return "".join(roots(word))[:LONGEST_ROOT]


@lru_cache(20_000)
def _english_root(word: str) -> str:
    """Cut the plural off (Harman, "How effective is suffixing?", JASIS 1991: the S stemmer)."""
    if word in ENGLISH or len(word) == 1:
        return ""
    if word.endswith("ies") and not word.endswith(("aies", "eies")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("us", "ss", "aes", "ees", "oes")):
        word = word[:-1]
    return word[:LONGEST_ROOT]
