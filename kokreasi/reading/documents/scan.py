"""Pictures of text, read by Tesseract where it is installed."""

import shutil
import subprocess
import time

import pypdfium2
from PIL import Image

from kokreasi.reading.codes import Code
from kokreasi.reading.documents.geometry import Line
from kokreasi.reading.documents.pdfrules import Grid, grids_of
from kokreasi.reading.documents.pictures import LONGEST_SIDE, is_blank, prepared
from kokreasi.reading.documents.scanlines import lines_of_answer
from kokreasi.reading.errors import TookTooLongError, UnreadableError, WrongKindError

LANGUAGE = "ind"
SECONDS = 120.0
"""For all pages of a scan together."""
ENVIRONMENT = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
SEGMENTATION = "3"
"""Tesseract finds the blocks of a page itself; their order is ours to tell."""


class Recogniser:
    """Reads one picture after the other, all of them within SECONDS."""

    def __init__(self) -> None:
        """Find the program; raises WrongKindError without it or its Indonesian model."""
        program = shutil.which("tesseract")
        if program is None:
            raise WrongKindError(Code.SCAN_WITHOUT_TEXT)
        self.ends = time.monotonic() + SECONDS
        languages = self._run([program, "--list-langs"], b"").decode().split()
        if LANGUAGE not in languages:
            raise WrongKindError(Code.SCAN_WITHOUT_TEXT)
        self.program = program

    def lines(
        self, image: Image.Image, *, number: int, points: float | None = None
    ) -> tuple[list[Line], list[Grid]]:
        """Read lines and drawn tables of page `number`; `points` is the size of a dot."""
        if is_blank(image):
            return [], []
        picture = prepared(image, points)
        command = [self.program, "stdin", "stdout", "-l", LANGUAGE]
        command += ["--psm", SEGMENTATION, "--dpi", str(picture.dots_per_inch), "hocr"]
        answer = self._run(command, picture.written())
        return lines_of_answer(answer, picture, number=number), grids_of(picture.rules)

    def _run(self, command: list[str], given: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - a program of this machine, arguments as a list
                command,
                input=given,
                capture_output=True,
                env=ENVIRONMENT,
                timeout=max(self.ends - time.monotonic(), 0.0),
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise TookTooLongError(Code.TOOK_TOO_LONG, {"limit": int(SECONDS)}) from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise UnreadableError(Code.BROKEN) from error
        return done.stdout


def drawn(page: pypdfium2.PdfPage) -> tuple[Image.Image, float]:
    """Draw a page of a PDF in grey, and tell how many points a dot is."""
    scale = LONGEST_SIDE / max(page.get_width(), page.get_height(), 1.0)
    return page.render(scale=scale, grayscale=True).to_pil().convert("L"), 1 / scale
