"""What may stand in the title of a proposal, and how its texts are kept."""

from collections.abc import Mapping
from typing import Any

from kokreasi.conversations.moderating import has_link
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.wording import check_name, tidied
from kokreasi.proposals.errors import LinkInTitleError


def check_title(text: str) -> None:
    """Refuse a title with a web address in it, or one that plays tricks."""
    check_name(text)
    if has_link(text):
        raise LinkInTitleError


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a proposal as they are kept; raises where the title is refused."""
    title = values.get("title", Bilingual())
    for text in (title.id, title.en):
        check_title(text)
    return {name: kept(value) for name, value in values.items()}


def kept(value: Any) -> Any:
    """Give a value without signs that nobody sees, where it is words."""
    if isinstance(value, Bilingual):
        return Bilingual(id=tidied(value.id), en=tidied(value.en))
    return tidied(value) if type(value) is str else value
