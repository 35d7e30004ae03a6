"""Numbers and letters by which paper and chats name questions and their options."""

from collections.abc import Mapping
from string import ascii_lowercase

from kokreasi.consultations.choices import UNANSWERED
from kokreasi.consultations.definition.wording import Definition


def numbers(definition: Definition) -> Mapping[str, int]:
    """Number the questions through the whole questionnaire, without what is only read."""
    asked = (one for one in definition.questions() if one.kind not in UNANSWERED)
    return {question.key: number for number, question in enumerate(asked, start=1)}


def letter(place: int) -> str:
    """Give the letter of an option by its place from 0: a … z, then aa, ab, as in a spreadsheet."""
    before, last = divmod(place, len(ascii_lowercase))
    return (letter(before - 1) if before else "") + ascii_lowercase[last]
