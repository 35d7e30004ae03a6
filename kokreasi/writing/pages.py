"""PDF documents, typeset from layouts of our own; the values travel as data, never as source."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

LAYOUTS = Path(__file__).resolve().parent / "layouts"
NO_SIGN = "could not be displayed"
"""What the typesetter says of a text for which no font has a sign: emoji, Chinese."""


def typeset(layout: str, values: Mapping[str, Any], *, is_tagged: bool = True) -> bytes:
    """Typeset one of the layouts as PDF; `is_tagged` makes it an accessible one (PDF/UA-1).

    With a sign that none of our fonts has no document may call itself PDF/UA; it is written all the
    same, tagged, with an empty box in its place.
    """
    told = json.dumps(values, ensure_ascii=False)
    if not is_tagged:
        return _compiled(layout, told, is_accessible=False)
    try:
        return _compiled(layout, told, is_accessible=True)
    except typst.TypstError as error:
        if NO_SIGN not in str(error):
            raise
        return _compiled(layout, told, is_accessible=False)


def _compiled(layout: str, told: str, *, is_accessible: bool) -> bytes:
    written = typst.compile(
        LAYOUTS / f"{layout}.typ",
        root=LAYOUTS,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"values": told},
        pdf_standards=["ua-1"] if is_accessible else [],
    )
    return bytes(written)
