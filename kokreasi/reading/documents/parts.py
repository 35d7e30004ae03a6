"""Zipped office documents: their XML parts, read one element of the body at a time."""

import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import UnreadableError

Element = etree._Element
LONGEST_COUNT = 6


def name_of(element: Element) -> str:
    """Give the name without its namespace; "" for comments and the like."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Give an attribute whatever its namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Follow a path of names to the first such element."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from (each for each in element if name_of(each) == name)


def number(text: str | None, otherwise: int = 0) -> int:
    """Read a whole number of at most six digits; what is no such number counts as `otherwise`."""
    digits = (text or "").removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST_COUNT:
        return otherwise
    return int(str(text))


def part(archive: zipfile.ZipFile, path: str) -> Element | None:
    """Parse a whole part, one that is small; None if the archive has no such part."""
    try:
        with archive.open(path) as stream:
            return etree.parse(stream, _parser()).getroot()
    except KeyError:
        return None
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Code.BROKEN) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def pieces(
    archive: zipfile.ZipFile, path: str, names: Iterable[str], within: frozenset[str]
) -> Iterator[Element]:
    """Give the named elements of a long part one by one and forget each afterwards.

    Only those are given whose ancestors are all among `within`: what stands inside a table or
    text box comes with it.
    """
    wanted = [f"{{*}}{name}" for name in names]
    try:
        with archive.open(path) as stream:
            context = etree.iterparse(
                stream, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            )
            for _event, element in context:
                if all(name_of(each) in within for each in element.iterancestors()):
                    yield element
                    _forget(element)
    except KeyError as error:
        raise UnreadableError(Code.BROKEN) from error
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Code.BROKEN) from error


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]
