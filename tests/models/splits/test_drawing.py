"""A drawn signature is stored only if it is a small PNG."""

import base64
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.refused import Refused
from models.splits.drawing import MAGIC, PREFIX, clean_drawing


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int = 1,
    height: int = 1,
    end: bytes = b"",
    data: bytes | None = None,
    form: tuple[int, int] = (8, 0),
    parts: int = 1,
    woven: bool = False,
) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, *form, 0, 0, woven)
    pixels = zlib.compress(b"\0" * ((width + 1) * height)) if data is None else data
    step = -(-len(pixels) // parts)
    idat = b"".join(chunk(b"IDAT", pixels[at : at + step]) for at in range(0, len(pixels), step))
    return MAGIC + chunk(b"IHDR", header) + idat + chunk(b"IEND", b"") + end


def lines(count: int) -> bytes:
    return zlib.compress(b"\0" * count)


def url(image: bytes) -> str:
    return PREFIX + base64.b64encode(image).decode()


def test_a_png_is_stored_unchanged() -> None:
    assert clean_drawing(url(png())) == url(png())


RIGHT = {
    "of two colours": png(9, 2, data=lines(2 * 3), form=(1, 0)),
    "in colour": png(3, 2, data=lines(2 * 10), form=(8, 2)),
    "with transparency": png(3, 2, data=lines(2 * 13), form=(8, 6)),
    "with fine shades": png(3, 2, data=lines(2 * 25), form=(16, 6)),
    "in several chunks": png(40, 40, parts=3),
    "woven": png(3, 2, data=lines(2 + 2 + 2 + 4), woven=True),
    "large": png(2_000, 2_000),
}


@pytest.mark.parametrize("image", RIGHT.values(), ids=RIGHT)
def test_a_displayable_image_is_stored(image: bytes) -> None:
    assert clean_drawing(url(image)) == url(image)


WRONG = {
    "garbage for pixels": url(png(data=b"garbage")),
    "pixels that break off": url(png(9, 9, data=lines(90)[:-4])),
    "a wrong checksum of the pixels": url(png(9, 9, data=lines(90)[:-1] + b"\0")),
    "too few pixels": url(png(9, 9, data=lines(89))),
    "too many pixels": url(png(9, 9, data=lines(91))),
    "something behind the pixels": url(png(9, 9, data=lines(90) + b"more")),
    "more than it says": url(png(data=lines(20_000_000))),
    "more than four million pixels": url(png(2_001, 2_000)),
    "no such colours": url(png(form=(8, 5))),
    "no such depth": url(png(form=(4, 6), data=lines(3))),
    "nothing": "",
    "text": "Ada",
    "another type": url(png()).replace("image/png", "image/svg+xml"),
    "no image": PREFIX,
    "not base64": PREFIX + "%%%%",
    "spaces in base64": url(png())[:-4] + "    ",
    "only the magic bytes": url(MAGIC),
    "no pixels": url(MAGIC + chunk(b"IHDR", bytes(13)) + chunk(b"IEND", b"")),
    "no end": url(png()[:-12]),
    "something behind the end": url(png(end=b"<script>")),
    "a broken checksum": url(png()[:-1] + b"\0"),
    "a giant": url(png(width=4_001)),
    "without a side": url(png(width=0)),
    "too long": url(png()) + "A" * 65_536,
}


@pytest.mark.parametrize("drawn", WRONG.values(), ids=WRONG)
def test_anything_else_is_refused(drawn: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_drawing(drawn)
    assert refused.value.field == "split.drawn"


@given(st.binary(max_size=200))
def test_whatever_follows_the_magic_bytes_is_looked_at_to_the_end(image: bytes) -> None:
    with pytest.raises(Refused):
        clean_drawing(url(MAGIC + image))
