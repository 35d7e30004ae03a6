"""Writing in a child process that may use only so much time and memory, with no secrets in it."""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from kokreasi.reading.child import environment
from kokreasi.reading.limits import MEGABYTE, Limits
from kokreasi.writing.errors import Code, WritingError

ROOT = Path(__file__).resolve().parents[2]
OWN_TEMPLATE = Path(__file__).resolve().parent / "layouts" / "notula.docx"
LIMITS = Limits(memory_bytes=1024 * MEGABYTE, cpu_seconds=15, wall_seconds=30.0)
"""The typesetter reserves more addresses than it uses memory."""
REFUSED = 2
SAID_LAST = 500


def word(values: Mapping[str, Any], *, template: bytes | None = None) -> bytes:
    """Fill a Word template, ours unless an office's own is given; raises WritingError."""
    given = template if template is not None else OWN_TEMPLATE.read_bytes()
    return _run({"writer": "word", "template": base64.b64encode(given).decode()}, values)


def pdf(layout: str, values: Mapping[str, Any]) -> bytes:
    """Typeset a layout as PDF; raises WritingError."""
    return _run({"writer": "pdf", "layout": layout}, values)


def booklet_word(values: Mapping[str, Any]) -> bytes:
    """Write a document with cover and contents as Word; raises WritingError."""
    return _run({"writer": "booklet"}, values)


def booklet_pdf(values: Mapping[str, Any]) -> bytes:
    """Typeset the same document as PDF; raises WritingError."""
    return pdf("booklet", values)


def sheets_pdf(form: Mapping[str, Any], marks: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Typeset a questionnaire on paper, once for each mark; raises WritingError."""
    return _run({"writer": "sheets"}, {"form": form, "marks": list(marks)})


def _run(order: dict[str, Any], values: Mapping[str, Any]) -> bytes:
    """Run the writer; what it writes goes through files, which have a largest size, not pipes."""
    told = {**order, "values": json.dumps(values), "limits": asdict(LIMITS)}
    with tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as said:
        status = _wait_for(json.dumps(told).encode(), written, said)
        for file in (written, said):
            file.seek(0)
        if status:
            raise _failure(status, said.read())
        return written.read(LIMITS.output_bytes)


def _wait_for(told: bytes, written: IO[bytes], said: IO[bytes]) -> int:
    child = subprocess.Popen(
        [sys.executable, "-m", "kokreasi.writing"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=written,
        stderr=said,
        start_new_session=True,
    )
    try:
        child.communicate(told, LIMITS.wall_seconds)
    except subprocess.TimeoutExpired as error:
        raise WritingError(Code.TOOK_TOO_LONG, {"limit": int(LIMITS.wall_seconds)}) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    return child.returncode


def _failure(status: int, said: bytes) -> WritingError:
    """Tell from how the child ended what went wrong."""
    detail = said.decode("utf-8", "replace")[-SAID_LAST:]
    if status == REFUSED:
        refusal = json.loads(said)
        return WritingError(Code(refusal["code"]), refusal["params"])
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return WritingError(Code.TOOK_TOO_LONG, {"limit": LIMITS.cpu_seconds}, detail=detail)
    if "MemoryError" in detail or status == -signal.SIGABRT:
        return WritingError(Code.TOO_LARGE, {"limit": LIMITS.memory_bytes}, detail=detail)
    if "File too large" in detail or status == -signal.SIGXFSZ:
        return WritingError(Code.TOO_LARGE, {"limit": LIMITS.output_bytes}, detail=detail)
    return WritingError(Code.WRITER_FAILED, detail=detail)
