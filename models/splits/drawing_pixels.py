"""The pixels of a PNG: the check that they decompress to exactly the size its header announces."""

import struct
import zlib
from collections.abc import Sequence

LONGEST_SIDE = 4000
MOST_PIXELS = 4_000_000
AT_ONCE = 64 * 1024
# The number of samples per pixel and the allowed bits per sample, by colour type.
COLOURS = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    3: (1, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
# An interlaced (Adam7) image has seven passes: the start of each, and the distance of its pixels.
INTERLACED = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
SINGLE_PASS = ((0, 0, 1, 1),)


def pixels_are_complete(header: bytes, stream: bytes) -> bool:
    width, height, depth, colour, packing, filters, interlacing = struct.unpack(">IIBBBBB", header)
    numbers, depths = COLOURS.get(colour, (0, ()))
    sane = all(1 <= side <= LONGEST_SIDE for side in (width, height)) and width * height <= MOST_PIXELS
    if not sane or depth not in depths or (packing, filters) != (0, 0) or interlacing not in (0, 1):
        return False
    return _unpacks_to(
        stream, _size(width, height, numbers * depth, INTERLACED if interlacing else SINGLE_PASS)
    )


def _size(width: int, height: int, bits: int, passes: Sequence[tuple[int, int, int, int]]) -> int:
    """Compute the size in bytes: each line is padded to whole bytes and preceded by its filter byte."""
    size = 0
    for left, top, across, down in passes:
        columns, lines = -(-(width - left) // across), -(-(height - top) // down)
        size += max(lines, 0) * (1 + (columns * bits + 7) // 8) if columns > 0 else 0
    return size


def _unpacks_to(stream: bytes, size: int) -> bool:
    """Decompress in pieces and stop beyond `size`, so that a small image cannot exhaust memory or time."""
    unpacking, length = zlib.decompressobj(), 0
    try:
        while not unpacking.eof and length <= size:
            piece = unpacking.decompress(stream, AT_ONCE)
            length, stream = length + len(piece), unpacking.unconsumed_tail
            if not piece and not stream:
                break
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data and length == size
