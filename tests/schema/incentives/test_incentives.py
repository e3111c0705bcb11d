"""Incentives over the API: made and changed."""

from typing import Any

import pytest

from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged
from tests.support.incentives import CREATE, FULL, GET, LINES, TIERS, UPDATE, step_mutation, terms_change


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_all_fields_come_back_as_they_were_given(cast: Cast) -> None:
    made = cast.builder.client.get(CREATE, input=cast.offer_input(**FULL))
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
    made = cast.builder.client.get(CREATE, input=cast.offer_input())
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
    made = cast.builder.client.get(CREATE, input=cast.offer_input(validFrom="2126-01-01T00:00:00Z"))
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
    before = cast.builder.client.get(CREATE, input=cast.offer_input())
    after = cast.builder.client.get(UPDATE, id=before["id"], input=terms_change(**{field: given}))
    shown = "incentiveAmount" if field == "currency" else field
    assert after == before | {"version": 2, "terms": before["terms"] | {shown: kept}}


def test_what_may_be_absent_can_be_taken_away_again(cast: Cast) -> None:
    offer = cast.offer(**FULL)
    nothing = {"validFrom": None, "validUntil": None, "description": ""}
    terms: dict[str, Any] = {
        "commissionPercentage": None,
        "minUnitsToSell": None,
        "tiers": [],
        "tierBasis": None,
    }
    after = cast.builder.client.get(UPDATE, id=offer, input=nothing | terms_change(**terms))
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
    with assert_unchanged(cast.server):
        for field, wrong in REFUSED:
            refused = cast.builder.client.get(CREATE, input=cast.offer_input(**wrong))
            assert (refused["code"], refused["field"]) == ("BAD_INPUT", field), refused
            terms = cast.offer_input(**wrong)["terms"]["incentive"]
            change = {key: wrong[key] for key in wrong if key not in terms} | terms_change(
                **{key: wrong[key] for key in wrong if key in terms}
            )
            refused = cast.builder.client.get(UPDATE, id=offer, input=change)
            assert (refused["code"], refused["field"]) == ("BAD_INPUT", field), refused


def test_the_version_rises_only_when_what_is_promised_changes(cast: Cast) -> None:
    offer = cast.offer(**FULL)
    same = cast.offer_input(**FULL)
    terms = {key: value for key, value in same.pop("terms")["incentive"].items() if key != "projectId"}
    assert cast.builder.client.get(UPDATE, id=offer, input=same | terms_change(**terms))["version"] == 1
    assert cast.builder.client.get(UPDATE, id=offer, input={})["version"] == 1
    assert cast.builder.client.get(step_mutation("pauseOffer"), id=offer)["version"] == 1
    assert cast.builder.client.get(UPDATE, id=offer, input={"title": "Other"})["version"] == 2
    lines = cast.builder.client.get(LINES, id=offer)["nodes"]
    assert [line["event"] for line in lines] == ["CREATED", "PAUSED", "CHANGED"]


def test_a_change_of_a_version_that_is_no_longer_so_is_refused(cast: Cast) -> None:
    offer = cast.offer()
    assert cast.builder.client.get(UPDATE, id=offer, seen=1, input={"title": "Two"})["version"] == 2
    with assert_unchanged(cast.server):
        refused = cast.admin.client.get(UPDATE, id=offer, seen=1, input={"title": "Three"})
    assert (refused["code"], refused["field"]) == ("OFFER_CHANGED", "expectedVersion")
    assert "version 2" in refused["message"]
    assert cast.admin.client.get(UPDATE, id=offer, seen=2, input={"title": "Three"})["title"] == "Three"
