"""The operations of incentives over HTTP, and example incentives."""

from typing import Any

ALL = """fragment All on IncentiveOffer {
  id kind title description status isInForce validFrom validUntil version
  author { id name role } project { id }
  terms {
    type incentiveAmount { minorUnits currency text } commissionPercentage minUnitsToSell
    termsAndConditions tiers { fromUnits toUnits commissionPercentage } tierBasis
  }
}
fragment No on Refusal { code message field }"""
CREATE = "mutation($input: OfferInput!) { createOffer(input: $input) { ...All ...No } }" + ALL
UPDATE = """mutation($id: UUID!, $input: OfferChangeInput!, $seen: Int) {
  updateOffer(id: $id, input: $input, expectedVersion: $seen) { ...All ...No }
}"""
UPDATE += ALL
DELETE = "mutation($id: UUID!) { deleteOffer(id: $id) { ... on OfferDeleted { id message } ...No } }"
DELETE += "fragment No on Refusal { code message field }"
GET = "query($id: UUID!) { incentive(id: $id) { ...All } }" + ALL.split("\nfragment No")[0]
SEEN = "query($id: UUID!) { offer(id: $id) { id } }"
WORTH = """query($id: UUID!, $units: Int!, $price: MinorUnits!) { incentive(id: $id) { terms {
  worth(units: $units, unitPrice: $price) {
    commission { minorUnits } bonus { minorUnits } total { minorUnits } unitsMissing
  }
} } }"""
LINES = "query($id: UUID!) { activity(offerId: $id) { nodes { seq event actor { id } } } }"
EXPIRE = "mutation { expireDueOffers { ... on ExpiryRun { count } } }"
TIERS = [
    {"fromUnits": 1, "commissionPercentage": 1},
    {"fromUnits": 6, "commissionPercentage": 2},
    {"fromUnits": 11, "commissionPercentage": "2.75"},
]
PAST = "2026-01-31T18:30:00+05:30"
FULL: dict[str, Any] = {
    "title": "  10% Commission Boost — ₹1L  ",
    "description": "On all sales closed in the first month.\nIncluding the “parking” units.",
    "validFrom": "2026-01-01T00:00:00Z",
    "validUntil": "2126-12-31T23:59:59.999+05:30",
    "type": "COMMISSION_BOOST",
    "incentiveAmount": 10**15,
    "currency": "eur",
    "commissionPercentage": 2.5,
    "minUnitsToSell": 5,
    "termsAndConditions": ["First 10 units only", " Payment within 30 days "],
    "tiers": TIERS,
    "tierBasis": "RETROACTIVE",
}


def step_mutation(field: str) -> str:
    return f"mutation($id: UUID!) {{ {field}(id: $id) {{ ...All ...No }} }}" + ALL


def terms_change(**changes: Any) -> dict[str, Any]:
    return {"terms": {"incentive": changes}} if changes else {}
