"""Tables as answers: streamed, named, and never opened inside the page."""

from collections.abc import Iterable, Sequence

from django.http import FileResponse, StreamingHttpResponse

from kokreasi.core.tabular import Column, Row, csv_lines, xlsx_file

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_download(
    name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """Send a table as `name`.csv, line by line."""
    return StreamingHttpResponse(
        csv_lines(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def xlsx_download(name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> FileResponse:
    """Send a table as `name`.xlsx; its memory does not grow with its rows."""
    return FileResponse(
        xlsx_file(columns, rows, sheet=name[:31]),
        as_attachment=True,
        filename=f"{name}.xlsx",
        content_type=XLSX_TYPE,
    )
