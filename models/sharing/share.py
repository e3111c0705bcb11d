"""One link to an offer, for one recipient, answered at most once."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.checks import clean_line, is_email, is_phone
from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.offers.guards import refuse_changing_link, refuse_sharing, refuse_taking_away
from models.offers.lifecycle import status_at
from models.offers.offer import Offer
from models.people.access import Access, require
from models.people.viewer import Viewer
from models.refused import Code, Refused, bad_input
from models.sharing.tokens import Links, token_hash
from models.storage.chain import Part
from models.storage.doorbells import ring
from models.storage.job import JOBS
from models.storage.row import Row
from models.storage.statements import insert, update


class ShareState(StrEnum):
    """The state of a link; derived, never stored."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


class Share(Row):
    """The link to an offer. Only its token opens it, and only the SHA-256 of the token is stored."""

    offer: fields.ForeignKeyRelation[Offer] = fields.ForeignKeyField("offers.Offer", related_name="shares")
    offer_id: UUID
    label = fields.CharField(max_length=120, default="")
    recipient_name = fields.CharField(max_length=120, default="")
    channel = fields.CharEnumField(Channel, max_length=5, default=Channel.LINK)
    recipient = fields.CharField(max_length=254, null=True)
    rotation = fields.IntField(default=0)
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField(null=True)
    expiry_told_of = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    fetches = fields.IntField(default=0)
    views = fields.IntField(default=0)
    first_viewed_at = fields.DatetimeField(null=True)
    last_viewed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "shares"

    @classmethod
    async def make(
        cls, offer: Offer, viewer: Viewer, wish: dict[str, Any], links: Links, now: datetime
    ) -> Self:
        """Make and send a link; the first one activates a draft."""
        refuse_sharing(offer.kind, status_at(offer.status, offer.valid_until, now))
        share = cls(offer_id=offer.id, created_at=now)
        share.label = clean_line(wish.get("label") or "", "label", 120, shortest=0)
        share.recipient_name = clean_line(wish.get("recipient_name") or "", "recipientName", 120, shortest=0)
        share.channel = wish.get("channel", Channel.LINK)
        share.recipient = _clean_recipient(share.channel, wish.get("recipient"))
        share.expires_at = future_expiry(wish.get("expires_at"), now)
        share.token_hash = token_hash(links.token(share.id, share.rotation))
        await offer.open_when_shared(viewer, now)
        writes = (Part("share", insert(share)), *share._sending(now))
        await offer.record_event(Event.SHARED, viewer.id, {"share": [None, str(share.id)]}, now, *writes)
        return share

    async def revoke(self, offer: Offer, viewer: Viewer, now: datetime) -> None:
        """Revoke the link; an answer given through it remains valid."""
        refuse_changing_link(offer.kind)
        await refuse_taking_away(offer.kind, self.id)
        if self.revoked_at is None:
            self.revoked_at = now
            change = Part("share", update(self, "revoked_at"))
            await offer.record_event(Event.LINK_REVOKED, viewer.id, self._own_id(), now, change)

    async def rotate(self, offer: Offer, viewer: Viewer, links: Links, now: datetime) -> None:
        """Replace the token and send it to the same recipient; the old one stops working immediately."""
        refuse_changing_link(offer.kind)
        self._refuse_if_revoked()
        await refuse_taking_away(offer.kind, self.id)
        retired_token = RetiredToken(token_hash=self.token_hash, share_id=self.id)
        self.rotation += 1
        self.token_hash = token_hash(links.token(self.id, self.rotation))
        change = Part("share", update(self, "rotation", "token_hash"))
        writes = (Part("retired", insert(retired_token)), change, *self._sending(now))
        await offer.record_event(Event.LINK_ROTATED, viewer.id, self._own_id(), now, *writes)

    async def extend(self, offer: Offer, viewer: Viewer, expires_at: datetime | None, now: datetime) -> None:
        """Set another expiry, or none."""
        refuse_changing_link(offer.kind)
        self._refuse_if_revoked()
        before, self.expires_at = self.expires_at, future_expiry(expires_at, now)
        change = [before and before.isoformat(), self.expires_at and self.expires_at.isoformat()]
        changes = {**self._own_id(), "expires_at": change}
        write = Part("share", update(self, "expires_at"))
        await offer.record_event(Event.LINK_EXTENDED, viewer.id, changes, now, write)

    @classmethod
    async def by_id(cls, share_id: UUID) -> Self:
        access = Access(None, "share", share_id, "Share.by_id", "id")
        return await require(cls.get_or_none(id=share_id), None, access)

    def message(self, now: datetime, event: Event | None = None) -> Message:
        """Build the message that brings the link to its recipient, reminds them of it, or reports an end."""
        return Message(
            purpose=Purpose.INVITATION,
            share_id=self.id,
            offer_id=self.offer_id,
            channel=self.channel,
            event=event,
            created_at=now,
        )

    def _sending(self, now: datetime) -> Sequence[Part]:
        """Build the parts that send the link, unless the author hands it over."""
        if self.channel is Channel.LINK:
            return ()
        ring(JOBS)
        return Message.parts([self.message(now)], now)

    def _refuse_if_revoked(self) -> None:
        if self.revoked_at is not None:
            raise Refused(Code.LINK_REVOKED, "A revoked link cannot be changed; share the offer again.")

    def _own_id(self) -> dict[str, Sequence[Any]]:
        return {"share": [str(self.id), str(self.id)]}


class RetiredToken(Model):
    """The hash of a replaced token, which opens nothing; its holder learns that it was replaced."""

    token_hash = fields.CharField(max_length=64, primary_key=True)
    share: fields.ForeignKeyRelation[Share] = fields.ForeignKeyField("offers.Share", related_name="retired")
    share_id: UUID

    class Meta:
        table = "retired_tokens"


def state_of(share: Share, is_answered: bool, now: datetime) -> ShareState:
    """Derive the state: revoked, else answered, else expired, else open."""
    if share.revoked_at is not None:
        return ShareState.REVOKED
    if is_answered:
        return ShareState.ANSWERED
    over = share.expires_at is not None and share.expires_at <= now
    return ShareState.EXPIRED if over else ShareState.OPEN


def _clean_recipient(channel: Channel, recipient: str | None) -> str | None:
    """Check the address for the channel; None when the author hands the link over."""
    clean = (recipient or "").strip()
    if channel is Channel.LINK and clean:
        raise bad_input("A link that you hand over yourself cannot have a recipient.", "recipient")
    if channel is Channel.EMAIL and not is_email(clean):
        raise bad_input("This must be an e-mail address, e.g. name@example.com.", "recipient")
    if channel is Channel.SMS and not is_phone(clean):
        raise bad_input("The phone number must be in international format, e.g. +919812345678.", "recipient")
    return clean or None


def future_expiry(moment: datetime | None, now: datetime, field: str = "expiresAt") -> datetime | None:
    if moment is not None and moment <= now:
        raise bad_input("The expiry must be in the future.", field)
    return moment
