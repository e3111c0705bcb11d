"""The split as one participant sees it.

It shows the shares of all participants, but not the others' addresses, reasons, notes or ids.
"""

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


@strawberry.type(description="A participant of a split, as the other participants see them.")
class InvitedParticipant:
    place: int = strawberry.field(description="The number of the participant's line on the sheet, from 1.")
    name: str = strawberry.field(description="The participant's name.")
    role: str = strawberry.field(description="The participant's role.")
    master: Percentage = strawberry.field(description="The share of the recording.")
    publishing: Percentage = strawberry.field(description="The share of the composition.")
    status: ParticipantStatus = strawberry.field(description="The participant's status.")
    is_you: bool = strawberry.field(description="Whether this participant is the recipient of the link.")
    invite: strawberry.Private[Invite]
    id: strawberry.Private[UUID]

    @strawberry.field(
        graphql_type=SplitShares | None,
        description="The shares in the round before; null in the first.",
    )
    async def before(self) -> Any:
        return (await self.invite.news).before.get(self.id)


@strawberry.type(description="Your earlier answer, which no longer counts.")
class AnswerSetAside:
    decision: Decision = strawberry.field(description="What you answered.")
    is_reopened: bool = strawberry.field(
        description="Whether you are asked about the same shares again; if not, there is a new version."
    )


@strawberry.type(description="The participant who received the link.")
class InvitedYou:
    place: int = strawberry.field(description="The number of your line on the sheet, from 1.")
    name: str = strawberry.field(description="Your name.")
    email: str = strawberry.field(description="Your e-mail address, which the other participants cannot see.")
    role: str = strawberry.field(description="Your role.")
    master: Percentage = strawberry.field(description="Your share of the recording.")
    publishing: Percentage = strawberry.field(description="Your share of the composition.")
    status: ParticipantStatus = strawberry.field(description="Your status.")


@strawberry.type(description="Your answer, as a receipt.")
class InviteAnswer:
    decision: Decision = strawberry.field(description="What you answered.")
    at: datetime = strawberry.field(description="When you answered.")
    version: int = strawberry.field(description="The version that you answered.")
    comment: str = strawberry.field(description="Your reason for declining, or your notes on a counter.")
    counter: SplitCounter | None = strawberry.field(description="The shares you proposed instead.")
    signature: SplitSignature | None = strawberry.field(description="Your signature.")


@strawberry.type(description="A participant who signed, and when.")
class InviteSigner:
    place: int = strawberry.field(description="The number of the signer's line on the sheet, from 1.")
    name: str = strawberry.field(description="The signer's name.")
    role: str = strawberry.field(description="The signer's role, as the sheet says.")
    at: datetime = strawberry.field(description="When they signed.")


@strawberry.type(description="The agreement that every participant has signed.")
class InviteAgreement:
    version: int = strawberry.field(description="The version that was signed.")
    hash: str = strawberry.field(description="The SHA-256 of `content`.")
    content: str = strawberry.field(description="The sheet exactly as it was signed: canonical JSON.")
    signers: list[InviteSigner] = strawberry.field(description="All signers, in order.")


@strawberry.type(description="The split behind a link; once you have answered, as it was then.")
class SplitInvite:
    @strawberry.field(description="The name of the project whose rights are split.")
    def project_name(invite: Parent) -> str:
        return invite.sheet.project

    @strawberry.field(description="A description of the project.")
    def description(invite: Parent) -> str:
        return invite.sheet.description

    @strawberry.field(description="The deadline for agreeing.")
    def deadline(invite: Parent) -> datetime | None:
        return invite.opened_share.offer.valid_until

    @strawberry.field(description="When the link expires; null if it works until the deadline.")
    def link_expires_at(invite: Parent) -> datetime | None:
        return invite.opened_share.share.expires_at

    @strawberry.field(description="The name of the author.")
    def inviter_name(invite: Parent) -> str:
        return invite.opened_share.offer.author.name

    @strawberry.field(description="The current version. Your answer must name the version that you saw.")
    def version(invite: Parent) -> int:
        return invite.opened_share.offer.version

    @strawberry.field(description="How many times the participants were asked.")
    def round(invite: Parent) -> int:
        return invite.opened_share.offer.terms.round

    @strawberry.field(description="The author's note on this round; empty in the first.")
    async def note(invite: Parent) -> str:
        return (await invite.news).note

    @strawberry.field(
        graphql_type=AnswerSetAside | None,
        description="Your answer through an earlier link; null if you gave none.",
    )
    async def set_aside(invite: Parent) -> Any:
        return await earlier_answer(invite.opened_share.offer, invite.opened_share.share, invite.me)

    @strawberry.field(description="The status of the split.")
    def status(invite: Parent) -> Status:
        return invite.opened_share.offer.status

    @strawberry.field(description="The state of the link.")
    def state(invite: Parent) -> ShareState:
        return invite.opened_share.state

    @strawberry.field(description="The answers you can give now; empty if you can give none.")
    def decisions(invite: Parent) -> list[Decision]:
        return list(invite.opened_share.decisions)

    @strawberry.field(
        description="Why the split cannot be answered, for people; null if it can be, or has been."
    )
    def notice(invite: Parent) -> str | None:
        return invite.opened_share.notice

    @strawberry.field(description="All participants, in order.")
    def participants(invite: Parent) -> list[InvitedParticipant]:
        return [
            InvitedParticipant(
                is_you=participant.id == invite.me,
                invite=invite,
                id=participant.id,
                **_fields_of(invite, participant),
            )
            for participant in invite.participants
        ]

    @strawberry.field(description="The participant who received the link.")
    def you(invite: Parent) -> InvitedYou:
        return InvitedYou(email=invite.you.email, **_fields_of(invite, invite.you))

    @strawberry.field(description="The SHA-256 of this version's sheet, to which your signature is bound.")
    def agreement_hash(invite: Parent) -> str:
        return invite.sheet.hash

    @strawberry.field(description="Your answer, if you have given one.")
    def answer(invite: Parent) -> InviteAnswer | None:
        if (response := invite.opened_share.response) is None:
            return None
        return InviteAnswer(
            decision=response.decision,
            at=response.created_at,
            version=response.version,
            comment=response.comment,
            counter=counter_of(invite.own_standing),
            signature=signature_of(invite.own_standing, invite.you),
        )

    @strawberry.field(description="The agreement, once every participant has signed.")
    def agreement(invite: Parent) -> InviteAgreement | None:
        if not invite.is_agreed:
            return None
        signatures = [signature_of(invite.standings.get(signer.id), signer) for signer in invite.participants]
        signers = [
            InviteSigner(place=signature.place, name=signature.name, role=signature.role, at=signature.at)
            for signature in signatures
            if signature
        ]
        sheet = invite.sheet
        return InviteAgreement(version=sheet.version, hash=sheet.hash, content=sheet.content, signers=signers)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Invite)


SplitInviteResult = or_refusal(SplitInvite, "SplitInviteResult", "The split, or why it cannot be shown.")


def _fields_of(invite: Invite, participant: Participant) -> dict[str, Any]:
    return {
        "place": participant.place,
        "name": participant.name,
        "role": participant.role,
        "master": percent(participant.shares.master),
        "publishing": percent(participant.shares.publishing),
        "status": invite.status(participant),
    }
