"""A drawn signature: a small PNG in a data URL, checked before it is stored."""

import base64
import binascii
import zlib

from models.refused import bad_input
from models.splits.drawing_pixels import pixels_are_complete

PREFIX = "data:image/png;base64,"
LARGEST = 64 * 1024
MAGIC = b"\x89PNG\r\n\x1a\n"
FIELD = "split.drawn"


def clean_drawing(url: str) -> str:
    """Return the data URL; refuse anything but a valid PNG within the size limit."""
    if len(url) > LARGEST:
        raise bad_input("A drawn signature cannot have more than 65,536 characters.", FIELD)
    if not url.startswith(PREFIX):
        raise bad_input("A drawn signature must be a data URL that begins with data:image/png;base64.", FIELD)
    try:
        image = base64.b64decode(url.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise bad_input("This must be valid base64.", FIELD) from None
    if not _is_png(image):
        raise bad_input("This must be a valid PNG image.", FIELD)
    return url


def _is_png(image: bytes) -> bool:
    """Check the magic bytes, the header, every chunk, the pixels, the end, and that nothing follows it."""
    chunks = _chunks(image)
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1] != (b"IEND", b""):
        return False
    return pixels_are_complete(chunks[0][1], b"".join(content for kind, content in chunks if kind == b"IDAT"))


def _chunks(image: bytes) -> list[tuple[bytes, bytes]]:
    """Return the type and content of each chunk; an empty list when any chunk is damaged."""
    chunks: list[tuple[bytes, bytes]] = []
    place = len(MAGIC) if image.startswith(MAGIC) else len(image) + 1
    while place < len(image):
        length = int.from_bytes(image[place : place + 4], "big")
        kind, content = image[place + 4 : place + 8], image[place + 8 : place + 8 + length]
        checksum = image[place + 8 + length : place + 12 + length]
        if len(checksum) != 4 or zlib.crc32(kind + content) != int.from_bytes(checksum, "big"):
            return []
        chunks.append((kind, content))
        place += 12 + length
    return chunks
