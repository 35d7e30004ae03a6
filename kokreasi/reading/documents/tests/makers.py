"""Documents made for tests, each format by a library that is not our own, or by hand."""

import io
import zipfile

import docx
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kokreasi.reading.documents.opening import read_document

Rows = list[list[str]]
ODT_MIME = "application/vnd.oasis.opendocument.text"
ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def shapes(data: bytes | str, name: str = "") -> list[tuple[str, str, str, int]]:
    """Read a document and give shape, marker, text and level of its blocks."""
    data = data.encode() if isinstance(data, str) else data
    return [
        (block.shape.value, block.marker, block.text, block.level)
        for block in read_document(data, name).blocks
    ]


def texts(data: bytes | str, name: str = "") -> list[str]:
    return [text for _shape, _marker, text, _level in shapes(data, name)]


def rows(data: bytes | str, name: str = "") -> Rows:
    data = data.encode() if isinstance(data, str) else data
    return [block.cells for block in read_document(data, name).blocks if block.cells]


def pdf(source: str, setup: str = '#set page(paper: "a4")\n#set text(size: 11pt)\n') -> bytes:
    """Set a text in Typst's language."""
    made: bytes = typst.compile((setup + source).encode())
    return made


def word(body: str, **parts: str) -> bytes:
    """Put XML of a body, with the prefix w, into a document of python-docx's template."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a')}>{body}</w:body>"):
        document.element.body.append(element)
    return with_parts(saved(document), {f"word/{name}.xml": text for name, text in parts.items()})


def main_part(body: str) -> str:
    """word/document.xml, which no library has looked at."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {names}><w:body>{body}</w:body></w:document>"


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """Put other parts into an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept.update({name: text.encode() for name, text in parts.items()})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return target.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run, as Word writes it."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def item(text: str, list_id: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(cells: Rows) -> str:
    lines = ("".join(f"<w:tc>{p(text)}</w:tc>" for text in row) for row in cells)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def numbering(*lists: list[tuple[str, str]]) -> str:
    """word/numbering.xml with one list for each argument: its levels as (format, text)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">'
        + "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
            f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{360 * (depth + 1)}"/></w:pPr>'
            "</w:lvl>"
            for depth, (shape, text) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for at, levels in enumerate(lists, start=1)
    )
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return f"<w:numbering {nsdecls('w')}>{abstract}{nums}</w:numbering>"


def odt(body: str, styles: str = "", margins: str = "") -> bytes:
    """An OpenDocument text around the XML of its body and automatic styles."""
    content = (
        f"<office:document-content {ODT_NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    other = (
        f"<office:document-styles {ODT_NAMES}><office:master-styles><style:master-page>"
        f"{margins}</style:master-page></office:master-styles></office:document-styles>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", ODT_MIME)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", other)
    return target.getvalue()
