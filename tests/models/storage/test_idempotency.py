"""The same request with the same key: one effect and one answer, also for concurrent callers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.notifications.notification import Notification
from models.offers.activity import Activity
from models.offers.offer import Offer
from models.people.user import User
from models.people.viewer import Role
from models.refused import Code, Refused, bad_input
from models.storage.idempotency import KEPT_FOR, IdempotencyKey, KeyedRequest, forget_old_keys, keyed_request
from subscriptions.work import unit_of_work
from tests.support.rows import DAY, NOON, agents_on, builder_with_project, draft

pytestmark = pytest.mark.anyio

T = TypeVar("T")
WISH = KeyedRequest("somebody", "a key of my own", "what I ask")


async def ask(work: Callable[[], Awaitable[T]], wish: KeyedRequest = WISH) -> T:
    token = keyed_request.set(wish)
    try:
        return await unit_of_work(work)
    finally:
        keyed_request.reset(token)


async def newcomer() -> User:
    return await User.create(name="Asha", role=Role.AGENT)


async def test_a_hundred_concurrent_requests_with_one_key_have_one_effect(db: TortoiseContext) -> None:
    """Decision 11f."""
    builder, project = await builder_with_project()
    (agent,) = await agents_on(project, 1)
    answers = await asyncio.gather(*(ask(lambda: draft(builder, project)) for _ in range(100)))
    assert {answer.id for answer in answers} == {(await Offer.get()).id}
    assert {(answer.title, answer.status, answer.version) for answer in answers} == {
        ("Closing bonus", "ACTIVE", 1)
    }
    assert [await Activity.all().count(), await Notification.filter(user_id=agent.id).count()] == [1, 1]


async def test_another_key_or_another_caller_runs_the_work_again(db: TortoiseContext) -> None:
    """Decision 11f."""
    wishes = [
        KeyedRequest(caller, key, "what I ask")
        for caller in ("a", "b")
        for key in ("key number 1", "key number 2")
    ]
    made = [await ask(newcomer, wish) for wish in wishes]
    assert len({user.id for user in made}) == await User.all().count() == 4


async def test_a_key_that_comes_with_other_arguments_is_refused(db: TortoiseContext) -> None:
    """Decision 11f."""
    await ask(newcomer)
    with pytest.raises(Refused) as refused:
        await ask(newcomer, KeyedRequest("somebody", "a key of my own", "something else"))
    assert (refused.value.code, refused.value.field) == (Code.IDEMPOTENCY_MISMATCH, "idempotencyKey")
    assert [await User.all().count(), await IdempotencyKey.all().count()] == [1, 1]


async def test_an_invalid_key_is_refused(db: TortoiseContext) -> None:
    for key in ("", "short", "x" * 121, "ключ длинный", "a key\nwith a break"):
        with pytest.raises(Refused) as refused:
            await ask(newcomer, KeyedRequest("somebody", key, "what I ask"))
        assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "idempotencyKey")
    assert [await User.all().count(), await IdempotencyKey.all().count()] == [0, 0]


async def test_an_attempt_that_was_rolled_back_frees_its_key(db: TortoiseContext) -> None:
    """Decision 11f."""

    async def refuse() -> User:
        await newcomer()
        raise bad_input("No.", "name")

    for _ in range(2):
        with pytest.raises(Refused, match="No"):
            await ask(refuse)
    assert await IdempotencyKey.all().count() == 0
    first = await ask(newcomer)
    assert (await ask(newcomer)).id == first.id
    assert await User.all().count() == 1


async def test_a_caller_who_waited_for_a_failed_attempt_does_the_work(db: TortoiseContext) -> None:
    """Decision 11f."""
    attempts = 0

    async def fail_first() -> User:
        nonlocal attempts
        attempts += 1
        await asyncio.sleep(0.02)
        if attempts == 1:
            raise bad_input("Not yet.", "name")
        return await newcomer()

    answers = await asyncio.gather(*(ask(fail_first) for _ in range(10)), return_exceptions=True)
    made = {answer.id for answer in answers if isinstance(answer, User)}
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert [len(made), attempts, await User.all().count()] == [1, 2, 1]


async def test_a_plain_answer_is_stored_unchanged(db: TortoiseContext) -> None:
    for number, outcome in enumerate((None, True, 7, "done", UUID(int=7))):
        outcomes = iter([outcome])

        async def work(outcomes: Iterator[object] = outcomes) -> object:
            return next(outcomes)

        wish = KeyedRequest("somebody", f"a key of my own {number}", "what I ask")
        answers = [await ask(work, wish), await ask(work, wish)]
        assert answers == [outcome, outcome]
        assert type(answers[1]) is type(outcome)


async def test_an_answer_that_cannot_be_stored_raises_an_error(db: TortoiseContext) -> None:
    async def work() -> object:
        await newcomer()
        return 1.5

    with pytest.raises(TypeError, match="float cannot be kept"):
        await ask(work)
    assert await User.all().count() == 0


async def test_keys_are_forgotten_after_a_day(db: TortoiseContext) -> None:
    """Decision 11f."""
    for key, age in (("old", DAY), ("young", DAY - DAY / 1000)):
        await IdempotencyKey.create(caller="a", key=key, fingerprint="x", created_at=NOON - age)
    assert [KEPT_FOR, await forget_old_keys(NOON), (await IdempotencyKey.get()).key] == [DAY, 1, "young"]
