"""The specification of slots that a builder opens, line by line, with the live view of the offer loop."""

from datetime import timedelta
from uuid import uuid4

import pytest

from models.clock import now
from tests.support.actors import Cast, Users
from tests.support.server import SECRET, Client
from tests.support.shops import (
    BOOK,
    CANCEL,
    DAY,
    HOUR,
    NO,
    booking_input,
    customer,
    moment,
    parse_time,
    shop,
)

RUN = f"""mutation($id: UUID!) {{ runOfferLoop(slotId: $id) {{
  ... on OfferLoopRun {{ success customerId customerPhone skipped completed reason }} {NO}
}} }}"""
SLOT = """id title status validUntil terms {
  startsAt chair price { text } givenUp nextLookAt shop { name }
  attempts { position outcome endsAt customer { id name } text { text state sender segments } }
}"""
OPEN = f"""mutation($shop: UUID!, $from: DateTime!, $until: DateTime!) {{
  openSlot(shopId: $shop, startsAt: $from, endsAt: $until) {{ ... on SlotOffer {{ {SLOT} }} {NO} }}
}}"""
WITHDRAW = f"mutation($id: UUID!) {{ withdrawSlot(slotId: $id) {{ ... on SlotOffer {{ {SLOT} }} {NO} }} }}"
GET = f"query($id: UUID!) {{ offer(id: $id) {{ ... on SlotOffer {{ {SLOT} }} }} }}"
CANDIDATES = """query($id: UUID!) { slotCandidates(slotId: $id) {
  total fit lastAt candidates { name reason at }
} }"""
CASCADE = f"subscription($id: UUID!) {{ slotCascade(slotId: $id) {{ {SLOT} }} }}"
AROUND_THE_CLOCK = {"quietFrom": "00:00", "quietUntil": "00:00"}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


@pytest.fixture(scope="module")
def scheduler(cast: Cast) -> Client:
    return cast.server.client(**{"x-internal-secret": SECRET})


@pytest.fixture
def shop_id(cast: Cast) -> str:
    """Create a shop of the builder's without quiet hours; return its id."""
    return str(shop(cast.builder, **AROUND_THE_CLOCK)["id"])


def open_slot(cast: Cast, shop_id: str) -> str:
    times = {"from": moment(DAY), "until": moment(DAY + HOUR)}
    slot = cast.builder.client.get(OPEN, shop=shop_id, **times)
    assert slot["status"] == "ACTIVE", slot
    return str(slot["id"])


def test_a_wrong_secret_is_unauthenticated(cast: Cast, shop_id: str) -> None:
    slot = open_slot(cast, shop_id)
    wrong = cast.server.client(**{"x-internal-secret": "wrong_secret"})
    assert wrong.error_code(RUN, id=slot) == "UNAUTHENTICATED"
    assert cast.builder.client.get(GET, id=slot)["terms"]["attempts"] == []


@pytest.mark.parametrize("slot_id", [None, "test-id"])
def test_a_missing_or_malformed_id_is_bad_input(scheduler: Client, slot_id: str | None) -> None:
    assert scheduler.error_code(RUN, id=slot_id) == "BAD_INPUT"


def test_a_slot_that_is_not_there_is_not_found(scheduler: Client) -> None:
    assert scheduler.error_code(RUN, id=str(uuid4())) == "NOT_FOUND"


def test_what_is_not_a_slot_is_bad_input(cast: Cast, scheduler: Client) -> None:
    assert scheduler.get(RUN, id=cast.offer()) == {
        "code": "BAD_INPUT",
        "message": "The offer must be a slot.",
        "field": "slotId",
    }


def test_it_sends_an_offer_to_the_first_eligible_customer(
    cast: Cast, scheduler: Client, shop_id: str
) -> None:
    first = customer(cast.builder.client, shop_id, name="First")
    customer(cast.builder.client, shop_id, name="Second")
    slot = open_slot(cast, shop_id)
    assert scheduler.get(RUN, id=slot) == {
        "success": True,
        "customerId": first["id"],
        "customerPhone": "*" * 11 + first["phone"][-2:],
        "skipped": False,
        "completed": False,
        "reason": None,
    }
    (attempt,) = cast.builder.client.get(GET, id=slot)["terms"]["attempts"]
    assert (attempt["position"], attempt["customer"]["name"], attempt["outcome"]) == (1, "First", None)
    assert (attempt["text"]["state"], attempt["text"]["segments"]) == ("QUEUED", 1)
    assert "Reply YES to book or PASS to skip within 15 min." in attempt["text"]["text"]


def test_a_second_call_while_an_offer_is_out_sends_nothing(
    cast: Cast, scheduler: Client, shop_id: str
) -> None:
    customer(cast.builder.client, shop_id), customer(cast.builder.client, shop_id)
    slot = open_slot(cast, shop_id)
    scheduler.get(RUN, id=slot)
    again = scheduler.get(RUN, id=slot)
    assert (again["skipped"], again["reason"]) == (True, "offer_outstanding")
    assert len(cast.builder.client.get(GET, id=slot)["terms"]["attempts"]) == 1


def test_without_an_eligible_customer_the_slot_expires(cast: Cast, scheduler: Client, shop_id: str) -> None:
    customer(cast.builder.client, shop_id, optInSource=None)
    slot = open_slot(cast, shop_id)
    run = scheduler.get(RUN, id=slot)
    assert (run["success"], run["completed"], run["reason"]) == (True, True, "no_eligible_customers")
    seen = cast.builder.client.get(GET, id=slot)
    assert (seen["status"], seen["terms"]["givenUp"]) == ("EXPIRED", "no_eligible_customers")
    again = scheduler.get(RUN, id=slot)
    assert (again["skipped"], again["reason"]) == (True, "slot_status_expired")


def test_a_withdrawn_slot_is_skipped(cast: Cast, scheduler: Client, shop_id: str) -> None:
    customer(cast.builder.client, shop_id)
    slot = open_slot(cast, shop_id)
    scheduler.get(RUN, id=slot)
    closed = cast.builder.client.get(WITHDRAW, id=slot)
    assert (closed["status"], closed["terms"]["attempts"][0]["outcome"]) == ("CLOSED", "WITHDRAWN")
    assert scheduler.get(RUN, id=slot)["reason"] == "slot_status_withdrawn"


def test_in_quiet_hours_no_customer_is_offered_a_slot(cast: Cast, scheduler: Client) -> None:
    """Quiet hours are from an hour ago until an hour from now, also around midnight."""
    begins, ends = now() - HOUR, (now() + HOUR).replace(second=0, microsecond=0)
    night = {"quietFrom": f"{begins:%H:%M}", "quietUntil": f"{ends:%H:%M}", "timeZone": "UTC"}
    quiet = shop(cast.builder, **night)["id"]
    customer(cast.builder.client, quiet)
    slot = open_slot(cast, quiet)
    run = scheduler.get(RUN, id=slot)
    assert (run["skipped"], run["reason"]) == (True, "quiet_hours")
    assert parse_time(cast.builder.client.get(GET, id=slot)["terms"]["nextLookAt"]) == ends


def test_the_dry_run_names_everybody_and_changes_nothing(cast: Cast, shop_id: str) -> None:
    customer(cast.builder.client, shop_id, name="Fits")
    customer(cast.builder.client, shop_id, name="Never agreed", optInSource=None)
    slot = open_slot(cast, shop_id)
    before = cast.builder.client.get(GET, id=slot)
    found = cast.builder.client.get(CANDIDATES, id=slot)
    assert (found["total"], found["fit"]) == (2, 1)
    assert {each["name"]: each["reason"] for each in found["candidates"]} == {
        "Fits": None,
        "Never agreed": "NOT_OPTED_IN",
    }
    assert found["lastAt"] == found["candidates"][0]["at"]
    assert cast.builder.client.get(GET, id=slot) == before


def test_a_slot_is_neither_changed_shared_nor_copied(cast: Cast, shop_id: str) -> None:
    slot = open_slot(cast, shop_id)
    ask = cast.builder.client.get
    rename = 'mutation($id: UUID!) { updateOffer(id: $id, input: {title: "No"}) { ... on Refusal { code } } }'
    assert ask(rename, id=slot) == {"code": "OFFER_NOT_OPEN"}
    share = "mutation($id: UUID!) { shareOffer(offerId: $id) { ... on Refusal { code } } }"
    assert ask(share, id=slot) == {"code": "BAD_INPUT"}
    copy = "mutation($id: UUID!) { duplicateOffer(id: $id) { ... on Refusal { code } } }"
    assert ask(copy, id=slot) == {"code": "STEP_NOT_ALLOWED"}


def test_a_cancelled_appointment_goes_to_the_next_while_its_owner_watches(
    cast: Cast, scheduler: Client, shop_id: str
) -> None:
    gone = customer(cast.builder.client, shop_id, name="Gone")
    customer(cast.builder.client, shop_id, name="Next")
    booked = cast.builder.client.get(BOOK, input=booking_input(shop_id, gone["id"], price=90_000))
    slot = cast.builder.client.get(CANCEL, id=booked["id"])["slotId"]
    with cast.builder.client.subscribe(CASCADE, id=slot) as cascade:
        first = cascade.next()
        assert (first["status"], first["terms"]["attempts"]) == ("ACTIVE", [])
        assert first["terms"]["price"]["text"] == "₹900.00"
        scheduler.get(RUN, id=slot)
        (attempt,) = cascade.next()["terms"]["attempts"]
    assert attempt["customer"]["name"] == "Next"


@pytest.mark.parametrize(
    ("starts", "lasts", "field"),
    [
        (DAY, -HOUR, "endsAt"),
        (DAY, 25 * HOUR, "endsAt"),
        (800 * DAY, HOUR, "startsAt"),
        (-DAY, HOUR, "startsAt"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(
    cast: Cast, shop_id: str, starts: timedelta, lasts: timedelta, field: str
) -> None:
    times = {"from": moment(starts), "until": moment(starts + lasts)}
    said = cast.builder.client.get(OPEN, shop=shop_id, **times)
    assert (said["code"], said["field"]) == ("BAD_INPUT", field)
