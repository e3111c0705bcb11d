"""The constraints of both databases on restaurants and promotions."""

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError

from models.promotions.code_batch import CodesRequest
from models.promotions.dining.placing import OrderRequest
from models.promotions.promotion import PromotionTerms
from models.storage.sql import Sql, execute
from resolvers.promotions.dining import place_order
from resolvers.promotions.promo_codes import generate_codes
from tests.journeys.test_last_use import HALF, Evening

pytestmark = pytest.mark.anyio
REFUSED = (
    "UPDATE restaurants SET name = ''",
    "UPDATE restaurants SET stacking = 'ALL'",
    "UPDATE menu_items SET price = -1",
    "UPDATE dining_tables SET code = 'lower'",
    "UPDATE dining_tables SET code = 'THE-SAME'",
    "UPDATE table_sessions SET table_id = (SELECT id FROM dining_tables LIMIT 1)",
    "UPDATE table_sessions SET closed_at = created_at",
    "UPDATE orders SET offer_discount = subtotal + 1",
    "UPDATE orders SET number = 0",
    "UPDATE order_lines SET discount = list_price * quantity + 1",
    "UPDATE order_lines SET unit_price = 0",
    "UPDATE order_lines SET is_free_item = (1 = 1)",
    "UPDATE promotion_terms SET code = 'lower'",
    "UPDATE promotion_terms SET code = 'ONE'",
    "UPDATE promotion_terms SET used = -1",
    "UPDATE promotion_terms SET spent = -1",
    "UPDATE promotion_terms SET usage_limit = 0",
    "UPDATE promotion_terms SET budget = 0",
    "UPDATE redemptions SET amount = 0",
    "UPDATE promo_codes SET code = 'lower'",
    "UPDATE promo_codes SET used = 2",
    "UPDATE promo_codes SET used = -1",
    "UPDATE promo_codes SET uses_each = 0",
    "UPDATE promo_codes SET uses_each = NULL",
    "UPDATE promo_codes SET code = 'THE-SAME'",
)


async def test_the_database_refuses_what_no_order_and_no_promotion_may_say(db: TortoiseContext) -> None:
    evening = await Evening.of()
    await evening.new_promotion(HALF)
    await place_order(evening.sessions[0], OrderRequest([(evening.dish.id, 1)]))
    await PromotionTerms.filter(offer_id=evening.offer.id).update(is_automatic=False)
    await generate_codes(evening.owner, evening.offer.id, CodesRequest(2))
    for statement in REFUSED:
        with pytest.raises(IntegrityError):
            pytest.fail(f"{statement}: {await execute(Sql(statement))} rows")
