"""Cancelling an appointment offers its time to others, in the same transaction."""

from datetime import timedelta

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.server import SECRET
from tests.support.shops import (
    BOOK,
    CANCEL,
    CHANGE,
    DAY,
    DEPOSIT,
    HOUR,
    SLOT,
    book_appointment,
    booking_input,
    code_and_field,
    customer,
    moment,
    parse_time,
    shop,
)


def test_a_cancelled_appointment_opens_a_slot_for_its_time(cast: Cast) -> None:
    made = book_appointment(cast.builder, chair="1", price=90_000)
    done = cast.builder.client.get(CANCEL, id=made["id"])
    assert (done["appointment"]["status"], done["reason"]) == ("CANCELLED", None)
    slot = cast.builder.client.get(SLOT, id=done["slotId"])
    assert (slot["status"], slot["validUntil"]) == ("ACTIVE", made["startsAt"])
    terms = {"startsAt": made["startsAt"], "endsAt": made["endsAt"], "chair": "1", "shop": made["shop"]}
    assert slot["terms"] == {"appointmentId": made["id"], **terms}


def test_the_slot_is_called_by_its_time_in_the_shops_zone(cast: Cast) -> None:
    own = shop(cast.builder, timeZone="America/New_York", name="Fade")["id"]
    person = customer(cast.builder.client, own)["id"]
    day = parse_time(moment(90 * DAY)).replace(hour=3, minute=30, second=0)
    times = {"startsAt": day.isoformat(), "endsAt": (day + HOUR).isoformat()}
    made = cast.builder.client.get(BOOK, input={**booking_input(own, person), **times})
    title = cast.builder.client.get(SLOT, id=cast.builder.client.get(CANCEL, id=made["id"])["slotId"])[
        "title"
    ]
    evening = day - timedelta(days=1)
    assert title.startswith(f"{evening:%a} {evening.day} {evening:%b}, ")
    assert title.endswith(":30\u202fPM at Fade") or title.endswith(":30 PM at Fade")


def test_too_late_to_ask_anybody_no_slot_is_opened(cast: Cast) -> None:
    made = book_appointment(cast.builder, timedelta(minutes=20))
    done = cast.builder.client.get(CANCEL, id=made["id"])
    assert (done["slotId"], done["reason"]) == (None, "cut_off_passed")
    assert done["appointment"]["status"] == "CANCELLED"


def test_the_shops_own_cut_off_counts(cast: Cast) -> None:
    made = book_appointment(cast.builder, timedelta(minutes=20))
    cast.builder.client.get(CHANGE, id=made["shop"]["id"], input={"cutOffMinutes": 5})
    assert cast.builder.client.get(CANCEL, id=made["id"])["slotId"]


def test_what_was_cancelled_is_not_cancelled_again(cast: Cast) -> None:
    made = book_appointment(cast.builder)["id"]
    cast.builder.client.get(CANCEL, id=made)
    with assert_unchanged(cast.server):
        assert code_and_field(cast.builder.client.get(CANCEL, id=made)) == ("STEP_NOT_ALLOWED", "id")


def test_an_admin_cancels_and_the_slot_is_the_builders(cast: Cast) -> None:
    done = cast.admin.client.get(CANCEL, id=book_appointment(cast.builder)["id"])
    assert cast.builder.client.get(SLOT, id=done["slotId"])["status"] == "ACTIVE"


def test_the_same_key_cancels_once_and_gives_the_same_answer(cast: Cast) -> None:
    keyed = CANCEL.replace("(id: $id)", '(id: $id, idempotencyKey: "a key of mine")')
    made = book_appointment(cast.builder)["id"]
    fresh = keyed.replace("a key of mine", f"cancel {made}")
    first = cast.builder.client.get(fresh, id=made)
    assert first["slotId"]
    assert cast.builder.client.get(fresh, id=made) == first


def test_a_deposit_that_comes_after_the_cancelling_is_to_be_refunded(cast: Cast) -> None:
    made = book_appointment(cast.builder, deposit=5_000)["id"]
    assert cast.builder.client.get(CANCEL, id=made)["appointment"]["depositState"] == "FAILED"
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(DEPOSIT, id=made, result="PAID", reference=made)
    assert code_and_field(refusal) == ("OFFER_NOT_OPEN", "appointmentId")
    assert "refund" in refusal["message"]


def test_a_scheduler_reports_a_deposit_and_sees_two_digits_of_the_number(cast: Cast) -> None:
    made = book_appointment(cast.builder, deposit=5_000)
    scheduler = cast.server.client(**{"x-internal-secret": SECRET})
    told = scheduler.get(DEPOSIT, id=made["id"], result="PAID", reference=made["id"])
    number = made["customer"]["phone"]
    assert (told["depositState"], told["customer"]["phone"]) == ("PAID", "*" * 11 + number[-2:])
    assert cast.builder.client.get(DEPOSIT, id=made["id"], result="PAID", reference=made["id"]) == {
        **told,
        "customer": made["customer"],
    }
