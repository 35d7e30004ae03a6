"""Names of files as people see them; on disk every file is called by its hash."""

import unicodedata
from pathlib import PurePath

LONGEST = 120


def clean_name(raw: str) -> str:
    """Keep what a person reads in a name; drop folders, control and direction marks, and excess.

    A name that a right-to-left mark lets end in “exe.pdf” on the screen shows its real ending then.
    """
    last = raw.replace("\\", "/").rpartition("/")[2]
    readable = "".join(sign for sign in unicodedata.normalize("NFC", last) if _is_readable(sign))
    name = " ".join(readable.split()).lstrip(".- ")
    ending = PurePath(name).suffix[:10]
    stem = name.removesuffix(ending)[: LONGEST - len(ending)].rstrip()
    return (stem or "file") + ending


def _is_readable(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*;'
