"""The root fields of links: the author's side, and the recipient's."""

from collections.abc import AsyncGenerator

import strawberry

from models.sharing import recipient
from models.sharing.figures import ResponseFigures as ResponseFiguresRow
from models.sharing.opened_share import OpenedShare
from models.sharing.response import Response as ResponseRow
from models.sharing.touch import Touch as TouchRow
from models.storage.paging import Listing, start_after
from resolvers.sharing import figures as figure_resolvers
from resolvers.sharing import recipients as recipient_resolvers
from resolvers.sharing import shares as share_resolvers
from resolvers.sharing.recipients import ORDER as RESPONSES
from resolvers.sharing.shares import ShareView
from schema.context import Info
from schema.fields.paging import LastSeen
from schema.fields.permissions import IsPublic, IsSignedIn
from schema.fields.root_field import answering_query, list_query, mutation, public_query, subscription
from schema.offers.arguments import MaybeOfferId, OfferId
from schema.sharing.arguments import (
    DEFAULT_SHARE,
    Answer,
    Comment,
    FirstDay,
    LastDay,
    LinkEnd,
    NewShare,
    SeenVersion,
    ShareId,
    SplitAnswer,
    Token,
    Zone,
)
from schema.sharing.figures import ResponseFiguresResult
from schema.sharing.recipient import SharedOfferResult
from schema.sharing.share import Response, Share, ShareResult, Touch


@strawberry.type
class SharingQuery:
    @list_query(IsSignedIn, "The links to an offer that you can change, newest first.", Share)
    async def shares(self, info: Info, offer_id: OfferId) -> Listing[ShareView]:
        return await share_resolvers.shares(info.context.viewer, offer_id)

    @list_query(
        IsSignedIn, "The access log of the links to an offer that you can change, newest first.", Touch
    )
    async def access_log(self, info: Info, share_id: ShareId) -> Listing[TouchRow]:
        return await share_resolvers.touches(info.context.viewer, share_id)

    @public_query(
        "The offer that a link opens. Reading it counts as a fetch, not as a view.", SharedOfferResult
    )
    async def shared_offer(self, info: Info, token: Token) -> OpenedShare:
        await info.context.count_public(token)
        return await recipient_resolvers.shared_offer(token, info.context.visitor)

    @answering_query(
        IsSignedIn,
        "How your offers were received, by day: the last 30 days by default, at most 366.",
        ResponseFiguresResult,
    )
    async def response_figures(
        self, info: Info, first: FirstDay = None, last: LastDay = None, zone: Zone = None
    ) -> ResponseFiguresRow:
        return await figure_resolvers.response_figures(info.context.viewer, first, last, zone)


@strawberry.type
class SharingMutation:
    @mutation(
        IsSignedIn,
        "Create a link to one of your offers; this activates a draft. Admins: any offer.",
        ShareResult,
    )
    async def share_offer(self, info: Info, offer_id: OfferId, input: NewShare = DEFAULT_SHARE) -> ShareView:
        return await share_resolvers.share_offer(
            info.context.viewer, offer_id, vars(input), info.context.links
        )

    @mutation(IsSignedIn, "Revoke a link; its answer, if any, is kept.", ShareResult)
    async def revoke_share(self, info: Info, id: ShareId) -> ShareView:
        return await share_resolvers.revoke_share(info.context.viewer, id)

    @mutation(
        IsSignedIn, "Replace a link with a new one; the old link stops working immediately.", ShareResult
    )
    async def rotate_share(self, info: Info, id: ShareId) -> ShareView:
        return await share_resolvers.rotate_share(info.context.viewer, id, info.context.links)

    @mutation(IsSignedIn, "Change or remove the expiry of a link.", ShareResult)
    async def extend_share(self, info: Info, id: ShareId, expires_at: LinkEnd = None) -> ShareView:
        return await share_resolvers.extend_share(info.context.viewer, id, expires_at)

    @mutation(IsPublic, "Record that a person is viewing the offer.", SharedOfferResult, takes_key=False)
    async def record_view(self, info: Info, token: Token) -> OpenedShare:
        await info.context.count_public(token)
        return await recipient_resolvers.record_view(token, info.context.visitor)

    @mutation(
        IsPublic,
        "Answer an offer once per link; repeating the same answer returns the receipt.",
        SharedOfferResult,
        takes_key=False,
    )
    async def respond_to_share(
        self,
        info: Info,
        token: Token,
        decision: Answer,
        version: SeenVersion,
        comment: Comment = "",
        split: SplitAnswer = None,
    ) -> OpenedShare:
        await info.context.count_public(token)
        details = split.as_details() if split else None
        reply = recipient.Answer(decision, comment, version, details)
        return await recipient_resolvers.respond_to_share(token, reply, info.context.visitor)


@strawberry.type
class SharingSubscription:
    @subscription(
        IsSignedIn,
        "The answers to one or all of your offers after this cursor, then each new one.",
        Response,
    )
    async def offer_responses(
        self, info: Info, offer_id: MaybeOfferId = None, after: LastSeen = None
    ) -> AsyncGenerator[ResponseRow, None]:
        viewer = info.context.viewer
        author = await recipient_resolvers.author_of(viewer, offer_id)
        latest = await recipient_resolvers.latest_response(author)
        start = start_after(after, RESPONSES, latest)
        async for response in recipient_resolvers.follow_responses(viewer, author, offer_id, start):
            yield response
