"""The split as its author sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.offers.records import OfferRow
from models.splits.shares import gap
from models.splits.sheet import Participant, Sheet
from models.splits.split import SPLIT
from models.splits.standing import Standing, status_of
from resolvers.sharing.shares import ShareView
from schema.context import Info
from schema.offers.enums import Decision
from schema.offers.offer import Offer
from schema.percent import percent
from schema.scalars import Percentage
from schema.sharing.share import Share
from schema.splits.answer import SplitCounter, SplitShares, SplitSignature, counter_of, signature_of
from schema.splits.enums import ParticipantStatus

Terms = strawberry.Parent[OfferRow]


@dataclass(frozen=True, slots=True)
class Place:
    """A participant of a split with their current invitation and answer."""

    participant: Participant
    standing: Standing | None
    offer: OfferRow


Parent = strawberry.Parent[Place]


@strawberry.type(description="A participant of a split, as the author sees them.")
class SplitParticipant:
    @strawberry.field(description="The participant's id, the same in every version.")
    def id(place: Parent) -> UUID:
        return place.participant.id

    @strawberry.field(description="The number of the participant's line on the sheet, from 1.")
    def place(place: Parent) -> int:
        return place.participant.place

    @strawberry.field(description="The participant's name.")
    def name(place: Parent) -> str:
        return place.participant.name

    @strawberry.field(description="The e-mail address that the invitation is sent to.")
    def email(place: Parent) -> str:
        return place.participant.email

    @strawberry.field(description="The participant's role.")
    def role(place: Parent) -> str:
        return place.participant.role

    @strawberry.field(description="The share of the recording.")
    def master(place: Parent) -> Percentage:
        return percent(place.participant.shares.master)

    @strawberry.field(description="The share of the composition.")
    def publishing(place: Parent) -> Percentage:
        return percent(place.participant.shares.publishing)

    @strawberry.field(description="The participant's current status.")
    def status(place: Parent) -> ParticipantStatus:
        return status_of(place.standing, place.offer.status, place.offer.read_at)

    @strawberry.field(description="When the participant was asked about this version.")
    def invited_at(place: Parent) -> datetime | None:
        return place.standing.share.created_at if place.standing else None

    @strawberry.field(description="When the participant first viewed the invitation.")
    def viewed_at(place: Parent) -> datetime | None:
        return place.standing.share.first_viewed_at if place.standing else None

    @strawberry.field(description="When the participant answered.")
    def responded_at(place: Parent) -> datetime | None:
        return place.standing.response.created_at if place.standing and place.standing.response else None

    @strawberry.field(graphql_type=Share | None, description="The current invitation.")
    async def share(place: Parent, info: Info) -> Any:
        if (standing := place.standing) is None:
            return None
        message = await info.context.loaders.messages.load(standing.share.id)
        return ShareView(standing.share, standing.response, message, place.offer.read_at, SPLIT.name)

    @strawberry.field(description="The shares that the participant proposes instead, if any.")
    def counter(place: Parent) -> SplitCounter | None:
        return counter_of(place.standing)

    @strawberry.field(description="The reason for declining, if the participant gave one.")
    def reason(place: Parent) -> str | None:
        response = place.standing.response if place.standing else None
        return response.comment if response and response.decision is Decision.DECLINED else None

    @strawberry.field(description="The signature, if the participant accepted.")
    def signature(place: Parent) -> SplitSignature | None:
        return signature_of(place.standing, place.participant)


@strawberry.type(description="The terms of a split as the author sees them.")
class SplitTerms:
    @strawberry.field(description="The name of the project whose rights are split.")
    def project_name(terms: Terms) -> str:
        return terms.terms.project_name

    @strawberry.field(description="A description of the project.")
    def description(terms: Terms) -> str:
        return terms.terms.project_description

    @strawberry.field(description="The deadline for agreeing: the end of the offer's validity.")
    def deadline(terms: Terms) -> datetime | None:
        return terms.valid_until

    @strawberry.field(description="All participants who must agree, in order.")
    async def participants(terms: Terms, info: Info) -> list[SplitParticipant]:
        table = await info.context.loaders.splits.load(terms.id)
        places = [
            Place(participant, table.get(participant.id), terms) for participant in terms.terms.participants
        ]
        return places  # type: ignore[return-value]

    @strawberry.field(
        graphql_type=SplitShares,
        description="What is missing to 100 percent; negative if the shares exceed it.",
    )
    def gap(terms: Terms) -> Any:
        return gap(participant.shares for participant in terms.terms.participants)

    @strawberry.field(description="How many times the participants were asked; 0 in a draft.")
    def round(terms: Terms) -> int:
        return terms.terms.round

    @strawberry.field(description="The SHA-256 of this version's sheet, to which signatures are bound.")
    def agreement_hash(terms: Terms) -> str:
        return sheet_of(terms).hash


@strawberry.type(
    description="The shares of a project's participants, agreed once all of them have signed the same sheet."
)
class SplitOffer(Offer):
    @strawberry.field(graphql_type=SplitTerms, description="The terms of the split.")
    def terms(offer: Terms) -> Any:
        return offer

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == SPLIT.name


def sheet_of(offer: OfferRow) -> Sheet:
    sheet: Sheet = offer.terms.sheet(offer.version, offer.valid_until)
    return sheet
