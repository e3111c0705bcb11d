"""How the permission matrix asks what whoever runs a restaurant asks about its promotions."""

from tests.permission_dining import a_restaurant
from tests.permission_shops import about

PROMOTIONS = {
    "Query.promotionFigures": about(
        "($id: UUID!) { promotionFigures(restaurantId: $id) { __typename } }", a_restaurant
    ),
}
