"""What is looked at before others read it. Pure functions over words."""

import re

LINK = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|xyz|top|id|co|me|ly|link)\b", re.I
)
SPAM = re.compile(
    r"\b(?:slot|gacor|judi|togel|casino|kasino|poker|taruhan|pinjol|jackpot|deposit|viagra"
    r"|bonus|maxwin|forex|bitcoin|porn\w*|bokep)\b",
    re.I,
)


def has_link(words: str) -> bool:
    return bool(LINK.search(words))


def is_suspicious(words: str) -> bool:
    """Tell whether words are usual in advertisements; a person decides, nothing is thrown away."""
    return bool(SPAM.search(words))
