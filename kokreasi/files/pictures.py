"""Pictures are decoded and written anew, so that no place, camera or hidden content survives."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from kokreasi.files.errors import FileRefusedError
from kokreasi.files.formats import JPEG, PNG, WEBP, Format

MOST_PIXELS = 50_000_000
LONGEST_SIDES = (640, 1600)
QUALITY = {JPEG: 88, WEBP: 82}
CODECS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}


@dataclass(frozen=True)
class Picture:
    """A decoded picture, upright, with nothing beside its pixels and their colour profile."""

    pixels: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        return self.pixels.size

    def encoded(self, kind: Format) -> bytes:
        out = io.BytesIO()
        self.pixels.save(out, CODECS[kind], quality=QUALITY.get(kind, 0), optimize=True)
        return out.getvalue()

    def scaled(self) -> Iterator[tuple[int, "Picture"]]:
        """Give a copy for each longest side that pages ask for; a small one is not enlarged."""
        for side in LONGEST_SIDES:
            copy = self.pixels.copy()
            copy.thumbnail((side, side))
            yield side, Picture(copy)


def decode(name: str, content: bytes, kind: Format) -> Picture:
    """Read a picture, or refuse it: too many pixels (before they are unpacked), or damaged."""
    try:
        with Image.open(io.BytesIO(content), formats=[CODECS[kind]]) as image:
            _refuse_bomb(name, image)
            return Picture(_only_pixels(image))
    except FileRefusedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefusedError(_too_many_pixels(name)) from error
    except Exception as error:  # a hostile picture may fail anywhere in the decoder
        raise FileRefusedError(_damaged(name)) from error


def _refuse_bomb(name: str, image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise FileRefusedError(_too_many_pixels(name))


def _only_pixels(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile") if image.mode == mode else None
    upright = ImageOps.exif_transpose(image).convert(mode)
    upright.info = {"icc_profile": profile} if profile else {}
    return upright


def _too_many_pixels(name: str) -> str:
    words = _("“%(name)s” has more than %(most)d million pixels. Send a smaller copy.")
    return words % {"name": name, "most": MOST_PIXELS // 1_000_000}


def _damaged(name: str) -> str:
    words = _("The picture “%(name)s” is damaged. Save it again and send that file.")
    return words % {"name": name}
