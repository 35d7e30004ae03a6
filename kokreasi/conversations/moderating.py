"""What is looked at before others read it. Pure functions over words."""

import re

ENDINGS = "com|net|org|info|biz|xyz|top|site|online|shop|store|id|co|io|me|ly|link|click|app|dev"
LINK = re.compile(rf"https?:|www\.|(?<![\w-])[\w-]{{1,63}}\.(?:{ENDINGS})\b", re.I)
"""A name in an address has at most 63 letters; without that limit long texts take seconds."""
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
