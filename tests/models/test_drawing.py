"""A drawn signature is kept only when it really is a small PNG."""

import base64
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawing import MAGIC, PREFIX, clean_drawing
from models.refused import Refused


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 1, height: int = 1, end: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (width + 1))
    return MAGIC + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"") + end


def url(image: bytes) -> str:
    return PREFIX + base64.b64encode(image).decode()


def test_a_png_is_kept_as_it_came() -> None:
    assert clean_drawing(url(png())) == url(png())


WRONG = {
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
