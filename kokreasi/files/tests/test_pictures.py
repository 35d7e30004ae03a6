import io

import pytest
from PIL import Image

from kokreasi.files import formats
from kokreasi.files.errors import FileRefusedError
from kokreasi.files.pictures import decode
from kokreasi.files.tests.content import bomb, picture

ORIENTATION, MAKER = 0x0112, 0x010F


def _with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Kamera Rahasia"
    more = {"comment": b"Kamera Rahasia"} if kind == "JPEG" else {}
    return picture(kind, exif=exif, **more)


@pytest.mark.parametrize("kind", [formats.JPEG, formats.PNG, formats.WEBP])
def test_what_the_camera_added_is_gone_and_the_picture_stands_upright(kind) -> None:
    codec = kind.content_type.removeprefix("image/").upper()
    original = _with_exif(codec)
    assert b"Rahasia" in original

    read = decode("foto", original, kind)

    written = Image.open(io.BytesIO(read.encoded(kind)))
    assert read.size == written.size == (30, 40)
    assert not written.getexif()
    assert b"Rahasia" not in read.encoded(kind)


def test_hidden_content_behind_the_picture_is_gone() -> None:
    original = picture("PNG") + b"<script>alert(1)</script>"

    assert b"script" not in decode("foto", original, formats.PNG).encoded(formats.PNG)


def test_transparency_stays() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")

    read = decode("logo.png", out.getvalue(), formats.PNG)

    assert Image.open(io.BytesIO(read.encoded(formats.PNG))).getpixel((0, 0)) == (0, 0, 0, 0)


def test_print_colours_become_screen_colours() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (4, 4)).save(out, "JPEG")

    assert decode("foto.jpg", out.getvalue(), formats.JPEG).pixels.mode == "RGB"


def test_scaled_copies_fit_and_small_pictures_are_not_enlarged() -> None:
    large = decode("foto.png", picture("PNG", size=(3200, 800)), formats.PNG)
    small = decode("foto.png", picture("PNG", size=(100, 50)), formats.PNG)

    assert {side: copy.size for side, copy in large.scaled()} == {
        640: (640, 160),
        1600: (1600, 400),
    }
    assert {side: copy.size for side, copy in small.scaled()} == {640: (100, 50), 1600: (100, 50)}


@pytest.mark.parametrize("side", [7_100, 10_000, 30_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side) -> None:
    with pytest.raises(FileRefusedError, match="50"):
        decode("bom.png", bomb(side), formats.PNG)


@pytest.mark.parametrize("kind", [formats.JPEG, formats.PNG, formats.WEBP])
def test_a_damaged_picture_is_refused(kind) -> None:
    codec = kind.content_type.removeprefix("image/").upper()
    whole = picture(codec, size=(300, 300))

    with pytest.raises(FileRefusedError, match="foto"):
        decode("foto", whole[: len(whole) // 2], kind)


def test_a_picture_of_another_codec_is_refused() -> None:
    with pytest.raises(FileRefusedError):
        decode("foto.png", picture("GIF"), formats.PNG)
