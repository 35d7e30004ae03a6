"""Scans made for tests: pages drawn, laid askew, printed on grey paper, saved as offices do."""

import io
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

GREY = 225
LIGHTEST = 34
NOISE = 4
"""The smaller, the more: the share of all greys by which a dot may differ."""
QUALITY = 50


def pages_of_pdf(data: bytes, dots_per_inch: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    scale = dots_per_inch / 72
    return [page.render(scale=scale, grayscale=True).to_pil().convert("L") for page in document]


def worn(page: Image.Image, *, skew: float = 0.0) -> Image.Image:
    """Lay a page askew by degrees, grey and noisy, and save it as a JPEG of poor quality."""
    turned = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    grey = turned.point([LIGHTEST + at * (GREY - LIGHTEST) // 255 for at in range(256)])
    grains = Random(1).randbytes(grey.width * grey.height)
    noise = Image.frombytes("L", grey.size, grains).point(
        [128 + (at - 128) // NOISE for at in range(256)]
    )
    noisy = ImageChops.add(grey, noise, offset=-128).filter(ImageFilter.GaussianBlur(0.4))
    buffer = io.BytesIO()
    noisy.save(buffer, "JPEG", quality=QUALITY)
    return Image.open(buffer)


def saved(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def pdf_of(pages: list[Image.Image], dots_per_inch: int) -> bytes:
    buffer = io.BytesIO()
    first, *others = pages
    first.save(buffer, "PDF", save_all=True, append_images=others, resolution=dots_per_inch)
    return buffer.getvalue()


def scan_of(data: bytes, *, dots_per_inch: int = 200, skew: float = 0.0) -> bytes:
    """Print a PDF and scan it."""
    pages = [worn(page, skew=skew) for page in pages_of_pdf(data, dots_per_inch)]
    return pdf_of(pages, dots_per_inch)
