"""The types of links, responses and the access log, as the author of an offer sees them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.storage.paging import cursor
from resolvers.sharing.recipients import ORDER
from resolvers.sharing.shares import ShareView
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.offers.enums import Decision
from schema.sharing.enums import Channel, DeliveryState, ShareState, TouchKind
from schema.splits.answer import SplitCounter, counter_in

Parent = strawberry.Parent[ShareView]


@strawberry.type(description="The only response to a link.")
class Response:
    id: UUID = strawberry.field(description="The id of the answer.")
    created_at: datetime = strawberry.field(description="When it was given.")
    offer_id: UUID = strawberry.field(description="The id of the offer.")
    share_id: UUID = strawberry.field(description="The id of the share it came through.")
    decision: Decision = strawberry.field(description="The answer.")
    comment: str = strawberry.field(description="The recipient's comment.")
    version: int = strawberry.field(description="The version of the offer that the recipient responded to.")

    @strawberry.field(description="The shares that a counter to a split asks for.")
    async def counter(response: strawberry.Parent[Any], info: Info) -> SplitCounter | None:
        return counter_in(await info.context.loaders.answers.load(response.id), response)

    @strawberry.field(description="The cursor of the answer; pass it as `after` to continue from here.")
    def cursor(response: strawberry.Parent[Any]) -> str:
        return cursor(ORDER, response.seq, response.id)


@strawberry.type(description="The delivery of the message that carries a link.")
class Delivery:
    state: DeliveryState = strawberry.field(description="The state of the delivery.")
    reason: str = strawberry.field(description="Why it failed, or where it went instead; otherwise empty.")
    sent_at: datetime | None = strawberry.field(description="When the provider accepted it.")


@strawberry.type(description="A link to an offer, for one recipient.")
class Share:
    state: ShareState = strawberry.field(description="The state of the link.")
    response: Response | None = strawberry.field(description="The answer, if any.")

    @strawberry.field(description="The share's id.")
    def id(view: Parent) -> UUID:
        return view.share.id

    @strawberry.field(description="The link; anyone who has it can answer.")
    def url(view: Parent, info: Info) -> str:
        links = info.context.links
        return links.of(view.kind, links.token(view.share.id, view.share.rotation))

    @strawberry.field(description="The id of the offer.")
    def offer_id(view: Parent) -> UUID:
        return view.share.offer_id

    @strawberry.field(description="The author's own label for the link.")
    def label(view: Parent) -> str:
        return view.share.label

    @strawberry.field(description="The name of the recipient.")
    def recipient_name(view: Parent) -> str:
        return view.share.recipient_name

    @strawberry.field(description="How the link reaches the recipient.")
    def channel(view: Parent) -> Channel:
        return view.share.channel

    @strawberry.field(
        description="The e-mail address or phone number it is sent to; null if you hand it over."
    )
    def recipient(view: Parent) -> str | None:
        return view.share.recipient

    @strawberry.field(description="The delivery of the message.")
    def delivery(view: Parent) -> Delivery:
        if (message := view.message) is None:
            return Delivery(state=DeliveryState.NONE, reason="", sent_at=None)
        return Delivery(state=message.state, reason=message.reason, sent_at=message.sent_at)

    @strawberry.field(description="When the link was created.")
    def created_at(view: Parent) -> datetime:
        return view.share.created_at

    @strawberry.field(description="When the link expires; null if with the offer.")
    def expires_at(view: Parent) -> datetime | None:
        return view.share.expires_at

    @strawberry.field(description="When the link was revoked.")
    def revoked_at(view: Parent) -> datetime | None:
        return view.share.revoked_at

    @strawberry.field(description="The number of fetches, by people and by programs that preview links.")
    def fetches(view: Parent) -> int:
        return view.share.fetches

    @strawberry.field(description="The number of views by people.")
    def views(view: Parent) -> int:
        return view.share.views

    @strawberry.field(description="When a person first viewed it.")
    def first_viewed_at(view: Parent) -> datetime | None:
        return view.share.first_viewed_at

    @strawberry.field(description="When a person last viewed it.")
    def last_viewed_at(view: Parent) -> datetime | None:
        return view.share.last_viewed_at

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, ShareView)


@strawberry.type(description="One line of a link's access log.")
class Touch:
    id: UUID = strawberry.field(description="The id of the line.")
    created_at: datetime = strawberry.field(description="When it happened.")
    kind: TouchKind = strawberry.field(description="What the visitor did.")
    address: str = strawberry.field(description="The visitor's network address, as far as it is kept.")
    user_agent: str = strawberry.field(description="The visitor's user agent.")


@strawberry.input(description="A new link.")
class ShareInput:
    label: str = strawberry.field(
        default="", description="Your own label for the link, up to 120 characters."
    )
    recipient_name: str = strawberry.field(
        default="", description="The name of the recipient, up to 120 characters."
    )
    expires_at: datetime | None = strawberry.field(
        default=None, description="When the link expires; with the offer if absent."
    )
    channel: Channel = strawberry.field(
        default=Channel.LINK, description="How the link reaches the recipient."
    )
    recipient: str | None = strawberry.field(
        default=None,
        description="The e-mail address for EMAIL, the E.164 number for SMS, nothing for LINK.",
    )


ShareResult = or_refusal(Share, "ShareResult")
