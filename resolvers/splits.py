"""The author's side of splits: sending, revising and following them, and answering counters."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import orjson

from models.clock import now
from models.offers.offer import Offer
from models.offers.records import OfferRow
from models.people.session import reload_viewer
from models.people.viewer import Viewer
from models.sharing.tokens import Links
from models.splits import agreement as split_agreement
from models.splits import counters as split_counters
from models.splits import followup as split_followup
from models.splits import history as split_history
from models.splits import rounds as split_rounds
from models.splits.agreement import Agreement
from models.splits.answer import SplitAnswer, answers_to
from models.splits.counters import CounterAnswer, Proposal
from models.splits.followup import Reminder
from models.splits.history import PastVersion
from models.splits.shares import Shares
from models.splits.split import SPLIT
from models.splits.standing import Standings, standings
from resolvers.offers import activity
from resolvers.offers.live_activity import follow_activity
from resolvers.offers.offer import offer
from subscriptions.work import unit_of_work


async def send_invites(viewer: Viewer, offer_id: UUID, link_end: datetime | None, links: Links) -> OfferRow:
    return await _change(
        viewer, offer_id, lambda split: split_rounds.send_invites(split, viewer, links, link_end, now())
    )


async def revise(
    viewer: Viewer,
    offer_id: UUID,
    version: int,
    shares: Mapping[UUID, Shares],
    note: str,
    valid_until: datetime | None,
    links: Links,
) -> OfferRow:
    return await _change(
        viewer,
        offer_id,
        lambda split: split_rounds.revise(split, viewer, version, shares, note, valid_until, links, now()),
    )


async def standings_of(offer_ids: Sequence[UUID]) -> list[Standings]:
    """Load the standings of each of these splits, in the order of the ids."""
    by_offer = await standings(offer_ids)
    return [by_offer[offer_id] for offer_id in offer_ids]


async def answers_of(response_ids: Sequence[UUID]) -> list[SplitAnswer | None]:
    """Load the details of each of these answers, in the order of the ids; None if there are none."""
    by_response = await answers_to(response_ids)
    return [by_response.get(response_id) for response_id in response_ids]


async def resend(viewer: Viewer, participant_id: UUID, links: Links) -> OfferRow:
    return await _follow_up(
        viewer,
        participant_id,
        lambda split: split_followup.resend(split, viewer, participant_id, links, now()),
    )


async def reopen(viewer: Viewer, participant_id: UUID, links: Links) -> OfferRow:
    return await _follow_up(
        viewer,
        participant_id,
        lambda split: split_followup.reopen(split, viewer, [participant_id], links, now()),
    )


async def remind(viewer: Viewer, offer_id: UUID, participant_ids: Sequence[UUID]) -> list[Reminder]:
    """Remind the participants; the unit of work returns text, which an idempotency key can store."""

    async def work() -> str:
        split = await Offer.for_change(viewer, offer_id, "offerId")
        reminders = await split_followup.remind(split, viewer, participant_ids, now())
        rows = [(str(row.participant_id), row.sent, row.reason) for row in reminders]
        return orjson.dumps(rows).decode()

    return [
        Reminder(UUID(identity), is_sent, reason)
        for identity, is_sent, reason in orjson.loads(await unit_of_work(work))
    ]


async def answer_counters(
    viewer: Viewer,
    offer_id: UUID,
    version: int,
    answers: Sequence[tuple[UUID, CounterAnswer]],
    expected_shares: Mapping[UUID, Shares] | None,
    links: Links,
) -> OfferRow:
    return await _change(
        viewer,
        offer_id,
        lambda split: split_counters.answer_counters(
            split, viewer, version, answers, expected_shares, links, now()
        ),
    )


async def proposal(viewer: Viewer, offer_id: UUID, participant_ids: Sequence[UUID]) -> Proposal:
    return await split_counters.proposal(await Offer.author_view(viewer, offer_id), participant_ids)


async def history(viewer: Viewer, offer_id: UUID) -> list[PastVersion]:
    return await split_history.history(await Offer.author_view(viewer, offer_id))


async def agreement(viewer: Viewer, offer_id: UUID) -> Agreement:
    return await split_agreement.agreement(await Offer.author_view(viewer, offer_id))


async def follow_table(viewer: Viewer, offer_id: UUID) -> AsyncGenerator[OfferRow, None]:
    """Yield the split now, and again after every change."""
    latest = await activity.latest_activity(viewer, offer_id)
    yield await offer(viewer, offer_id, [SPLIT.name])
    async for _ in follow_activity(viewer, offer_id, latest):
        yield await offer(await reload_viewer(viewer, now()), offer_id)


async def _follow_up(
    viewer: Viewer, participant_id: UUID, change: Callable[[Offer], Awaitable[None]]
) -> OfferRow:
    return await _change(viewer, await split_followup.offer_of(participant_id), change, "participantId")


async def _change(
    viewer: Viewer, offer_id: UUID, change: Callable[[Offer], Awaitable[None]], field: str = "offerId"
) -> OfferRow:
    async def work() -> UUID:
        split = await Offer.for_change(viewer, offer_id, field)
        await change(split)
        return split.id

    return await offer(viewer, await unit_of_work(work))
