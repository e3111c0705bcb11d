"""The root fields around links: an author's side, and everybody's who holds one."""

import strawberry

from models.storage.paging import Paging
from resolvers.offers import offer as offer_resolvers
from resolvers.sharing import recipients as recipient_resolvers
from resolvers.sharing import shares as share_resolvers
from schema import lists
from schema.arguments import (
    DEFAULT_SHARE,
    Answer,
    Comment,
    LinkEnd,
    NewShare,
    OfferId,
    SeenVersion,
    ShareId,
    SplitAnswer,
    Successor,
    Token,
)
from schema.context import Info
from schema.fields.paging import Listed
from schema.fields.permissions import IsPublic, IsSignedIn
from schema.fields.root_field import list_query, mutation, public_query
from schema.offers.unions import OfferResult
from schema.results import ShareResult
from schema.sharing.recipient import SharedOfferResult
from schema.sharing.share import Share, Touch


@strawberry.type
class SharingQuery:
    @list_query(IsSignedIn, "The links to an offer that you may change, newest first.", Share)
    async def shares(self, info: Info, asked: Paging, offer_id: OfferId) -> Listed:
        return await lists.shares(info.context.viewer, offer_id, asked)

    @list_query(IsSignedIn, "Who touched a link to an offer that you may change, newest first.", Touch)
    async def access_log(self, info: Info, asked: Paging, share_id: ShareId) -> Listed:
        return await lists.touches(info.context.viewer, share_id, asked)

    @public_query("What a link opens. Looking at it is counted as a fetch, not as a view.", SharedOfferResult)
    async def shared_offer(self, info: Info, token: Token) -> object:
        await info.context.count_public(token)
        return await recipient_resolvers.shared_offer(token, info.context.visitor)


@strawberry.type
class SharingMutation:
    @mutation(IsSignedIn, "Make a link to an offer of yours; admins any. It activates a draft.", ShareResult)
    async def share_offer(self, info: Info, offer_id: OfferId, input: NewShare = DEFAULT_SHARE) -> object:
        return await share_resolvers.share_offer(
            info.context.viewer, offer_id, vars(input), info.context.links
        )

    @mutation(IsSignedIn, "Begin a new draft from an offer of yours; admins from any.", OfferResult)
    async def duplicate_offer(self, info: Info, id: OfferId) -> object:
        return await offer_resolvers.duplicate_offer(info.context.viewer, id)

    @mutation(
        IsSignedIn, "Withdraw an offer of yours, with a pointer to the one that takes its place.", OfferResult
    )
    async def supersede_offer(self, info: Info, id: OfferId, by_id: Successor) -> object:
        return await offer_resolvers.supersede_offer(info.context.viewer, id, by_id)

    @mutation(IsSignedIn, "Withdraw a link; an answer that it brought stands.", ShareResult)
    async def revoke_share(self, info: Info, id: ShareId) -> object:
        return await share_resolvers.revoke_share(info.context.viewer, id)

    @mutation(IsSignedIn, "Replace a link by a new one; the old one dies at once.", ShareResult)
    async def rotate_share(self, info: Info, id: ShareId) -> object:
        return await share_resolvers.rotate_share(info.context.viewer, id, info.context.links)

    @mutation(IsSignedIn, "Give a link another end, or none.", ShareResult)
    async def extend_share(self, info: Info, id: ShareId, expires_at: LinkEnd = None) -> object:
        return await share_resolvers.extend_share(info.context.viewer, id, expires_at)

    @mutation(IsPublic, "Say that a person has the offer before their eyes.", SharedOfferResult, keyed=False)
    async def record_view(self, info: Info, token: Token) -> object:
        await info.context.count_public(token)
        return await recipient_resolvers.record_view(token, info.context.visitor)

    @mutation(
        IsPublic,
        "Answer an offer, once for each link. The same answer again gives the receipt.",
        SharedOfferResult,
        keyed=False,
    )
    async def respond_to_share(
        self,
        info: Info,
        token: Token,
        decision: Answer,
        version: SeenVersion,
        comment: Comment = "",
        split: SplitAnswer = None,
    ) -> object:
        await info.context.count_public(token)
        details = split.as_details() if split else None
        return await recipient_resolvers.respond_to_share(
            token, decision, comment, version, info.context.visitor, details
        )
