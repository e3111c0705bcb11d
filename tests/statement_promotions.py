"""How the owner's root fields around promotions are asked: about a restaurant with so many of everything."""

from tests.statement_dining import a_kitchen, about, done

MONEY = "{ text }"
DAYS = f"days {{ date saved {MONEY} revenue {MONEY} }}"
USED = f"mostUsed {{ uses saved {MONEY} offer {{ title author {{ name }} terms {{ used }} }} }}"

PROMOTIONS = {
    "Query.promotionFigures": about(
        done("promotionFigures(restaurantId: $id)", "PromotionFigures", f"orders usageRate {DAYS} {USED}"),
        a_kitchen,
    ),
}
