"""Addresses as QR codes."""


def drawing_of(address: str) -> str:
    """Draw an address as a QR code, an SVG to stand in a page; its size comes from the page."""
    import segno  # noqa: PLC0415 - 4 MB, and few requests draw a code

    code = segno.make(address, error="m", micro=False)
    drawn: str = code.svg_inline(border=4, omitsize=True, dark="#000000", light="#ffffff")
    return drawn


def picture_of(address: str) -> bytes:
    """Draw an address as a QR code, an SVG file of its own."""
    return (
        drawing_of(address).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
    )


def rows_of(address: str) -> list[str]:
    """Give the rows of the QR code of an address, "1" for what is dark; for a document.

    Its pattern is fixed: looking for the best one takes most of the time where many are drawn.
    """
    import segno  # noqa: PLC0415 - 4 MB, and few requests draw a code

    code = segno.make(address, error="m", micro=False, mask=3)
    return ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
