"""Parts of addresses that need care."""


class IdConverter:
    """A row's number in an address, `<id:pk>`.

    Numbers above 64 bits, which a database answers with an error, are no address at all.
    """

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


MOST_DIGITS = 18
"""Every number of so many digits fits into 64 bits."""


def is_number(text: str) -> bool:
    """Tell whether a text from an address or form can be the number of a row."""
    return text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS
