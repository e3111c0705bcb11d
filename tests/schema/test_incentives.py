"""Incentives over the API: made, changed, moved through their life, removed."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.viewer import Role
from tests.backstage import Guest, nothing_changes
from tests.cast import Cast, Everybody

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
STEP = "mutation($id: UUID!) { %s(id: $id) { ...All ...No } }" + ALL
DELETE = "mutation($id: UUID!) { deleteOffer(id: $id) { ... on OfferDeleted { id message } ...No } }"
DELETE += "fragment No on Refusal { code message field }"
GET = "query($id: UUID!) { incentive(id: $id) { ...All } }" + ALL.split("\nfragment No")[0]
SEEN = "query($id: UUID!) { offer(id: $id) { id } }"
WORTH = """query($id: UUID!, $units: Int!, $price: MinorUnits!) { incentive(id: $id) { terms {
  worth(units: $units, unitPrice: $price) { commission { minorUnits } bonus { minorUnits } total { minorUnits }
    unitsMissing }
} } }"""
LINES = "query($id: UUID!) { activity(offerId: $id) { nodes { seq event actor { id } } } }"
EXPIRE = "mutation { expireDueOffers { ... on ExpiryRun { count } } }"
TIERS = [
    {"fromUnits": 1, "commissionPercentage": 1},
    {"fromUnits": 6, "commissionPercentage": 2},
    {"fromUnits": 11, "commissionPercentage": "2.75"},
]
PAST = "2026-01-31T18:30:00+05:30"
FULL = {
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


@pytest.fixture(scope="module")
def cast(everybody: Everybody) -> Cast:
    return Cast(everybody)


def test_all_fields_come_back_as_they_were_given(cast: Cast) -> None:
    made = cast.builder.client.get(CREATE, input=cast.wish(**FULL))
    assert made == {
        "id": made["id"],
        "kind": "incentive",
        "title": "10% Commission Boost — ₹1L",
        "description": FULL["description"],
        "status": "ACTIVE",
        "isInForce": True,
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2126-12-31T18:29:59.999000Z",
        "version": 1,
        "author": {"id": cast.builder.id, "name": "builder", "role": "BUILDER"},
        "project": {"id": cast.project},
        "terms": {
            "type": "COMMISSION_BOOST",
            "incentiveAmount": {"minorUnits": 10**15, "currency": "EUR", "text": "€10,000,000,000,000.00"},
            "commissionPercentage": 2.5,
            "minUnitsToSell": 5,
            "termsAndConditions": ["First 10 units only", "Payment within 30 days"],
            "tiers": [
                {"fromUnits": 1, "toUnits": 5, "commissionPercentage": 1.0},
                {"fromUnits": 6, "toUnits": 10, "commissionPercentage": 2.0},
                {"fromUnits": 11, "toUnits": None, "commissionPercentage": 2.75},
            ],
            "tierBasis": "RETROACTIVE",
        },
    }
    for reader in (cast.builder, cast.agent, cast.admin):
        assert reader.client.get(GET, id=made["id"]) == made


def test_an_incentive_needs_only_a_title_a_project_a_type_and_an_amount(cast: Cast) -> None:
    made = cast.builder.client.get(CREATE, input=cast.wish())
    assert (made["description"], made["validFrom"], made["validUntil"]) == ("", None, None)
    assert made["terms"] == {
        "type": "CLOSING_BONUS",
        "incentiveAmount": {"minorUnits": 50_000_00, "currency": "INR", "text": "₹50,000.00"},
        "commissionPercentage": None,
        "minUnitsToSell": None,
        "termsAndConditions": [],
        "tiers": [],
        "tierBasis": None,
    }


def test_one_that_has_not_started_is_active_and_not_in_force(cast: Cast) -> None:
    made = cast.builder.client.get(CREATE, input=cast.wish(validFrom="2126-01-01T00:00:00Z"))
    assert (made["status"], made["isInForce"]) == ("ACTIVE", False)


CHANGES: list[tuple[str, Any, Any]] = [
    ("type", "BULK_SALE", "BULK_SALE"),
    ("incentiveAmount", 0, {"minorUnits": 0, "currency": "INR", "text": "₹0.00"}),
    ("currency", "USD", {"minorUnits": 5000000, "currency": "USD", "text": "$50,000.00"}),
    ("commissionPercentage", 100, 100.0),
    ("minUnitsToSell", 1_000_000, 1_000_000),
    ("termsAndConditions", ["One"], ["One"]),
]


@pytest.mark.parametrize(("field", "given", "kept"), CHANGES)
def test_each_field_of_the_terms_changes_by_itself(cast: Cast, field: str, given: Any, kept: Any) -> None:
    before = cast.builder.client.get(CREATE, input=cast.wish())
    after = cast.builder.client.get(UPDATE, id=before["id"], input=_terms(**{field: given}))
    shown = "incentiveAmount" if field == "currency" else field
    assert after == before | {"version": 2, "terms": before["terms"] | {shown: kept}}


def test_what_may_be_absent_can_be_taken_away_again(cast: Cast) -> None:
    offer = cast.offer(**FULL)
    nothing = {"validFrom": None, "validUntil": None, "description": ""}
    terms = {"commissionPercentage": None, "minUnitsToSell": None, "tiers": [], "tierBasis": None}
    after = cast.builder.client.get(UPDATE, id=offer, input=nothing | _terms(**terms))
    assert after["version"] == 2
    assert {field: after[field] for field in nothing} == nothing
    assert {field: after["terms"][field] for field in terms} == terms


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("title", {"title": ""}),
    ("title", {"title": " \n "}),
    ("title", {"title": "x" * 201}),
    ("title", {"title": "a\x07b"}),
    ("description", {"description": "x" * 10_001}),
    ("validUntil", {"validFrom": "2026-02-01T00:00:00Z", "validUntil": "2026-02-01T00:00:00Z"}),
    ("terms.incentive.incentiveAmount", {"incentiveAmount": -1}),
    ("terms.incentive.currency", {"currency": "XXX"}),
    ("terms.incentive.commissionPercentage", {"commissionPercentage": -0.01}),
    ("terms.incentive.commissionPercentage", {"commissionPercentage": 100.01}),
    ("terms.incentive.minUnitsToSell", {"minUnitsToSell": 0}),
    ("terms.incentive.minUnitsToSell", {"minUnitsToSell": 1_000_001}),
    ("terms.incentive.termsAndConditions", {"termsAndConditions": ["x"] * 51}),
    ("terms.incentive.termsAndConditions.1", {"termsAndConditions": ["x", " "]}),
    ("terms.incentive.termsAndConditions.0", {"termsAndConditions": ["x" * 501]}),
    ("terms.incentive.tierBasis", {"tiers": TIERS}),
    ("terms.incentive.tierBasis", {"tierBasis": "MARGINAL"}),
    ("terms.incentive.tiers", {"tiers": TIERS[::-1], "tierBasis": "MARGINAL"}),
    ("terms.incentive.tiers", {"tiers": [TIERS[0]] * 2, "tierBasis": "MARGINAL"}),
    (
        "terms.incentive.tiers.1.commissionPercentage",
        {"tiers": [TIERS[0], {"fromUnits": 2, "commissionPercentage": 101}], "tierBasis": "MARGINAL"},
    ),
    (
        "terms.incentive.tiers",
        {
            "tiers": [{"fromUnits": n, "commissionPercentage": 1} for n in range(1, 22)],
            "tierBasis": "MARGINAL",
        },
    ),
]


def test_every_refusal_names_its_field_and_changes_nothing(cast: Cast) -> None:
    offer = cast.offer()
    with nothing_changes(cast.server):
        for field, wrong in REFUSED:
            refused = cast.builder.client.get(CREATE, input=cast.wish(**wrong))
            assert (refused["code"], refused["field"]) == ("BAD_INPUT", field), refused
            terms = cast.wish(**wrong)["terms"]["incentive"]
            change = {key: wrong[key] for key in wrong if key not in terms} | _terms(
                **{key: wrong[key] for key in wrong if key in terms}
            )
            refused = cast.builder.client.get(UPDATE, id=offer, input=change)
            assert (refused["code"], refused["field"]) == ("BAD_INPUT", field), refused


def test_the_version_rises_only_when_what_is_promised_changes(cast: Cast) -> None:
    offer = cast.offer(**FULL)
    same = cast.wish(**FULL)
    terms = {key: value for key, value in same.pop("terms")["incentive"].items() if key != "projectId"}
    assert cast.builder.client.get(UPDATE, id=offer, input=same | _terms(**terms))["version"] == 1
    assert cast.builder.client.get(UPDATE, id=offer, input={})["version"] == 1
    assert cast.builder.client.get(STEP % "pauseOffer", id=offer)["version"] == 1
    assert cast.builder.client.get(UPDATE, id=offer, input={"title": "Other"})["version"] == 2
    lines = cast.builder.client.get(LINES, id=offer)["nodes"]
    assert [line["event"] for line in lines] == ["CREATED", "PAUSED", "CHANGED"]


def test_a_change_of_a_version_that_is_no_longer_so_is_refused(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.builder.client.get(UPDATE, id=offer, seen=1, input={"title": "Two"})["version"] == 2
    with nothing_changes(cast.server):
        refused = cast.admin.client.get(UPDATE, id=offer, seen=1, input={"title": "Three"})
    assert (refused["code"], refused["field"]) == ("OFFER_CHANGED", "expectedVersion")
    assert "version 2" in refused["message"]
    assert cast.admin.client.get(UPDATE, id=offer, seen=2, input={"title": "Three"})["title"] == "Three"


STEPS = {
    ("ACTIVE", "activateOffer"): None,
    ("ACTIVE", "pauseOffer"): "PAUSED",
    ("ACTIVE", "closeOffer"): "CLOSED",
    ("PAUSED", "activateOffer"): "ACTIVE",
    ("PAUSED", "pauseOffer"): None,
    ("PAUSED", "closeOffer"): "CLOSED",
    ("CLOSED", "activateOffer"): None,
    ("CLOSED", "pauseOffer"): None,
    ("CLOSED", "closeOffer"): None,
    ("EXPIRED", "activateOffer"): None,
    ("EXPIRED", "pauseOffer"): None,
    ("EXPIRED", "closeOffer"): "CLOSED",
}


@pytest.mark.parametrize(("status", "step"), STEPS)
def test_a_step_leads_where_the_table_says(cast: Cast, status: str, step: str) -> None:
    offer = _standing(cast, status)
    answer = cast.builder.client.get(STEP % step, id=offer)
    if to := STEPS[status, step]:
        assert answer["status"] == to
    else:
        assert answer["code"] == "STEP_NOT_ALLOWED"
        assert status.lower() in answer["message"]
    assert cast.agent.client.get(GET, id=offer)["status"] == (to or status)


def test_a_deleted_incentive_is_gone_for_everybody(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.builder.client.get(DELETE, id=offer) == {"id": offer, "message": "The offer was removed."}
    for reader in (cast.builder, cast.agent, cast.admin):
        assert reader.client.refused(SEEN, id=offer) == "NOT_FOUND"
    assert cast.builder.client.refused(DELETE, id=offer) == "NOT_FOUND"
    assert cast.builder.client.refused(STEP % "pauseOffer", id=offer) == "NOT_FOUND"


WORTHS = [
    ("MARGINAL", 5, 50_000),
    ("MARGINAL", 6, 70_000),
    ("MARGINAL", 10, 150_000),
    ("MARGINAL", 11, 177_500),
    ("RETROACTIVE", 5, 50_000),
    ("RETROACTIVE", 6, 120_000),
    ("RETROACTIVE", 10, 200_000),
    ("RETROACTIVE", 11, 302_500),
]


def test_what_a_sale_is_worth_follows_the_tiers_and_their_basis(cast: Cast) -> None:
    offers = {
        basis: cast.offer(tiers=TIERS, tierBasis=basis, incentiveAmount=7, minUnitsToSell=2)
        for basis in ("MARGINAL", "RETROACTIVE")
    }
    for basis, units, commission in WORTHS:
        assert _worth(cast, offers[basis], units, 1_000_000) == (commission, 7, commission + 7, 0), (
            basis,
            units,
        )


def test_below_the_minimum_of_units_nothing_is_earned(cast: Cast) -> None:
    offer = cast.offer(commissionPercentage=1, incentiveAmount=7, minUnitsToSell=3)
    assert _worth(cast, offer, 0, 1_000) == (0, 0, 0, 3)
    assert _worth(cast, offer, 2, 1_000) == (0, 0, 0, 1)
    assert _worth(cast, offer, 3, 1_000) == (30, 7, 37, 0)


def test_the_largest_sale_still_has_a_worth_or_a_reason_why_not(cast: Cast) -> None:
    offer = cast.offer(commissionPercentage=100)
    assert _worth(cast, offer, 1, 10**15)[0] == 10**15
    for units, price, field in ((1_000_000, 10**15, "unitPrice"), (-1, 1, "units"), (1, -1, "unitPrice")):
        answer = cast.agent.client.ask(WORTH, id=offer, units=units, price=price)
        (error,) = answer["errors"]
        assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_INPUT", field), error


def test_an_incentive_reads_as_expired_from_the_moment_it_ends(cast: Cast) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=0.6)
    offer = cast.offer(validUntil=ends.isoformat())
    assert _everywhere(cast, offer) == {"ACTIVE"}
    time.sleep(max(0.0, (ends - datetime.now(UTC)).total_seconds()))
    assert _everywhere(cast, offer) == {"EXPIRED"}


def test_expiring_due_offers_counts_logs_and_tells_each_once(cast: Cast) -> None:
    cast.admin.client.get(EXPIRE)
    bell = "{ notifications(events: [EXPIRED], first: 100) { nodes { offer { id } } } }"
    due = [cast.offer(validUntil=PAST) for _ in range(3)]
    cast.builder.client.get(STEP % "closeOffer", id=cast.offer(validUntil=PAST))
    cast.offer(validUntil="2126-01-01T00:00:00Z")
    assert [cast.admin.client.get(EXPIRE)["count"] for _ in range(2)] == [3, 0]
    for offer in due:
        lines = cast.agent.client.get(LINES, id=offer)["nodes"]
        assert [(line["event"], line["actor"]) for line in lines[1:]] == [("EXPIRED", None)]
        for told in (cast.agent, cast.builder):
            heard = [note["offer"] for note in told.client.get(bell)["nodes"]]
            assert heard.count({"id": offer}) == 1


def test_a_date_without_a_time_is_a_day_in_the_authors_zone_whoever_writes_it(cast: Cast) -> None:
    """Decision 1."""
    author = Guest(cast.server, Role.BUILDER)
    author.client.get('mutation { updateProfile(timeZone: "America/New_York") { __typename } }')
    project = author.client.get('mutation { createProject(input: {name: "P"}) { ... on Project { id } } }')[
        "id"
    ]
    days = {"validFrom": "2026-03-08", "validUntil": "2026-03-08"}
    made = author.client.get(CREATE, input=cast.wish(project, **days))
    assert (made["validFrom"], made["validUntil"]) == ("2026-03-08T05:00:00Z", "2026-03-09T03:59:59.999999Z")
    days = {"validFrom": "2026-11-01", "validUntil": "2026-11-01"}
    made = cast.admin.client.get(UPDATE, id=made["id"], input=days)
    assert (made["validFrom"], made["validUntil"]) == ("2026-11-01T04:00:00Z", "2026-11-02T04:59:59.999999Z")


def _terms(**changes: Any) -> dict[str, Any]:
    return {"terms": {"incentive": changes}} if changes else {}


def _standing(cast: Cast, status: str) -> str:
    offer = cast.offer(**({"validUntil": PAST} if status == "EXPIRED" else {}))
    if status in ("PAUSED", "CLOSED"):
        cast.builder.client.get(STEP % {"PAUSED": "pauseOffer", "CLOSED": "closeOffer"}[status], id=offer)
    return offer


def _worth(cast: Cast, offer: str, units: int, price: int) -> tuple[int, ...]:
    worth = cast.agent.client.get(WORTH, id=offer, units=units, price=price)["terms"]["worth"]
    money = tuple(worth[part]["minorUnits"] for part in ("commission", "bonus", "total"))
    return (*money, worth["unitsMissing"])


def _everywhere(cast: Cast, offer: str) -> set[str]:
    """The status by id, in both lists, under a notification, and by which filter finds it."""
    mine = f'projectId: "{cast.project}"'
    ask = cast.agent.client.get
    nodes = [
        *ask(f"{{ incentives(first: 100, filter: {{{mine}}}) {{ nodes {{ id status }} }} }}")["nodes"],
        *ask(f"{{ offers(first: 100, filter: {{{mine}}}) {{ nodes {{ id status }} }} }}")["nodes"],
        *(
            n["offer"]
            for n in ask("{ notifications(first: 100) { nodes { offer { id status } } } }")["nodes"]
        ),
    ]
    seen = [ask(GET, id=offer)["status"], *(node["status"] for node in nodes if node and node["id"] == offer)]
    found_by = [
        status
        for status in ("ACTIVE", "PAUSED", "CLOSED", "EXPIRED")
        for field in ("incentives", "offers")
        if offer
        in str(ask(f"{{ {field}(first: 100, filter: {{{mine}, status: [{status}]}}) {{ nodes {{ id }} }} }}"))
    ]
    assert (len(seen), len(found_by)) == (4, 2)
    return {*seen, *found_by}
