"""How long a text message is: 160 letters of GSM 03.38, or 70 of anything else, in one part."""

import re
from unicodedata import category, normalize

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("^{}\\[~]|€\f")
ONE, OF_MANY = 160, 153
ONE_WIDE, OF_MANY_WIDE = 70, 67
# Symbols, and the colours of skins.
PICTURES = frozenset({"So", "Sk"})
# What typographers and keyboards make of plain letters, by code point.
LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys([0x60, 0xB4, *range(0x2018, 0x201C), 0x2032], "'"),
        **dict.fromkeys([0xAB, 0xBB, *range(0x201C, 0x2020), 0x2033], '"'),
        **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-"),
        **dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F], " "),
        **dict.fromkeys([0x200B, 0x200D, 0xFE0F], None),
        0x2026: "...",
        0x2022: "*",
        0x20B9: "Rs ",
    }
)


def plain(text: str) -> str:
    """The same for the reader, in letters that cost least; what has no such letter stays as it is."""
    return "".join(_cheap(letter) for letter in normalize("NFC", text).translate(LOOK_ALIKES))


def segments(text: str) -> int:
    """How many parts it is sent and paid as."""
    if all(letter in BASIC or letter in TWICE for letter in text):
        length = len(text) + sum(letter in TWICE for letter in text)
        return 1 if length <= ONE else -(-length // OF_MANY)
    length = len(text.encode("utf-16-be")) // 2
    return 1 if length <= ONE_WIDE else -(-length // OF_MANY_WIDE)


def fitting(*variants: str) -> str:
    """The first of those with the fewest parts, longest first; without pictures where that saves any."""
    said = [plain(variant) for variant in variants]
    return min([*said, *map(_without_pictures, said)], key=segments)


def _without_pictures(text: str) -> str:
    """One of them makes each letter of a text cost as much as two."""
    kept = (letter for letter in text if letter in TWICE or category(letter) not in PICTURES)
    return re.sub(r" +([:,.])", r"\1", " ".join("".join(kept).split()))


def _cheap(letter: str) -> str:
    """An accent that GSM does not have is dropped when the letter below it is Latin."""
    if letter in BASIC or letter in TWICE:
        return letter
    below = normalize("NFKD", letter)[0]
    return below if below in BASIC else letter
