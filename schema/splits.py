"""The root fields around splits: the author's side, and a participant's."""

import strawberry

from resolvers import recipients as recipient_resolvers
from resolvers import splits as split_resolvers
from schema.arguments import (
    LinkEnd,
    NewDeadline,
    NewShares,
    Note,
    OfferId,
    SeenVersion,
    Token,
)
from schema.context import Info
from schema.fields import mutation, public_query
from schema.kinds.register import OfferResult
from schema.kinds.split_input import by_participant
from schema.permissions import IsSignedIn
from schema.split_invite import SplitInviteResult


@strawberry.type
class SplitQuery:
    @public_query(
        "What the link to a split opens. Looking at it is counted as a fetch, not as a view.",
        SplitInviteResult,
    )
    async def split_invite(self, info: Info, token: Token) -> object:
        await info.context.count_public(token)
        return await recipient_resolvers.split_invite(token, info.context.visitor)


@strawberry.type
class SplitMutation:
    @mutation(
        IsSignedIn,
        "Put a split of yours to everybody in it; admins any. Its shares must add up to 100 percent.",
        OfferResult,
    )
    async def send_split_invites(
        self, info: Info, offer_id: OfferId, link_expires_at: LinkEnd = None
    ) -> object:
        return await split_resolvers.send_invites(
            info.context.viewer, offer_id, link_expires_at, info.context.links
        )

    @mutation(
        IsSignedIn,
        "Change the shares of a split of yours, or its deadline: a new version, about which everybody is"
        " asked again; admins any.",
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
    ) -> object:
        return await split_resolvers.revise(
            info.context.viewer,
            offer_id,
            version,
            by_participant(shares),
            note,
            valid_until,
            info.context.links,
        )
