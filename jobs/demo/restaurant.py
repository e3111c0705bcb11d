"""The demonstration restaurant: a menu, a table whose code is printed at start, and promotions."""

from datetime import timedelta
from typing import Any, NamedTuple

from models.clock import now
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.promotions.form import RuleType, scope_form
from models.promotions.menu_item import MenuItem
from models.promotions.restaurant import Restaurant
from models.promotions.table import DiningTable

TABLE = "T-12"
SETTINGS = {
    "name": "Demo Trattoria",
    "time_zone": "Asia/Kolkata",
    "tax_rates": [("CGST", 2_50), ("SGST", 2_50)],
}
MENU = (
    ("Margherita Pizza", "Pizza", 250_00),
    ("Farmhouse Pizza", "Pizza", 320_00),
    ("Veg Burger", "Burgers", 150_00),
    ("Paneer Burger", "Burgers", 180_00),
    ("Coke", "Drinks", 50_00),
    ("Fresh Lime Soda", "Drinks", 80_00),
    ("Brownie", "Desserts", 120_00),
)
LASTS = timedelta(days=90)


class PromotionSample(NamedTuple):
    """The sample of a promotion; `free` names the free item."""

    title: str
    description: str
    rule: dict[str, Any]
    from_amount: int = 0
    code: str | None = None
    free: str | None = None


def buy_get_rule(category: str, quantity: int) -> dict[str, Any]:
    return {"type": RuleType.BUY_GET, "buy": scope_form([], [category]), "buy_quantity": quantity}


def percent_rule(hundredths: int, cap: int | None = None) -> dict[str, Any]:
    return {"type": RuleType.PERCENT_OFF, "percent": hundredths, "cap": cap}


PROMOTIONS = (
    PromotionSample("Buy 2 Get 1 Free", "Buy 2 pizzas, get 1 free.", buy_get_rule("Pizza", 2)),
    PromotionSample("Flat 20% Off", "20% off the whole bill.", percent_rule(20_00), from_amount=500_00),
    PromotionSample("Free Coke on ₹500+", "", {"type": RuleType.FREE_ITEM}, from_amount=500_00, free="Coke"),
    PromotionSample("Buy 3 Burgers Get 1 Free", "Buy 3 burgers, get 1 free.", buy_get_rule("Burgers", 3)),
    PromotionSample(
        "60% for friends", "Up to ₹300 off.", percent_rule(60_00, 300_00), from_amount=500_00, code="FRIENDS"
    ),
)


async def open_restaurant(builder: Viewer) -> None:
    restaurant = await Restaurant.start(builder, None, SETTINGS)
    await DiningTable.add(restaurant, TABLE, "Table 12")
    items = [await MenuItem.put(restaurant, None, _item(*dish)) for dish in MENU]
    by_name = {item.name: item for item in items}
    for sample in PROMOTIONS:
        rule = dict(sample.rule)
        if sample.free:
            rule["items"] = scope_form([by_name[sample.free].id], [])
        await _create_promotion(builder, restaurant, sample, rule)


async def has_table() -> bool:
    """Tell whether the printed table code still works."""
    return await DiningTable.exists(code=TABLE)


def _item(name: str, category: str, price: int) -> dict[str, Any]:
    return {"name": name, "category": category, "price": price}


async def _create_promotion(
    builder: Viewer, restaurant: Restaurant, sample: PromotionSample, rule: dict[str, Any]
) -> None:
    terms = {
        "restaurant_id": restaurant.id,
        "rule": rule,
        "conditions": {"min_amount": sample.from_amount},
        "code": sample.code,
        "is_automatic": sample.code is None,
    }
    common = {"title": sample.title, "description": sample.description, "valid_until": now() + LASTS}
    await Offer.make(builder, common, NewTerms("promotion", terms), now())
