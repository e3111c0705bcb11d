"""The batches of random codes for one promotion: generating and withdrawing them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from models.events import Event
from models.offers.lifecycle import OVER, status_at
from models.offers.offer import Offer
from models.people.access import Access
from models.promotions.promo_code import PromoCode
from models.promotions.promotion import PROMOTION, PromotionTerms
from models.promotions.table import check_code, normalize_code
from models.refused import Code, Refused, bad_input
from models.storage.sql import Sql, fetch, one_of

# Without I, L, O, U, 0 and 1: they are easily confused when codes are read out or typed.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
MOST_PER_BATCH, MOST_CODES, MOST_USES = 1000, 100_000, 10**6
SHORTEST, LONGEST, LONGEST_PREFIX = 6, 20, 20


@dataclass(frozen=True, slots=True)
class CodesRequest:
    """The request for `count` codes, usable `uses_each` times.

    A code is the prefix and `length` random characters.
    """

    count: int
    prefix: str = ""
    length: int = 8
    uses_each: int = 1

    def check(self) -> str:
        """Validate the request and return the prefix as stored, in capitals."""
        check_range(self.count, 1, MOST_PER_BATCH, "count")
        check_range(self.length, SHORTEST, LONGEST, "length")
        check_range(self.uses_each, 1, MOST_USES, "usesEach")
        check_range(len(self.prefix.strip()), 0, LONGEST_PREFIX, "prefix")
        return check_code(f"{self.prefix}{ALPHABET[:2]}", "prefix").removesuffix(ALPHABET[:2])


def check_range(number: int, least: int, most: int, field: str) -> None:
    if not least <= number <= most:
        raise bad_input(f"Must be between {least} and {most}.", field)


def random_code(prefix: str, length: int) -> str:
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


async def generate_codes(offer: Offer, request: CodesRequest, actor_id: UUID, now: datetime) -> list[str]:
    """Create codes that are new to the restaurant and log how many; the caller has locked the offer."""
    prefix, terms = request.check(), await _open_terms(offer, now)
    before = await PromoCode.generated_codes(offer.id).filter(withdrawn_at=None).count()
    if before + request.count > MOST_CODES:
        raise Refused(
            Code.STEP_NOT_ALLOWED, f"A promotion cannot have more than {MOST_CODES} codes.", "count"
        )
    new_codes: list[str] = []
    while missing := request.count - len(new_codes):
        codes = {random_code(prefix, request.length) for _ in range(missing)}
        new_codes += await _insert_codes(terms, sorted(codes), request.uses_each, now)
    await offer.record_event(Event.CHANGED, actor_id, {"promo_codes": [before, before + request.count]}, now)
    return new_codes


async def withdraw_codes(offer: Offer, codes: Sequence[str], actor_id: UUID, now: datetime) -> list[str]:
    """Withdraw this promotion's generated codes; return, as stored, those that were not withdrawn before."""
    check_range(len(codes), 1, MOST_PER_BATCH, "codes")
    rows = await fetch(
        Sql("UPDATE promo_codes SET withdrawn_at = ? WHERE offer_id = ?", now, offer.id)
        + "AND uses_each IS NOT NULL AND withdrawn_at IS NULL AND"
        + one_of("code", [normalize_code(code) for code in codes])
        + "RETURNING code"
    )
    if rows:
        remaining = await PromoCode.generated_codes(offer.id).filter(withdrawn_at=None).count()
        await offer.record_event(
            Event.CHANGED, actor_id, {"promo_codes": [remaining + len(rows), remaining]}, now
        )
    return sorted(row["code"] for row in rows)


async def _open_terms(offer: Offer, now: datetime) -> PromotionTerms:
    if offer.kind != PROMOTION.name:
        raise Access(None, "promotion", offer.id, "code_batch.generate", "offerId").deny(exists=False)
    if status_at(offer.status, offer.valid_until, now) in OVER:
        raise Refused(Code.STEP_NOT_ALLOWED, "This promotion has ended.", "offerId")
    terms = await PromotionTerms.get(offer_id=offer.id)
    if terms.is_automatic:
        raise bad_input("An automatic promotion cannot have codes; turn automatic off first.", "offerId")
    return terms


async def _insert_codes(
    terms: PromotionTerms, codes: Sequence[str], uses_each: int, now: datetime
) -> list[str]:
    """Insert the codes and return those that the restaurant did not have yet."""
    rows = ", ".join(["(?, ?, ?, ?, ?, ?, 0)"] * len(codes))
    values = [(uuid4(), now, terms.restaurant_id, terms.offer_id, code, uses_each) for code in codes]
    new_rows = await fetch(
        "INSERT INTO promo_codes (id, created_at, restaurant_id, offer_id, code, uses_each, used) VALUES"
        + Sql(rows, *(value for row in values for value in row))
        + "ON CONFLICT (restaurant_id, code) DO NOTHING RETURNING code"
    )
    return [row["code"] for row in new_rows]
