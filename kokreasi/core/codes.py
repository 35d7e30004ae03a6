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
