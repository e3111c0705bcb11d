"""A dry run of the offer loop, on the assumption that nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.offers.offer import Offer
from models.slots.attempt import live_attempt
from models.slots.candidates import Candidate, candidates
from models.slots.loop import last_moment_to_ask
from models.slots.quiet import turn_times
from models.slots.shop import Shop
from models.slots.slot import SlotTerms
from models.slots.texting import Texting


@dataclass(frozen=True, slots=True)
class Turn:
    """The customer and the time of the question; None when unfit or when the time runs out before."""

    candidate: Candidate
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The customers that the loop considers, in order."""

    turns: Sequence[Turn]

    @property
    def fit(self) -> int:
        return sum(turn.candidate.unfit is None for turn in self.turns)

    @property
    def last_at(self) -> datetime | None:
        return max((turn.at for turn in self.turns if turn.at), default=None)


async def preview(slot: Offer, terms: SlotTerms, texting: Texting, now: datetime) -> Preview:
    shop = await Shop.get(id=terms.shop_id)
    customers = await candidates(slot.id, terms, shop, texting.number_of(shop.sender), now)
    live = await live_attempt(slot.id)
    first = max(now, live.ends_at) if live and live.ends_at else now
    turn, last = shop.time_to_answer, last_moment_to_ask(terms.starts_at, shop)
    times = turn_times(first, turn, last, shop.zone, shop.quiet_from, shop.quiet_until)
    return Preview([Turn(customer, None if customer.unfit else next(times, None)) for customer in customers])
