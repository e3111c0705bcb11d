"""Replies concurrent with each other, the offer loop and their own repetitions: each acts once."""

import asyncio

import pytest

from jobs.messaging.replies import receive_text
from models.messaging.inbound import Effect, Inbound, TextReply
from models.slots.appointment import Appointment
from models.slots.attempt import Outcome
from tests.support.races import is_log_intact
from tests.support.replies import MINUTE, OUR_NUMBER, ask, next_sid, reply_effect, texts_to
from tests.support.rows import NOON
from tests.support.slot_rows import run_offer_loop

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
END = NOON + 15 * MINUTE
JUST_BEFORE = NOON + 14 * MINUTE


async def at_random(delay: float, act: object) -> object:
    await asyncio.sleep(delay)
    return await act  # type: ignore[misc]


async def test_the_same_message_received_five_times_concurrently_acts_once() -> None:
    asked = await ask()
    inbound = Inbound(next_sid(), asked.phone, (OUR_NUMBER,), "YES")
    kept = await asyncio.gather(*[receive_text(inbound, JUST_BEFORE) for _ in range(5)])
    assert sum(reply is not None for reply in kept) == 1
    assert await Appointment.filter(slot_id=asked.slot.id).count() == 1
    assert len(await texts_to(asked.phone)) == 1


async def test_five_yeses_of_one_person_book_once_and_hear_both_things() -> None:
    asked = await ask()
    effects = await asyncio.gather(*[reply_effect(asked.phone, "yes", JUST_BEFORE) for _ in range(5)])
    assert sorted(effects) == sorted([Effect.BOOKED, *[Effect.AGAIN] * 4])
    assert await Appointment.filter(slot_id=asked.slot.id).count() == 1
    first, second = sorted(set(await texts_to(asked.phone)), key=str)
    assert (str(first)[:7], str(second)[:22]) == ("Booked:", "You are already booked")


@pytest.mark.parametrize("turn", range(6))
async def test_a_yes_that_races_the_end_of_its_time_has_one_outcome_and_one_text(turn: int) -> None:
    """The loop runs at the end, the yes was sent just before it; the first to lock the slot wins."""
    asked = await ask()
    yes = at_random(0.004 * turn, reply_effect(asked.phone, "yes", JUST_BEFORE))
    did, _ = await asyncio.gather(yes, at_random(0.01, run_offer_loop(asked.slot, END)))
    outcome = (await asked.current_attempt()).outcome
    bookings = await Appointment.filter(slot_id=asked.slot.id).count()
    expected = {Effect.BOOKED: (Outcome.ACCEPTED, 1), Effect.LATE: (Outcome.SILENT, 0)}
    assert (outcome, bookings) == expected[Effect(str(did))]
    assert len(await texts_to(asked.phone)) == 1
    assert await is_log_intact()


async def test_a_concurrent_yes_and_pass_settle_only_one() -> None:
    asked = await ask()
    await asyncio.gather(
        reply_effect(asked.phone, "yes", JUST_BEFORE), reply_effect(asked.phone, "no", JUST_BEFORE)
    )
    effects = {reply.effect for reply in await TextReply.filter(phone=asked.phone)}
    bookings = await Appointment.filter(slot_id=asked.slot.id).count()
    possible = {(Effect.AGAIN, Effect.BOOKED): 1, (Effect.LATE, Effect.PASSED): 0}
    assert bookings == possible[tuple(sorted(effects))]  # type: ignore[index]


async def test_two_concurrent_unclear_replies_get_one_question_back() -> None:
    asked = await ask()
    effects = await asyncio.gather(*[reply_effect(asked.phone, "what?", JUST_BEFORE) for _ in range(4)])
    assert sorted(effects) == sorted([Effect.UNCLEAR, *[Effect.NOTHING] * 3])
    assert len(await texts_to(asked.phone)) == 1
