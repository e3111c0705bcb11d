"""Links to offers, as their author sees them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.storage.paging import cursor
from resolvers.sharing.recipients import ORDER
from resolvers.sharing.shares import Shared
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.offers.enums import Decision
from schema.sharing.enums import Channel, DeliveryState, ShareState, TouchKind
from schema.splits.answer import SplitCounter, counter_in

Parent = strawberry.Parent[Shared]


@strawberry.type(description="The one answer to a link.")
class Response:
    id: UUID = strawberry.field(description="The answer's id.")
    created_at: datetime = strawberry.field(description="When.")
    offer_id: UUID = strawberry.field(description="To which offer.")
    share_id: UUID = strawberry.field(description="Through which link.")
    decision: Decision = strawberry.field(description="What was answered.")
    comment: str = strawberry.field(description="In the recipient's own words.")
    version: int = strawberry.field(description="The version of the offer that was answered.")

    @strawberry.field(description="The shares that were asked for instead, if it is a counter to a split.")
    async def counter(response: strawberry.Parent[Any], info: Info) -> SplitCounter | None:
        return counter_in(await info.context.loaders.answers.load(response.id), response)

    @strawberry.field(description="Where it stands: give it as `after` to go on from here.")
    def cursor(response: strawberry.Parent[Any]) -> str:
        return cursor(ORDER, response.seq, response.id)


@strawberry.type(description="What became of the message that carries a link.")
class Delivery:
    state: DeliveryState = strawberry.field(description="How far it came.")
    reason: str = strawberry.field(description="Why it failed, or where it went instead; else empty.")
    sent_at: datetime | None = strawberry.field(description="When it was handed over.")


@strawberry.type(description="A link to an offer, for one recipient.")
class Share:
    state: ShareState = strawberry.field(description="What has become of it.")
    response: Response | None = strawberry.field(description="The answer, if there is one.")

    @strawberry.field(description="The share's id.")
    def id(shared: Parent) -> UUID:
        return shared.share.id

    @strawberry.field(description="The link itself: whoever has it can answer.")
    def url(shared: Parent, info: Info) -> str:
        links = info.context.links
        return links.of(shared.kind, links.token(shared.share.id, shared.share.rotation))

    @strawberry.field(description="To which offer.")
    def offer_id(shared: Parent) -> UUID:
        return shared.share.offer_id

    @strawberry.field(description="The author's own name for it.")
    def label(shared: Parent) -> str:
        return shared.share.label

    @strawberry.field(description="Whom it is for.")
    def recipient_name(shared: Parent) -> str:
        return shared.share.recipient_name

    @strawberry.field(description="How it reaches them.")
    def channel(shared: Parent) -> Channel:
        return shared.share.channel

    @strawberry.field(description="The address or phone number it is sent to; null when you hand it over.")
    def recipient(shared: Parent) -> str | None:
        return shared.share.recipient

    @strawberry.field(description="What became of the message.")
    def delivery(shared: Parent) -> Delivery:
        if (message := shared.message) is None:
            return Delivery(state=DeliveryState.NONE, reason="", sent_at=None)
        return Delivery(state=message.state, reason=message.reason, sent_at=message.sent_at)

    @strawberry.field(description="When it was made.")
    def created_at(shared: Parent) -> datetime:
        return shared.share.created_at

    @strawberry.field(description="When it stops working; null: when the offer does.")
    def expires_at(shared: Parent) -> datetime | None:
        return shared.share.expires_at

    @strawberry.field(description="When it was revoked.")
    def revoked_at(shared: Parent) -> datetime | None:
        return shared.share.revoked_at

    @strawberry.field(description="How often it was fetched, by people and by programs that preview links.")
    def fetches(shared: Parent) -> int:
        return shared.share.fetches

    @strawberry.field(description="How often a person had it before their eyes.")
    def views(shared: Parent) -> int:
        return shared.share.views

    @strawberry.field(description="The first time.")
    def first_viewed_at(shared: Parent) -> datetime | None:
        return shared.share.first_viewed_at

    @strawberry.field(description="The last time.")
    def last_viewed_at(shared: Parent) -> datetime | None:
        return shared.share.last_viewed_at

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Shared)


@strawberry.type(description="Somebody without an account touched a link.")
class Touch:
    id: UUID = strawberry.field(description="The line's id.")
    created_at: datetime = strawberry.field(description="When.")
    kind: TouchKind = strawberry.field(description="What they did.")
    address: str = strawberry.field(description="From which network, as far as it is kept.")
    user_agent: str = strawberry.field(description="With what program, as it named itself.")


@strawberry.input(description="A new link.")
class ShareInput:
    label: str = strawberry.field(default="", description="Your own name for it, up to 120 characters.")
    recipient_name: str = strawberry.field(default="", description="Whom it is for, up to 120 characters.")
    expires_at: datetime | None = strawberry.field(default=None, description="When it stops working.")
    channel: Channel = strawberry.field(default=Channel.LINK, description="How it reaches them.")
    recipient: str | None = strawberry.field(
        default=None,
        description="An e-mail address for EMAIL, a number in E.164 for SMS, nothing for LINK.",
    )


ShareResult = or_refusal(Share, "ShareResult")
