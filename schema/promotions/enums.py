"""The enums around restaurants under the names and with the words that clients see."""

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
    "How many offers an order takes.",
    SINGLE="One at most.",
    COMPATIBLE="Those that are marked stackable together, where they save more than the best alone.",
)
describe(
    Level,
    "PromotionLevel",
    "Where a promotion takes effect.",
    ORDER="On one order.",
    SESSION="On the bill of the session, once, for its orders that carry no offer of their own.",
)
describe(
    RuleType,
    "PromotionRuleType",
    "What a promotion gives.",
    PERCENT_OFF="A percentage of what it covers.",
    FLAT_OFF="An amount, once.",
    BUY_GET="Units free or cheaper for units bought.",
    FREE_ITEM="Items for nothing, under its conditions.",
)
describe(
    Priority,
    "ComparisonPriority",
    "How an offer compares with the best.",
    BEST="It saves most.",
    GOOD="It saves at least 80 percent of what the best saves.",
    OKAY="It saves less.",
)
describe(
    MissingCode,
    "MissingCode",
    "What keeps an offer from a cart.",
    CODE_REQUIRED="Its code was not given.",
    CUSTOMER_REQUIRED="It is for guests who say who they are.",
    FIRST_ORDER_ONLY="It is for a first order.",
    NOT_NOW="It does not hold on this day or at this hour.",
    LIMIT_REACHED="It has been used up.",
    CUSTOMER_LIMIT_REACHED="This guest has used it as often as it allows.",
    MIN_SPEND="The cart costs too little.",
    MIN_QUANTITY="The cart holds too few of something.",
    ITEMS="Something that must be bought is not in the cart.",
    BUDGET_EXCEEDED="What is left of its budget does not cover this cart.",
    NOTHING_TO_DISCOUNT="It makes nothing in the cart cheaper.",
    ON_THE_BILL="The bill of the table has it, or one that saves as much, already.",
)
describe(
    CodeState,
    "PromoCodeState",
    "What has become of a code.",
    UNUSED="Nobody has used it, and it can be used.",
    USED="It was used, once or more often.",
    WITHDRAWN="It was withdrawn.",
)
describe(
    DiningEvent,
    "DiningEvent",
    "What happened in a restaurant.",
    ORDER_PLACED="An order was placed.",
    ORDER_CANCELLED="An order was cancelled.",
    REDEEMED="An order or a bill used a promotion, or what a bill uses of it has changed.",
    GIVEN_BACK="What had been used of a promotion was given back.",
)

__all__ = ["CodeState", "DiningEvent", "Level", "MissingCode", "Priority", "RuleType", "Stacking"]
