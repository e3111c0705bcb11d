"""Quotes over the API: made, changed, seen by whom, locked when."""

from typing import Any

import pytest

from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged
from tests.support.sharing import (
    CREATE,
    GET,
    LINES,
    LISTED,
    OPEN,
    SINK,
    TAP,
    TOLD,
    UPDATE,
    answer,
    quote,
    quote_input,
    share,
    step_mutation,
)

ASHA = {"name": "Asha Rao", "email": "asha@customer.example", "phone": "+919812345678"}
ACTIVITY = "subscription($id: UUID!) { offerActivity(offerId: $id) { event } }"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_a_quote_comes_back_with_its_totals(cast: Cast) -> None:
    made = cast.agent.client.get(
        CREATE, input=quote_input(customer=ASHA, notes="Discount possible", currency="eur")
    )
    amounts = {key: value["minorUnits"] for key, value in made["terms"].pop("totals").items()}
    assert amounts == {"net": 2502, "tax": 270, "total": 2772}
    sink, tap = made["terms"].pop("lines")
    assert made == {
        "id": made["id"],
        "kind": "quote",
        "title": "Kitchen",
        "description": "",
        "status": "DRAFT",
        "version": 1,
        "validFrom": None,
        "validUntil": None,
        "author": {"id": cast.agent.id, "name": "agent", "role": "AGENT"},
        "project": None,
        "terms": {"currency": "EUR", "notes": "Discount possible", "customer": ASHA},
    }
    assert sink == SINK | {
        "unitPrice": {"minorUnits": 1001},
        "net": {"minorUnits": 1502},
        "tax": {"minorUnits": 270},
    }
    assert (tap["taxRate"], tap["tax"]) == (0, {"minorUnits": 0})


@pytest.mark.parametrize("role", ["builder", "agent", "admin", "super_admin"])
def test_everybody_who_is_signed_in_may_make_a_quote(cast: Cast, role: str) -> None:
    assert cast.admin.client.get(GET, id=quote(getattr(cast, role)))["author"]["name"]
    assert cast.stranger.error_code(CREATE, input=quote_input()) == "UNAUTHENTICATED"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "title"),
    ({"lines": [SINK] * 201}, "terms.quote.lines"),
    ({"lines": [SINK, SINK | {"quantity": 0}]}, "terms.quote.lines.1.quantity"),
    ({"lines": [SINK | {"quantity": -1}]}, "terms.quote.lines.0.quantity"),
    ({"lines": [SINK | {"quantity": 1_000_000.001}]}, "terms.quote.lines.0.quantity"),
    ({"lines": [SINK | {"unitPrice": -1}]}, "terms.quote.lines.0.unitPrice"),
    ({"lines": [SINK | {"taxRate": -1}]}, "terms.quote.lines.0.taxRate"),
    ({"lines": [SINK | {"taxRate": 100.01}]}, "terms.quote.lines.0.taxRate"),
    ({"lines": [SINK | {"description": " "}]}, "terms.quote.lines.0.description"),
    ({"lines": [SINK | {"description": "x" * 501}]}, "terms.quote.lines.0.description"),
    ({"lines": [SINK | {"quantity": 1_000_000, "unitPrice": 10**15}]}, "terms.quote.lines"),
    ({"currency": "XYZ"}, "terms.quote.currency"),
    ({"notes": "x" * 5001}, "terms.quote.notes"),
    ({"customer": {"name": "x" * 121}}, "terms.quote.customer.name"),
    ({"customer": {"email": "nobody"}}, "terms.quote.customer.email"),
    ({"customer": {"phone": "0981"}}, "terms.quote.customer.phone"),
    ({"validFrom": "2126-01-02", "validUntil": "2126-01-01"}, "validUntil"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_refusal_names_the_wrong_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(CREATE, input=quote_input(**changes))
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)
    assert refusal["message"]


def test_a_quote_needs_a_line(cast: Cast) -> None:
    empty = {"title": "Kitchen", "terms": {"quote": {"lines": []}}}
    assert cast.agent.client.get(CREATE, input=empty)["field"] == "terms.quote.lines"


@pytest.mark.parametrize(
    "line", [{"quantity": 1.0005}, {"taxRate": 1.001}, {"unitPrice": 1.5}, {"quantity": "NaN"}]
)
def test_a_number_too_fine_is_refused_before_it_is_read(cast: Cast, line: dict[str, Any]) -> None:
    assert cast.agent.client.error_code(CREATE, input=quote_input(lines=[SINK | line])) == "BAD_INPUT"


def test_space_around_an_address_is_stripped(cast: Cast) -> None:
    made = cast.agent.client.get(CREATE, input=quote_input(customer={"email": " a@b.example" + " " * 300}))
    assert made["terms"]["customer"]["email"] == "a@b.example"


def test_a_quote_is_a_draft_until_it_is_activated_or_shared(cast: Cast) -> None:
    activated, shared = quote(cast.agent), quote(cast.agent)
    assert cast.agent.client.get(step_mutation("activateOffer"), id=activated) == {"status": "ACTIVE"}
    share(cast.agent, shared)
    assert cast.agent.client.get(GET, id=shared)["status"] == "ACTIVE"


def test_each_change_of_what_is_promised_raises_the_version(cast: Cast) -> None:
    offer = quote(cast.agent)
    changes: list[dict[str, Any]] = [
        {"title": "Bath"},
        {"terms": {"quote": {"lines": [TAP]}}},
        {"terms": {"quote": {"customer": ASHA}}},
        {"terms": {"quote": {"notes": "Ask twice"}}},
    ]
    seen = [cast.agent.client.get(UPDATE, id=offer, input=change)["version"] for change in changes]
    assert seen == [2, 3, 4, 5]
    assert cast.agent.client.get(UPDATE, id=offer, input=changes[-1])["version"] == 5
    assert cast.agent.client.get(GET, id=offer)["terms"]["totals"]["total"]["minorUnits"] == 1000


def test_only_its_author_and_admins_see_a_quote(cast: Cast) -> None:
    offer = quote(cast.agent, projectId=cast.project)
    share(cast.agent, offer)
    for other in (cast.builder, cast.other_agent, cast.other_builder):
        assert offer not in {row["id"] for row in other.client.get(LISTED)["nodes"]}
        assert [other.client.error_code(query, id=offer) for query in (GET, LINES)] == ["FORBIDDEN"] * 2
        with other.client.subscribe(ACTIVITY, id=offer) as heard:
            assert "FORBIDDEN" in str(heard.message())
    for reader in (cast.agent, cast.admin):
        assert offer in {row["id"] for row in reader.client.get(LISTED)["nodes"]}
        assert reader.client.get(GET, id=offer)["project"] == {"id": cast.project}


def test_only_its_author_is_notified_of_a_quote(cast: Cast) -> None:
    with cast.builder.client.subscribe(TOLD) as heard:
        offer = quote(cast.agent, projectId=cast.project)
        answer(cast.stranger, share(cast.agent, offer))
        assert heard.is_silent()


def test_a_quote_cannot_name_a_project_that_its_author_cannot_see(cast: Cast) -> None:
    with assert_unchanged(cast.server):
        assert (
            cast.agent.client.error_code(CREATE, input=quote_input(projectId=cast.other_project))
            == "FORBIDDEN"
        )


def test_only_its_author_and_admins_change_a_quote(cast: Cast) -> None:
    offer = quote(cast.agent)
    with assert_unchanged(cast.server):
        for other in (cast.builder, cast.other_agent):
            assert other.client.error_code(UPDATE, id=offer, input={"title": "Mine"}) == "FORBIDDEN"
    assert cast.admin.client.get(UPDATE, id=offer, input={"title": "Checked"})["version"] == 2


def test_what_was_accepted_is_not_changed_and_not_deleted(cast: Cast) -> None:
    """Decisions 6 and 10."""
    offer = quote(cast.agent)
    answer(cast.stranger, share(cast.agent, offer))
    delete = "mutation($id: UUID!) { deleteOffer(id: $id) { ... on Refusal { code } } }"
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(UPDATE, id=offer, input={"title": "Else"})["code"] == "OFFER_NOT_OPEN"
        assert cast.agent.client.get(step_mutation("closeOffer"), id=offer)["code"] == "STEP_NOT_ALLOWED"
        assert cast.agent.client.get(delete, id=offer) == {"code": "IN_USE"}


def test_a_link_shows_neither_notes_nor_the_customers_address(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent, customer=ASHA, notes="Discount possible"))
    shown = cast.stranger.get(OPEN, token=link.token)
    assert shown["terms"]["customerName"] == "Asha Rao"
    assert not any(word in str(shown) for word in (ASHA["email"], ASHA["phone"], "Discount"))


SUPERSEDE = """mutation($id: UUID!, $by: UUID!) {
  supersedeOffer(id: $id, byId: $by) { ... on QuoteOffer { status } ... on Refusal { code field } }
}"""


def test_an_offer_is_superseded_once_by_what_still_stands(cast: Cast) -> None:
    old, new, other, closed = (quote(cast.agent) for _ in range(4))
    cast.agent.client.get(step_mutation("closeOffer"), id=closed)
    assert cast.agent.client.get(SUPERSEDE, id=old, by=closed) == {"code": "BAD_INPUT", "field": "byId"}
    assert cast.agent.client.get(SUPERSEDE, id=old, by=new) == {"status": "CLOSED"}
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(SUPERSEDE, id=old, by=other)["code"] == "OFFER_NOT_OPEN"
        assert cast.agent.client.get(SUPERSEDE, id=new, by=old)["code"] == "BAD_INPUT"


def test_a_null_where_a_value_may_be_left_out_is_refused_in_plain_words(cast: Cast) -> None:
    for nulled in ({"title": None}, {"terms": {"quote": {"lines": None}}}):
        (error,) = cast.agent.client.ask(UPDATE, id=quote(cast.agent), input=nulled)["errors"]
        assert error["extensions"]["code"] == "BAD_INPUT"
        assert "cannot be null: leave it out" in error["message"]
        assert "strawberry" not in error["message"].lower()
        assert "Maybe" not in error["message"]
