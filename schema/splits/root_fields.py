"""The root fields of splits: the author's side, and a participant's."""

from collections.abc import AsyncGenerator
from dataclasses import asdict

import strawberry

from models.offers.records import OfferRow
from models.splits.agreement import Agreement
from models.splits.counters import Proposal
from models.splits.history import PastVersion
from models.splits.invite import Invite
from resolvers import splits as split_resolvers
from resolvers.sharing import recipients as recipient_resolvers
from schema.context import Info
from schema.fields.permissions import IsSignedIn
from schema.fields.root_field import mutation, public_query, query, subscription
from schema.offers.arguments import OfferId
from schema.offers.unions import OfferResult
from schema.sharing.arguments import LinkEnd, SeenVersion, Token
from schema.splits.agreement import SplitAgreement
from schema.splits.arguments import (
    CounterAnswers,
    ExpectedShares,
    NewDeadline,
    NewShares,
    Note,
    ParticipantId,
    ParticipantIds,
    SomeParticipantIds,
)
from schema.splits.history import SplitVersion
from schema.splits.input import by_participant
from schema.splits.invite import SplitInviteResult
from schema.splits.proposal import SplitProposal
from schema.splits.reminders import SplitReminder, SplitReminders, SplitRemindersResult
from schema.splits.split import SplitOffer


@strawberry.type
class SplitQuery:
    @public_query(
        "The split behind a link. Reading it is counted as a fetch, not as a view.",
        SplitInviteResult,
    )
    async def split_invite(self, info: Info, token: Token) -> Invite:
        await info.context.count_public(token)
        return await recipient_resolvers.split_invite(token, info.context.visitor)

    @query(
        IsSignedIn,
        "What a split that you may change would become if these counters were accepted; the"
        " others keep their proportions.",
        SplitProposal,
    )
    async def split_proposal(
        self, info: Info, offer_id: OfferId, participant_ids: ParticipantIds
    ) -> Proposal:
        return await split_resolvers.proposal(info.context.viewer, offer_id, participant_ids)

    @query(
        IsSignedIn,
        "The versions of a split that you may change which were sent to participants, oldest first.",
        list[SplitVersion],
    )
    async def split_history(self, info: Info, offer_id: OfferId) -> list[PastVersion]:
        return await split_resolvers.history(info.context.viewer, offer_id)

    @query(IsSignedIn, "The sheet of a split that you may change, with its signatures.", SplitAgreement)
    async def split_agreement(self, info: Info, offer_id: OfferId) -> Agreement:
        return await split_resolvers.agreement(info.context.viewer, offer_id)


@strawberry.type
class SplitMutation:
    @mutation(
        IsSignedIn,
        "Send one of your splits to its participants. Its shares must add up to 100 percent."
        " Admins: any split.",
        OfferResult,
    )
    async def send_split_invites(
        self, info: Info, offer_id: OfferId, link_expires_at: LinkEnd = None
    ) -> OfferRow:
        return await split_resolvers.send_invites(
            info.context.viewer, offer_id, link_expires_at, info.context.links
        )

    @mutation(
        IsSignedIn,
        "Change the shares or the deadline of one of your splits. This creates a new version,"
        " and every participant is asked again. Admins: any split.",
        OfferResult,
    )
    async def revise_split(
        self,
        info: Info,
        offer_id: OfferId,
        version: SeenVersion,
        shares: NewShares,
        note: Note = "",
        valid_until: NewDeadline = None,
    ) -> OfferRow:
        return await split_resolvers.revise(
            info.context.viewer,
            offer_id,
            version,
            by_participant(shares, "shares"),
            note,
            valid_until,
            info.context.links,
        )

    @mutation(
        IsSignedIn,
        "Resend an invitation to one of your splits: the same link, or a new one if that is"
        " over. Admins: any split.",
        OfferResult,
    )
    async def resend_split_invite(self, info: Info, participant_id: ParticipantId) -> OfferRow:
        return await split_resolvers.resend(info.context.viewer, participant_id, info.context.links)

    @mutation(
        IsSignedIn,
        "Reject a participant's counter to one of your splits, and ask about the same shares"
        " again. Admins: any split.",
        OfferResult,
    )
    async def reopen_split_invite(self, info: Info, participant_id: ParticipantId) -> OfferRow:
        return await split_resolvers.reopen(info.context.viewer, participant_id, info.context.links)

    @mutation(
        IsSignedIn,
        "Remind participants who have not answered one of your splits, each at most once an"
        " hour. Admins: any split.",
        SplitRemindersResult,
    )
    async def remind_split_participants(
        self, info: Info, offer_id: OfferId, participant_ids: SomeParticipantIds = None
    ) -> SplitReminders:
        reminders = await split_resolvers.remind(info.context.viewer, offer_id, participant_ids or [])
        return SplitReminders(reminders=[SplitReminder(**asdict(reminder)) for reminder in reminders])

    @mutation(
        IsSignedIn,
        "Answer several counters to one of your splits, all or none. Taking a counter creates"
        " a new version, and every participant is asked again. Admins: any split.",
        OfferResult,
    )
    async def answer_split_counters(
        self,
        info: Info,
        offer_id: OfferId,
        version: SeenVersion,
        answers: CounterAnswers,
        expected: ExpectedShares = None,
    ) -> OfferRow:
        return await split_resolvers.answer_counters(
            info.context.viewer,
            offer_id,
            version,
            [(counter.participant_id, counter.answer) for counter in answers],
            None if expected is None else by_participant(expected, "expected"),
            info.context.links,
        )


@strawberry.type
class SplitSubscription:
    @subscription(
        IsSignedIn,
        "A split: its current state, then an update after every change.",
        SplitOffer,
    )
    async def split_table(self, info: Info, offer_id: OfferId) -> AsyncGenerator[OfferRow, None]:
        async for split in split_resolvers.follow_table(info.context.viewer, offer_id):
            info.context.loaders.clear()
            yield split
