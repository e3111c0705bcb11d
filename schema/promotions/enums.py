"""The names and descriptions of the enums of restaurants and promotions."""

from models.promotions.form import RuleType
from models.promotions.pricing.compare import Priority
from models.promotions.pricing.missing import MissingCode
from models.promotions.pricing.rule import Level
from models.promotions.pricing.session_offers import Stacking
from models.promotions.promo_code import CodeState
from models.promotions.restaurant_news import DiningEvent
from schema.fields.enums import describe

describe(
    Stacking,
    "Stacking",
    "How many offers an order can use.",
    SINGLE="At most one.",
    COMPATIBLE="Several stackable offers together, if they save more than the best single one.",
)
describe(
    Level,
    "PromotionLevel",
    "The level at which a promotion takes effect.",
    ORDER="One order.",
    SESSION="The bill of the session, once, for its orders without an offer of their own.",
)
describe(
    RuleType,
    "PromotionRuleType",
    "The type of a promotion's rule.",
    PERCENT_OFF="A percentage off the items it covers.",
    FLAT_OFF="An amount off, once.",
    BUY_GET="Free or cheaper units for units bought.",
    FREE_ITEM="Free items, under the promotion's conditions.",
)
describe(
    Priority,
    "ComparisonPriority",
    "How an offer compares with the best one.",
    BEST="It saves the most.",
    GOOD="It saves at least 80 percent of what the best saves.",
    OKAY="It saves less.",
)
describe(
    MissingCode,
    "MissingCode",
    "Why an offer does not apply to a cart.",
    CODE_REQUIRED="The offer needs a code that was not given.",
    CUSTOMER_REQUIRED="The offer is only for guests who identify themselves.",
    FIRST_ORDER_ONLY="The offer is only for a first order.",
    NOT_NOW="The offer does not apply on this day or at this hour.",
    LIMIT_REACHED="The offer has reached its usage limit.",
    CUSTOMER_LIMIT_REACHED="The guest has reached the offer's limit per guest.",
    MIN_SPEND="The cart is below the minimum amount.",
    MIN_QUANTITY="The cart is below the minimum quantity.",
    ITEMS="Items that must be bought are not in the cart.",
    BUDGET_EXCEEDED="The rest of the offer's budget does not cover this cart.",
    NOTHING_TO_DISCOUNT="The offer makes nothing in the cart cheaper.",
    ON_THE_BILL="The table's bill already has this offer, or one that saves as much.",
)
describe(
    CodeState,
    "PromoCodeState",
    "The state of a promo code.",
    UNUSED="The code can be used and has not been used yet.",
    USED="The code was used at least once.",
    WITHDRAWN="The code was withdrawn.",
)
describe(
    DiningEvent,
    "DiningEvent",
    "An event in a restaurant.",
    ORDER_PLACED="An order was placed.",
    ORDER_CANCELLED="An order was cancelled.",
    REDEEMED="An order or a bill used a promotion, or a bill's use of it changed.",
    GIVEN_BACK="A use of a promotion was given back.",
)

__all__ = ["CodeState", "DiningEvent", "Level", "MissingCode", "Priority", "RuleType", "Stacking"]
