"""Everything that offers are compared for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.pricing.cart import Cart
from models.pricing.item import Item
from models.pricing.moment import Moment
from models.pricing.order import PricedOrder, priced
from models.pricing.rest import Rest, rests
from models.pricing.shelf import Shelf, laid_out
from models.pricing.tab import NOTHING_YET, Tab


@dataclass(frozen=True, slots=True)
class Situation:
    """A cart at a moment; `subtotal`, `rests` and `local` are worked out once for all promotions."""

    cart: Cart
    subtotal: int
    rests: tuple[Rest, ...]
    menu: Shelf
    moment: Moment
    local: datetime
    code: str | None
    tab: Tab = NOTHING_YET

    @property
    def bare(self) -> PricedOrder:
        """The cart as an order without an offer of its own."""
        return replace(priced(self.cart), at=self.local)

    def with_more(self, item: Item, quantity: int) -> "Situation":
        cart = self.cart.with_more(item, quantity)
        return replace(self, cart=cart, subtotal=cart.subtotal, rests=rests(cart))


def situation(
    cart: Cart, menu: Sequence[Item], moment: Moment, code: str | None, tab: Tab = NOTHING_YET
) -> Situation:
    shelf = laid_out(menu, (line.item for line in cart.lines))
    return Situation(cart, cart.subtotal, rests(cart), shelf, moment, moment.local, code, tab)
