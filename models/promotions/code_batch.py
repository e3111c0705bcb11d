"""Many codes for one promotion: made by chance, handed out, withdrawn."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from models.events import Event
from models.offers.lifecycle import OVER, status_at
from models.offers.offer import Offer
from models.promotions.promo_code import PromoCode
from models.promotions.promotion import PROMOTION, PromotionTerms
from models.promotions.table import known_code, plain_code
from models.refused import Code, Refused, bad_input, not_found
from models.storage.sql import Sql, fetch, one_of

# Nothing that is taken for something else when it is read out or typed: no I, L, O, U, 0 and 1.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
MOST_AT_ONCE, MOST_CODES, MOST_USES = 1000, 100_000, 10**6
SHORTEST, LONGEST, LONGEST_PREFIX = 6, 20, 20


@dataclass(frozen=True, slots=True)
class CodesWish:
    """So many codes: the prefix, then so many letters and digits; each to be used so often."""

    count: int
    prefix: str = ""
    length: int = 8
    uses_each: int = 1

    def checked(self) -> str:
        """The prefix as it is kept."""
        within(self.count, 1, MOST_AT_ONCE, "count")
        within(self.length, SHORTEST, LONGEST, "length")
        within(self.uses_each, 1, MOST_USES, "usesEach")
        within(len(self.prefix.strip()), 0, LONGEST_PREFIX, "prefix")
        return known_code(f"{self.prefix}{ALPHABET[:2]}", "prefix").removesuffix(ALPHABET[:2])


def within(number: int, least: int, most: int, field: str) -> None:
    if not least <= number <= most:
        raise bad_input(f"Must be between {least} and {most}.", field)


def by_chance(prefix: str, length: int) -> str:
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


async def generate(offer: Offer, wish: CodesWish, actor_id: UUID, now: datetime) -> list[str]:
    """New codes of a promotion that is locked by the caller, unlike every other of its restaurant."""
    prefix, terms = wish.checked(), await _terms_of(offer, now)
    before = await PromoCode.made_for(offer.id).filter(withdrawn_at=None).count()
    if before + wish.count > MOST_CODES:
        raise Refused(
            Code.STEP_NOT_ALLOWED, f"A promotion cannot have more than {MOST_CODES} codes.", "count"
        )
    made: list[str] = []
    while missing := wish.count - len(made):
        codes = {by_chance(prefix, wish.length) for _ in range(missing)}
        made += await _inserted(terms, sorted(codes), wish.uses_each, now)
    await offer.happened(Event.CHANGED, actor_id, {"promo_codes": [before, before + wish.count]}, now)
    return made


async def withdraw(offer: Offer, codes: Sequence[str], actor_id: UUID, now: datetime) -> list[str]:
    """Those of these that it had and that were not withdrawn before, as they are kept."""
    within(len(codes), 1, MOST_AT_ONCE, "codes")
    rows = await fetch(
        Sql("UPDATE promo_codes SET withdrawn_at = ? WHERE offer_id = ?", now, offer.id)
        + "AND uses_each IS NOT NULL AND withdrawn_at IS NULL AND"
        + one_of("code", [plain_code(code) for code in codes])
        + "RETURNING code"
    )
    if rows:
        left = await PromoCode.made_for(offer.id).filter(withdrawn_at=None).count()
        await offer.happened(Event.CHANGED, actor_id, {"promo_codes": [left + len(rows), left]}, now)
    return sorted(row["code"] for row in rows)


async def _terms_of(offer: Offer, now: datetime) -> PromotionTerms:
    if offer.kind != PROMOTION.name:
        raise not_found("promotion", "offerId")
    if status_at(offer.status, offer.valid_until, now) in OVER:
        raise Refused(Code.STEP_NOT_ALLOWED, "This promotion has ended.", "offerId")
    terms = await PromotionTerms.get(offer_id=offer.id)
    if terms.is_automatic:
        raise bad_input("An automatic promotion cannot have codes; turn automatic off first.", "offerId")
    return terms


async def _inserted(terms: PromotionTerms, codes: Sequence[str], uses_each: int, now: datetime) -> list[str]:
    """Those that the restaurant did not have."""
    rows = ", ".join(["(?, ?, ?, ?, ?, ?, 0)"] * len(codes))
    values = [(uuid4(), now, terms.restaurant_id, terms.offer_id, code, uses_each) for code in codes]
    found = await fetch(
        "INSERT INTO promo_codes (id, created_at, restaurant_id, offer_id, code, uses_each, used) VALUES"
        + Sql(rows, *(each for row in values for each in row))
        + "ON CONFLICT (restaurant_id, code) DO NOTHING RETURNING code"
    )
    return [row["code"] for row in found]
