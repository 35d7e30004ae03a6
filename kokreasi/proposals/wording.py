"""What may stand in a title or a name, and what is left out of a text."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from kokreasi.core.bilingual import Bilingual
from kokreasi.proposals.errors import LinkInTitleError, TrickyNameError

KEPT_CONTROLS = "\n\t"
ENDINGS = "com|net|org|info|biz|xyz|top|site|online|shop|store|id|co|io|me|ly|link|click|app|dev"
WEB_ADDRESS = re.compile(rf"https?:|www\.|\b[\w-]+\.(?:{ENDINGS})\b", re.IGNORECASE)


def tidied(text: str) -> str:
    """Leave out what nobody sees: control signs, and those that turn the direction of writing."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign for sign in composed if sign in KEPT_CONTROLS or not _is_invisible(sign))


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Co"}


def check_name(text: str) -> None:
    """Refuse a name that would be read as something else than it says."""
    if text != tidied(text) or re.search(r"[<>\n\t]", text):
        raise TrickyNameError


def check_title(text: str) -> None:
    """Refuse a title with a web address in it, or one that plays tricks."""
    check_name(text)
    if WEB_ADDRESS.search(text):
        raise LinkInTitleError


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a proposal as they are kept; raises where the title is refused."""
    title = values.get("title", Bilingual())
    for text in (title.id, title.en):
        check_title(unicodedata.normalize("NFC", text))
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, Bilingual):
        return Bilingual(id=tidied(value.id), en=tidied(value.en))
    return tidied(value) if type(value) is str else value
