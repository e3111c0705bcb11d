"""Inviting the participants of a split: a link and a message for each, written in bulk."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from models.notifications.message import Channel, Message
from models.offers.offer import Offer
from models.sharing.share import RetiredToken, Share
from models.sharing.tokens import Links, token_hash
from models.splits.participant import SplitParticipant
from models.splits.sheet import Participant


async def send_invitations(
    offer: Offer, participants: Sequence[Participant], links: Links, ends: datetime | None, now: datetime
) -> None:
    """Invite each participant and retire earlier links, whose holders learn that they were replaced.

    Without `ends`, an invitation keeps the expiry of the one it replaces, unless that has passed.
    """
    earlier = await _retire([participant.id for participant in participants], now)
    shares = [
        _invitation(offer, participant, links, ends or earlier.get(participant.id), now)
        for participant in participants
    ]
    await Share.bulk_create(shares)
    await SplitParticipant.bulk_create(
        [
            SplitParticipant(
                id=participant.id,
                offer_id=offer.id,
                email=participant.email,
                share_id=share.id,
                created_at=now,
            )
            for participant, share in zip(participants, shares, strict=True)
        ]
    )
    await Message.plan([share.message(now) for share in shares], now)


async def _retire(participant_ids: Sequence[UUID], now: datetime) -> dict[UUID, datetime]:
    """Retire the links; return the expiries that lie in the future, by participant."""
    participants = SplitParticipant.filter(id__in=participant_ids)
    participant_ids_by_share = {row.share_id: row.id for row in await participants}
    earlier = await Share.filter(id__in=list(participant_ids_by_share))
    tokens = [RetiredToken(token_hash=share.token_hash, share_id=share.id) for share in earlier]
    await RetiredToken.bulk_create(tokens)
    await Share.filter(id__in=[share.id for share in earlier], revoked_at=None).update(revoked_at=now)
    await participants.delete()
    return {
        participant_ids_by_share[share.id]: share.expires_at
        for share in earlier
        if share.expires_at and share.expires_at > now
    }


def _invitation(
    offer: Offer, participant: Participant, links: Links, ends: datetime | None, now: datetime
) -> Share:
    share = Share(
        offer_id=offer.id,
        label=participant.role,
        recipient_name=participant.name,
        channel=Channel.EMAIL,
        recipient=participant.email,
        expires_at=ends,
        created_at=now,
    )
    share.token_hash = token_hash(links.token(share.id, share.rotation))
    return share
