"""What may stand in a name, and what is left out of every text that people send."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError

KEPT_CONTROLS = "\n\t"
UNSEEN = frozenset({"Cc", "Cf", "Co"})
LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")


class TrickyNameError(DomainError):
    message = _(
        "A name or title consists of letters only: without < and >, and without invisible signs "
        "that turn the direction of writing."
    )


def tidied(text: str) -> str:
    """Leave out what nobody sees: control signs, and those that turn the direction of writing."""
    composed = unicodedata.normalize("NFC", text).translate(LINE_ENDS)
    return "".join(sign for sign in composed if sign in KEPT_CONTROLS or not _is_unseen(sign))


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in UNSEEN


def check_name(text: str) -> None:
    """Refuse a name that would be read as something else than it says."""
    if unicodedata.normalize("NFC", text) != tidied(text) or re.search(r"[<>\n\t]", text):
        raise TrickyNameError
