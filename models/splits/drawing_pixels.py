"""The pixels of a PNG: whether they unpack to exactly as much as its header says."""

import struct
import zlib
from collections.abc import Sequence

LONGEST_SIDE = 4000
MOST_PIXELS = 4_000_000
AT_ONCE = 64 * 1024
# How many numbers make a pixel, and in how many bits each, by the type of colour.
COLOURS = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    3: (1, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
# A woven image is seven small ones: where each begins, and how far its pixels are apart.
WOVEN = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
WHOLE = ((0, 0, 1, 1),)


def are_whole(header: bytes, packed: bytes) -> bool:
    width, height, depth, colour, packing, filters, woven = struct.unpack(">IIBBBBB", header)
    numbers, depths = COLOURS.get(colour, (0, ()))
    sane = all(1 <= side <= LONGEST_SIDE for side in (width, height)) and width * height <= MOST_PIXELS
    if not sane or depth not in depths or (packing, filters) != (0, 0) or woven not in (0, 1):
        return False
    return _unpacks_to(packed, _size(width, height, numbers * depth, WOVEN if woven else WHOLE))


def _size(width: int, height: int, bits: int, passes: Sequence[tuple[int, int, int, int]]) -> int:
    """In bytes: each line of pixels is filled up to whole ones, after one that names its filter."""
    size = 0
    for left, top, across, down in passes:
        columns, lines = -(-(width - left) // across), -(-(height - top) // down)
        size += max(lines, 0) * (1 + (columns * bits + 7) // 8) if columns > 0 else 0
    return size


def _unpacks_to(packed: bytes, size: int) -> bool:
    """Piece by piece, and no further than that, so that a small image never takes much memory or time."""
    unpacking, found = zlib.decompressobj(), 0
    try:
        while not unpacking.eof and found <= size:
            piece = unpacking.decompress(packed, AT_ONCE)
            found, packed = found + len(piece), unpacking.unconsumed_tail
            if not piece and not packed:
                break
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data and found == size
