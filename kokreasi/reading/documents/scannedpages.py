"""Pages that are pictures: photographs, scans, and those that stand among pages with text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

import pypdfium2

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.pdf import Page, Progress, cleaned_lines, document_of
from kokreasi.reading.documents.pictures import POINTS_OF_A4, image_in, is_blank
from kokreasi.reading.documents.scan import Recogniser, drawn
from kokreasi.reading.errors import TooLargeError, WrongKindError

MOST_PICTURES = 40


def read_picture(data: bytes) -> Document:
    """Read a photograph or scan of one page; raises ReadingError."""
    image = image_in(data)
    lines, grids = Recogniser().lines(image, number=1)
    points = POINTS_OF_A4 / max(image.size)
    size = image.height * points, image.width * points
    page = Page(cleaned_lines(lines), grids, *size, is_picture=True)
    return document_of([page], kind="picture")


def recognised(
    document: pypdfium2.PdfDocument, pages: Sequence[Page], progress: Progress
) -> list[Page]:
    """Give the pages with the text of those that are pictures, their lines counted anew.

    Raises WrongKindError where the whole document is a scan and nothing recognises it.
    """
    return _numbered(_recognised(document, pages, progress))


def _recognised(
    document: pypdfium2.PdfDocument, pages: Sequence[Page], progress: Progress
) -> Iterator[Page]:
    pictures = [number for number, page in enumerate(pages, start=1) if page.is_picture]
    is_scan = not any(page.lines for page in pages)
    if is_scan and len(pictures) > MOST_PICTURES:
        raise TooLargeError(Code.TOO_MANY_PAGES, {"limit": MOST_PICTURES, "found": len(pictures)})
    try:
        recogniser = Recogniser()
    except WrongKindError:
        if is_scan:
            raise
        yield from pages
        return
    read = frozenset(pictures[:MOST_PICTURES])
    for number, page in enumerate(pages, start=1):
        if number not in read:
            yield page
            continue
        image, points = drawn(document[number - 1])
        lines, grids = recogniser.lines(image, number=number, points=points)
        is_picture = bool(lines) or not is_blank(image)
        yield replace(page, lines=cleaned_lines(lines), grids=grids, is_picture=is_picture)
        progress.step()


def _numbered(pages: Iterable[Page]) -> list[Page]:
    """Count the lines of all pages from 1."""
    numbers = count(1)
    return [
        replace(page, lines=[replace(line, number=next(numbers)) for line in page.lines])
        for page in pages
    ]
