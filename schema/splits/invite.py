"""A split as one participant sees it: everybody's shares, and nobody's address, reason, notes or id."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.splits.invite import Invite
from models.splits.news import earlier_answer
from models.splits.sheet import Participant
from schema.fields.refusals import or_refusal
from schema.offers.enums import Decision, Status
from schema.percent import percent
from schema.scalars import Percentage
from schema.sharing.enums import ShareState
from schema.splits.answer import SplitCounter, SplitShares, SplitSignature, counter_of, signature_of
from schema.splits.enums import ParticipantStatus

Parent = strawberry.Parent[Invite]


@strawberry.type(description="One of those who must agree, as the others see them.")
class InvitedParticipant:
    place: int = strawberry.field(description="Which line of the sheet is theirs, from 1.")
    name: str = strawberry.field(description="Their name.")
    role: str = strawberry.field(description="What they did.")
    master: Percentage = strawberry.field(description="Their share of the recording.")
    publishing: Percentage = strawberry.field(description="Their share of the composition.")
    status: ParticipantStatus = strawberry.field(description="Where they stand.")
    is_you: bool = strawberry.field(description="Whether the link is theirs.")
    invite: strawberry.Private[Invite]
    id: strawberry.Private[UUID]

    @strawberry.field(
        graphql_type=SplitShares | None,
        description="What they were to have in the round before; null in the first.",
    )
    async def before(self) -> Any:
        return (await self.invite.news).before.get(self.id)


@strawberry.type(description="Your earlier answer, which counts no more.")
class AnswerSetAside:
    decision: Decision = strawberry.field(description="What you answered.")
    is_reopened: bool = strawberry.field(
        description="Whether you are asked about the same shares again; else there is a new version."
    )


@strawberry.type(description="Whom the link is for.")
class InvitedYou:
    place: int = strawberry.field(description="Which line of the sheet is yours, from 1.")
    name: str = strawberry.field(description="Your name.")
    email: str = strawberry.field(description="Your address, which nobody else of the others sees.")
    role: str = strawberry.field(description="What you did.")
    master: Percentage = strawberry.field(description="Your share of the recording.")
    publishing: Percentage = strawberry.field(description="Your share of the composition.")
    status: ParticipantStatus = strawberry.field(description="Where you stand.")


@strawberry.type(description="Your answer: the receipt.")
class InviteAnswer:
    decision: Decision = strawberry.field(description="What you answered.")
    at: datetime = strawberry.field(description="When.")
    version: int = strawberry.field(description="The version that you answered.")
    comment: str = strawberry.field(description="Your reason, or your notes.")
    counter: SplitCounter | None = strawberry.field(description="What you asked for instead.")
    signature: SplitSignature | None = strawberry.field(description="What you signed with.")


@strawberry.type(description="Who signed, and when.")
class InviteSigner:
    place: int = strawberry.field(description="Which line of the sheet is theirs, from 1.")
    name: str = strawberry.field(description="Their name.")
    role: str = strawberry.field(description="What they did, as the sheet says.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type(description="What everybody has agreed to.")
class InviteAgreement:
    version: int = strawberry.field(description="The version that was signed.")
    hash: str = strawberry.field(description="The SHA-256 of `content`.")
    content: str = strawberry.field(description="The sheet, word for word as it was signed: canonical JSON.")
    signers: list[InviteSigner] = strawberry.field(description="Everybody, in order.")


@strawberry.type(description="What the link to a split opens; once answered, as it was then.")
class SplitInvite:
    @strawberry.field(description="Of what the shares are.")
    def project_name(invite: Parent) -> str:
        return invite.sheet.project

    @strawberry.field(description="What it is.")
    def description(invite: Parent) -> str:
        return invite.sheet.description

    @strawberry.field(description="Until when it can be agreed.")
    def deadline(invite: Parent) -> datetime | None:
        return invite.opened.offer.valid_until

    @strawberry.field(description="Until when the link works; null: until the deadline.")
    def link_expires_at(invite: Parent) -> datetime | None:
        return invite.opened.share.expires_at

    @strawberry.field(description="Who asks.")
    def inviter_name(invite: Parent) -> str:
        return invite.opened.offer.author.name

    @strawberry.field(description="The version: an answer names the one that was seen.")
    def version(invite: Parent) -> int:
        return invite.opened.offer.version

    @strawberry.field(description="How often everybody was asked.")
    def round(invite: Parent) -> int:
        return invite.opened.offer.terms.round

    @strawberry.field(description="What the author says of this round; empty in the first.")
    async def note(invite: Parent) -> str:
        return (await invite.news).note

    @strawberry.field(
        graphql_type=AnswerSetAside | None,
        description="Your answer through an earlier link; null if you have not given any.",
    )
    async def set_aside(invite: Parent) -> Any:
        return await earlier_answer(invite.opened.offer, invite.opened.share, invite.me)

    @strawberry.field(description="Where the split stands.")
    def status(invite: Parent) -> Status:
        return invite.opened.offer.status

    @strawberry.field(description="What has become of the link.")
    def state(invite: Parent) -> ShareState:
        return invite.opened.state

    @strawberry.field(description="What you can answer now; empty: nothing.")
    def decisions(invite: Parent) -> list[Decision]:
        return list(invite.opened.decisions)

    @strawberry.field(description="Everybody, in order.")
    def participants(invite: Parent) -> list[InvitedParticipant]:
        return [
            InvitedParticipant(is_you=each.id == invite.me, invite=invite, id=each.id, **_shown(invite, each))
            for each in invite.participants
        ]

    @strawberry.field(description="Whom the link is for.")
    def you(invite: Parent) -> InvitedYou:
        return InvitedYou(email=invite.you.email, **_shown(invite, invite.you))

    @strawberry.field(description="The SHA-256 of this version's sheet, which your signature is bound to.")
    def agreement_hash(invite: Parent) -> str:
        return invite.sheet.hash

    @strawberry.field(description="Your answer, if you have given one.")
    def answer(invite: Parent) -> InviteAnswer | None:
        if (response := invite.opened.response) is None:
            return None
        return InviteAnswer(
            decision=response.decision,
            at=response.created_at,
            version=response.version,
            comment=response.comment,
            counter=counter_of(invite.mine),
            signature=signature_of(invite.mine, invite.you),
        )

    @strawberry.field(description="What everybody has signed, once they have.")
    def agreement(invite: Parent) -> InviteAgreement | None:
        if not invite.is_agreed:
            return None
        signed = [signature_of(invite.standings.get(each.id), each) for each in invite.participants]
        signers = [
            InviteSigner(place=each.place, name=each.name, role=each.role, at=each.at)
            for each in signed
            if each
        ]
        sheet = invite.sheet
        return InviteAgreement(version=sheet.version, hash=sheet.hash, content=sheet.content, signers=signers)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Invite)


SplitInviteResult = or_refusal(SplitInvite, "SplitInviteResult", "The split, or why not.")


def _shown(invite: Invite, participant: Participant) -> dict[str, Any]:
    return {
        "place": participant.place,
        "name": participant.name,
        "role": participant.role,
        "master": percent(participant.shares.master),
        "publishing": percent(participant.shares.publishing),
        "status": invite.status(participant),
    }
