"""PDF documents, typeset from layouts of our own; the values travel as data, never as source."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

LAYOUTS = Path(__file__).resolve().parent / "layouts"


def typeset(layout: str, values: Mapping[str, Any], *, is_tagged: bool = True) -> bytes:
    """Typeset one of the layouts as PDF; `is_tagged` makes it an accessible one (PDF/UA-1)."""
    written = typst.compile(
        LAYOUTS / f"{layout}.typ",
        root=LAYOUTS,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"] if is_tagged else [],
    )
    return bytes(written)
