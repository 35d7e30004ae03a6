"""Parts of a note as bytes of a format: TXT, Markdown, DOCX, ODT, HTML, PDF."""

import io
import zipfile
from html import escape

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kokreasi.reading.minutes.tests.generated.layouts import Part

LABEL_WIDTH = 18
SPACES = "urn:oasis:names:tc:opendocument:xmlns"


def as_text(parts: list[Part]) -> bytes:
    lines: list[str] = []
    for part in parts:
        lines += _text_lines(part)
        if part.kind in {"title", "heading", "table", "loose"}:
            lines.append("")
    return "\n".join(lines).encode()


def _text_lines(part: Part) -> list[str]:
    match part.kind:
        case "label" | "bold" | "bullet":
            return _aligned(part)
        case "table":
            return _text_table(part)
        case "heading":
            return ["", part.text]
    return _running(part)


def _aligned(part: Part) -> list[str]:
    first, *others = part.values
    indent = " " * (LABEL_WIDTH + 2)
    return [f"{part.text:<{LABEL_WIDTH}}: {first}", *(indent + value for value in others)]


def _text_table(part: Part) -> list[str]:
    rows = [[cell.split("\n") for cell in row] for row in part.rows]
    widths = [max(len(line) for row in rows for line in row[at]) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        for at in range(max(map(len, row))):
            cells = [column[at] if at < len(column) else "" for column in row]
            padded = [f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)]
            lines.append("   ".join(padded).rstrip())
    return lines


def as_markdown(parts: list[Part]) -> bytes:
    lines: list[str] = []
    titles = [part.text for part in parts if part.kind == "title"]
    lines += [f"# {titles[0].title()}: {titles[1]}", ""]
    at = parts.index(next(part for part in parts if part.kind == "title"))
    for part in parts[at:]:
        if part.kind != "title":
            lines += [*_markdown_lines(part), ""] if part.kind != "item" else _markdown_lines(part)
    return "\n".join(lines).encode()


def _markdown_lines(part: Part) -> list[str]:
    match part.kind:
        case "label" | "loose" | "bold" | "bullet":
            mark = "- " if part.kind == "bullet" else ""
            first, *others = part.values
            if others:
                return [f"{mark}**{part.text}:**", *part.values]
            return [f"{mark}**{part.text}:** {first}"]
        case "heading":
            return [f"## {part.text}"]
        case "item":
            return [f"{part.marker} {part.text}"]
        case "table":
            rows = [[cell.replace("\n", "<br>") for cell in row] for row in part.rows]
            lines = [f"| {' | '.join(row)} |" for row in rows]
            return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]
    return [part.text]


def as_docx(parts: list[Part]) -> bytes:
    document = docx.Document()
    for part in parts:
        if part.kind == "table":
            _docx_table(document, part)
            continue
        for text in _running(part):
            run = document.add_paragraph().add_run(text)
            run.bold = part.kind in {"title", "heading"}
    return _saved(document.save)


def _docx_table(document, part: Part) -> None:
    table = document.add_table(rows=0, cols=len(part.rows[0]))
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _running(part: Part) -> list[str]:
    """The lines of a part where a page has no columns of its own."""
    match part.kind:
        case "label" | "bold" | "bullet":
            return [f"{part.text}: {part.values[0]}", *part.values[1:]]
        case "loose":
            return [f"{part.text} {part.values[0]}", *part.values[1:]]
        case "item":
            return [f"{part.marker} {part.text}"]
    return [part.text]


def _saved(save) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def as_html(parts: list[Part]) -> bytes:
    body = "".join(_html(part) for part in parts)
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def _html(part: Part) -> str:
    if part.kind == "table":
        rows = (
            "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
            for row in part.rows
        )
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    tag = {"title": "h1", "heading": "h2"}.get(part.kind, "p")
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in _running(part))


def as_odt(parts: list[Part]) -> bytes:
    body = "".join(_odt(part) for part in parts)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{SPACES}:office:1.0" '
        f'xmlns:table="{SPACES}:table:1.0" xmlns:text="{SPACES}:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    return buffer.getvalue()


def _odt(part: Part) -> str:
    if part.kind == "table":
        rows = "".join(
            f"<table:table-row>{''.join(map(_odt_cell, row))}</table:table-row>"
            for row in part.rows
        )
        return f"<table:table>{rows}</table:table>"
    if part.kind in {"title", "heading"}:
        return f'<text:h text:outline-level="1">{escape(part.text)}</text:h>'
    return "".join(f"<text:p>{escape(text)}</text:p>" for text in _running(part))


def _odt_cell(cell: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f"<table:table-cell>{lines}</table:table-cell>"


def as_pdf(parts: list[Part]) -> bytes:
    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=13)
    bold = ParagraphStyle("bold", parent=plain, fontName="Helvetica-Bold", spaceBefore=8)
    flow = []
    for part in parts:
        if part.kind in {"label", "table", "bold", "bullet"}:
            rows = part.rows or ((part.text, ":", "\n".join(part.values)),)
            flow.append(_pdf_table(rows, plain, has_grid=rows[0][0] == "No"))
            continue
        style = bold if part.kind in {"title", "heading"} else plain
        flow += [Paragraph(escape(text), style) for text in _running(part)]
        if part.kind in {"title", "heading"}:
            flow.append(Spacer(1, 6))
    return _saved(lambda buffer: SimpleDocTemplate(buffer, pagesize=A4).build(flow))


def _pdf_table(rows, style, *, has_grid: bool) -> Table:
    widths = {2: [120, 330], 3: [120, 15, 315], 4: [30, 190, 120, 110]}[len(rows[0])]
    cells = [
        [Paragraph(escape(cell).replace("\n", "<br/>"), style) for cell in row] for row in rows
    ]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if has_grid else []
    return Table(
        cells, colWidths=widths, style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *lines])
    )


FORMATS = {
    "txt": as_text,
    "md": as_markdown,
    "docx": as_docx,
    "odt": as_odt,
    "html": as_html,
    "pdf": as_pdf,
}
