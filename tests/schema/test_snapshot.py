"""The schema as clients know it: committed, fully described, and without unbounded lists."""

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
)

from schema import snapshot
from schema.build import build_schema

SCHEMA: GraphQLSchema = build_schema()._schema
OURS = {name: found for name, found in SCHEMA.type_map.items() if not name.startswith("__")}
# Lists that are not paged, and what bounds each.
BOUNDED = {
    "Query.sessions": "the newest 100; tests/statements/test_statements.py has more",
    "Query.devices": "the newest 100; tests/statements/test_statements.py has more",
    "Activity.changes": "one for each field of an offer",
    "IncentiveTerms.termsAndConditions": "50",
    "IncentiveTerms.tiers": "20",
    "QuoteTerms.lines": "200",
    "SharedQuoteTerms.lines": "200",
    "PromotionTerms.conditions": "one for each sort of condition",
    "SharedPromotionTerms.conditions": "one for each sort of condition",
    "PromotionScope.items": "200",
    "PromotionScope.categories": "200",
    "PromotionConditions.weekdays": "7",
    "Restaurant.menu": "1000",
    "Restaurant.tables": "500",
    "Restaurant.taxRates": "10",
    "Menu.items": "1000",
    "GuestTable.items": "1000, as the menu",
    "TableSession.orders": "100",
    "OrderFigures.lines": "100, and those that an offer gives",
    "ResponseFigures.days": "366",
    "ResponseFigures.kinds": "one for each kind",
    "ShopFigures.days": "366",
    "ShopFigures.fillTimes": "one for each step",
    "Kitchen.orders": "the newest 100",
    "Order.lines": "100, and those that an offer gives",
    "Order.explanation": "one for each offer",
    "Order.appliedOffers": "one for each offer",
    "OrderFigures.explanation": "one for each offer",
    "OfferComparisons.others": "200",
    "OfferComparisons.notEligible": "200",
    "OfferComparisons.appliedOfferIds": "200",
    "OfferComparison.freeItems": "one for each rule",
    "OfferComparison.missing": "one for each code",
    "MissingRequirement.itemIds": "1000, as the menu",
    "FreeChoice.options": "1000, as the menu",
    "OfferSteps.rows": "100",
    "PromoCodesGenerated.codes": "1000",
    "PromoCodesWithdrawn.codes": "1000",
    "PromotionFigures.days": "366",
    "PromotionFigures.mostUsed": "10",
    "Bill.lines": "those of 100 orders",
    "Bill.appliedOffers": "those of 100 orders",
    "Bill.taxes": "10",
    "SplitTerms.participants": "50",
    "SharedSplitTerms.participants": "50",
    "SplitInvite.participants": "50",
    "SplitInvite.decisions": "one for each way to answer",
    "InviteAgreement.signers": "one for each participant",
    "SplitProposal.rows": "one for each participant",
    "SplitReminders.reminders": "one for each participant",
    "SlotTerms.attempts": "each customer of a shop at most once",
    "SlotCandidates.candidates": "500",
    "Query.splitHistory": "20 rounds",
    "SplitVersion.rows": "one for each participant",
    "SplitVersion.changes": "two for each participant, and the deadline",
    "SplitVersion.counters": "the latest 200",
    "SplitAgreement.signatures": "one for each participant",
    "Import.rows": "500",
    "SharedOffer.decisions": "one for each way to answer",
    "Query.notificationPreferences": "one for each event",
}


def test_the_committed_schema_is_the_one_that_is_served(tmp_path: Path) -> None:
    snapshot.write(tmp_path / "schema.graphql")
    served = (tmp_path / "schema.graphql").read_text(encoding="utf-8")
    assert snapshot.SNAPSHOT.read_text(encoding="utf-8") == served, "run: python -m schema.snapshot"


def test_everything_has_a_description() -> None:
    described = dict(_descriptions())
    assert len(described) > 250
    assert [place for place, text in described.items() if not (text and text.strip().endswith("."))] == []


def test_every_list_is_paged_or_bounded() -> None:
    lists = {place for place in _lists() if not _is_paged(place)}
    assert lists == set(BOUNDED)


def test_every_page_takes_both_ways_through_and_tells_where_it_ends() -> None:
    fields = _object("Query").fields.items()
    paged = {name: field for name, field in fields if str(field.type).endswith("Page")}
    assert len(paged) == 16
    for name, field in paged.items():
        assert {"first", "after", "page", "limit"} <= field.args.keys(), name
        assert {"nodes", "edges", "pageInfo", "pagination"} == _object(str(field.type)).fields.keys()


KINDS = ["IncentiveOffer", "PromotionOffer", "QuoteOffer", "SlotOffer", "SplitOffer"]


def test_every_offer_type_implements_the_interface() -> None:
    offer = SCHEMA.type_map["Offer"]
    assert isinstance(offer, GraphQLInterfaceType)
    assert [kind.name for kind in SCHEMA.get_possible_types(offer)] == [
        "IncentiveOffer",
        "PromotionOffer",
        "QuoteOffer",
        "SlotOffer",
        "SplitOffer",
    ]


def _object(name: str) -> GraphQLObjectType | GraphQLInterfaceType:
    found = OURS[name]
    assert isinstance(found, GraphQLObjectType | GraphQLInterfaceType), name
    return found


def _descriptions() -> Iterator[tuple[str, str | None]]:
    for name, found in OURS.items():
        yield name, found.description
        for part, described in _parts(found):
            yield f"{name}.{part}", described


def _parts(found: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(found, GraphQLEnumType):
        yield from ((name, value.description) for name, value in found.values.items())
    if isinstance(found, GraphQLInputObjectType):
        yield from ((name, field.description) for name, field in found.fields.items())
    if isinstance(found, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in found.fields.items():
            yield name, field.description
            yield from ((f"{name}({arg})", given.description) for arg, given in field.args.items())


def _lists() -> Iterator[str]:
    for name, found in OURS.items():
        if isinstance(found, GraphQLObjectType | GraphQLInterfaceType):
            for field, described in found.fields.items():
                kind = described.type
                inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
                if isinstance(inner, GraphQLList):
                    yield f"{name}.{field}"


def _is_paged(place: str) -> bool:
    kind, field = place.split(".")
    return field in ("nodes", "edges") and "pageInfo" in _object(kind).fields
