"""Why the command line does not read a file, in one Indonesian sentence."""

from collections.abc import Mapping
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation

from kokreasi.core import reading_words
from kokreasi.reading.errors import ReadingError

LANGUAGE = "id"
TRANSLATIONS = Path(__file__).parent / "locale"


def in_indonesian(refusal: Mapping[str, object], error: ReadingError | None) -> str:
    """Say what `error` means; without one, that there is no such file."""
    if not settings.configured:
        settings.configure(LANGUAGE_CODE=LANGUAGE, LOCALE_PATHS=[TRANSLATIONS])
        django.setup()
    with translation.override(LANGUAGE):
        if error is None:
            return str(reading_words.NO_FILE) % refusal["params"]
        return str(reading_words.refusal_in_words(error))
