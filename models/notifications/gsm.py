"""The length of a text message: one part holds 160 characters of GSM 03.38, or 70 of other scripts."""

import re
from unicodedata import category, normalize

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€\f")
ONE, OF_MANY = 160, 153
ONE_WIDE, OF_MANY_WIDE = 70, 67
# The Unicode categories of symbols and of skin-colour modifiers.
PICTURES = frozenset({"So", "Sk"})
# Typographic variants of plain characters, by code point.
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


def plain_text(text: str) -> str:
    """Replace characters by equivalents that GSM has; those without one stay."""
    return "".join(_gsm_letter(letter) for letter in normalize("NFC", text).translate(LOOK_ALIKES))


def segments(text: str) -> int:
    """Return the number of parts in which the text is sent and billed."""
    if all(letter in BASIC or letter in DOUBLE for letter in text):
        length = len(text) + sum(letter in DOUBLE for letter in text)
        return 1 if length <= ONE else -(-length // OF_MANY)
    length = len(text.encode("utf-16-be")) // 2
    return 1 if length <= ONE_WIDE else -(-length // OF_MANY_WIDE)


def shortest_variant(*variants: str) -> str:
    """Return the variant with the fewest parts, the first of equals; without emoji if that saves a part."""
    variants_as_text = [plain_text(variant) for variant in variants]
    return min([*variants_as_text, *map(_without_pictures, variants_as_text)], key=segments)


def _without_pictures(text: str) -> str:
    """Drop emoji: a single one makes every character of the text cost double."""
    letters = (letter for letter in text if letter in DOUBLE or category(letter) not in PICTURES)
    return re.sub(r" +([:,.])", r"\1", " ".join("".join(letters).split()))


def _gsm_letter(letter: str) -> str:
    """Drop an accent that GSM lacks if the base letter is in GSM."""
    if letter in BASIC or letter in DOUBLE:
        return letter
    below = normalize("NFKD", letter)[0]
    return below if below in BASIC else letter
