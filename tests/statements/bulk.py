"""The cases of one step for many offers: for two, because each is a separate unit of work."""

from typing import Any

from models.offers.offer import Offer
from tests.statements.case import Case
from tests.statements.world import World
from tests.support.rows import incentive


async def _two(world: World) -> dict[str, Any]:
    return {"ids": [str((await incentive(world.builder, world.project)).id) for _ in range(2)]}


async def _two_paused_offers(world: World) -> dict[str, Any]:
    two = await _two(world)
    await Offer.filter(id__in=two["ids"]).update(status="PAUSED")
    return two


def bulk_case(field: str, variables: Any = _two) -> Case:
    result = "... on OfferSteps { done rows { id result { ... on Offer { title author { name } } } } }"
    return Case("builder", f"($ids: [UUID!]!) {{ {field}(ids: $ids) {{ __typename {result} }} }}", variables)


AT_ONCE = {
    "Mutation.activateOffers": bulk_case("activateOffers", _two_paused_offers),
    "Mutation.pauseOffers": bulk_case("pauseOffers"),
    "Mutation.closeOffers": bulk_case("closeOffers"),
}
