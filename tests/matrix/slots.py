"""The cases of the permission matrix for slots: an own one, and one of another builder."""

from typing import Any

from tests.matrix.shops import a_shop, about, shop_case
from tests.support.actors import Person
from tests.support.shops import DAY, HOUR, moment

OPEN = """mutation($shop: UUID!, $from: DateTime!, $until: DateTime!) {
  openSlot(shopId: $shop, startsAt: $from, endsAt: $until) { ... on SlotOffer { id } }
}"""


def _wish(by: Person) -> dict[str, Any]:
    return {"shop": a_shop(by), "from": moment(DAY), "until": moment(DAY + HOUR)}


def a_slot(by: Person) -> str:
    made = by.client.get(OPEN, **_wish(by))
    return str(made["id"])


SLOTS = {
    "Query.slotCandidates": about("($id: UUID!) { slotCandidates(slotId: $id) { total } }", a_slot),
    "Query.shopFigures": about("($id: UUID!) { shopFigures(shopId: $id) { opened } }", a_shop),
    "Mutation.openSlot": shop_case(OPEN.removeprefix("mutation"), _wish),
    "Mutation.withdrawSlot": about("($id: UUID!) { withdrawSlot(slotId: $id) { __typename } }", a_slot),
    "Mutation.runOfferLoop": about("($id: UUID!) { runOfferLoop(slotId: $id) { __typename } }", a_slot),
    "Subscription.slotCascade": about("($id: UUID!) { slotCascade(slotId: $id) { id } }", a_slot),
}
