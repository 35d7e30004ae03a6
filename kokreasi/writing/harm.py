"""What a Word file would fetch or run on the machine of whoever opens it: refused.

The minutes that leave the platform are opened by people who trust it. So the file is looked at as
it leaves, whatever the template and its program have made of it: every relation, every field, and
every part that Word could take for more than text and pictures.
"""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from kokreasi.reading.errors import ReadingError
from kokreasi.reading.guard import open_archive
from kokreasi.writing.errors import Code, WritingError

XML = frozenset({".xml", ".rels", ".svg"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf"})
FONTS = frozenset({".odttf", ".ttf", ".otf"})
LINK = "hyperlink"
LINKS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
ACTIVE = frozenset(
    {"aFChunk", "attachedTemplate", "control", "frame", "oleObject", "package", "subDocument"}
    | {"vbaProject", "wordVbaData"}
)
"""Kinds of relations that run something or bring in another document, also from the inside."""

FIELDS = frozenset(
    {"AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "HYPERLINK", "NOTEREF", "NUMPAGES"}
    | {"PAGE", "PAGEREF", "REF", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF"}
    | {"SUBJECT", "SYMBOL", "TIME", "TITLE", "TOC"}
)
"""Fields that only count, name or point; others read files, start programs or build fields."""
DRAWN = frozenset({"imagedata", "fill", "stroke", "image"})
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
QUOTED = 100
"""Characters of what is refused that are told to who brought it."""


def refuse_harm(document: bytes) -> None:
    """Let a DOCX pass that asks nothing of its reader's machine; raises WritingError."""
    try:
        with open_archive(document) as archive:
            for name in archive.namelist():
                _refuse_part(archive, name)
    except (ReadingError, etree.XMLSyntaxError) as error:
        raise WritingError(Code.BROKEN) from error


def _refuse_part(archive: zipfile.ZipFile, name: str) -> None:
    ending = "." + name.rpartition(".")[2].lower()
    if ending not in XML | PICTURES | FONTS and not name.endswith("/"):
        raise _refusal(name)
    if ending in XML:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(archive.read(name), parser)
        _refuse_relations(root) if ending == ".rels" else _refuse_content(root)


def _refuse_relations(root: etree._Element) -> None:
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        is_link = kind == LINK and LINKS.match(target)
        is_inside = relation.get("TargetMode") != "External" and not ELSEWHERE.match(target)
        if kind in ACTIVE or not (is_link or is_inside):
            raise _refusal(f"{kind} {target}")


def _refuse_content(root: etree._Element) -> None:
    for code in _field_codes(root):
        if (code.split() or [""])[0].upper() not in FIELDS:
            raise _refusal(code.strip() or "?")
    for element in root.iter(*(f"{{*}}{name}" for name in DRAWN)):
        for name in ("src", "href"):
            if ELSEWHERE.match(_value(element, name)):
                raise _refusal(_value(element, name))


def _field_codes(root: etree._Element) -> Iterator[str]:
    """Give what each field says of itself, also one that is written in many pieces."""
    open_codes: list[list[str]] = []
    for element in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText"):
        match etree.QName(element).localname, _value(element, "fldCharType"):
            case "fldSimple", _:
                yield _value(element, "instr")
            case "fldChar", "begin":
                open_codes.append([])
            case "fldChar", "end" if open_codes:
                yield "".join(open_codes.pop())
            case "instrText" | "delInstrText", _:
                (open_codes or [[]])[-1].append(element.text or "")
    yield from ("".join(code) for code in open_codes)


def _value(element: etree._Element, wanted: str) -> str:
    values = (value for name, value in element.items() if etree.QName(name).localname == wanted)
    return str(next(values, ""))


def _refusal(what: str) -> WritingError:
    return WritingError(Code.FORBIDDEN, {"problem": what[:QUOTED]})
