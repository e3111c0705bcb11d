"""What cannot be done to an offer by its author, and why."""

from uuid import UUID

from models.offers.lifecycle import OVER, SETTLED, Status, Step
from models.offers.register import KINDS
from models.offers.terms import NewTerms
from models.refused import Code, Refused, bad_input
from models.storage.sql import Sql, fetch

SENT = "What people were asked about stays as they saw it: a split is revised, a slot withdrawn."
BY_INVITATION = "This offer reaches its participants by invitation: send the invitations."


def refuse_revision(kind: str, status: Status, terms: NewTerms | None) -> None:
    """What people were invited to agree to stays as they saw it, until they are asked anew."""
    if terms and terms.kind != kind:
        raise bad_input(f"This offer is of the kind {kind}.", f"terms.{terms.kind}")
    refuse_settled(status)
    if KINDS[kind].by_invitation and status is not Status.DRAFT:
        raise Refused(Code.OFFER_NOT_OPEN, SENT)


def refuse_settled(status: Status) -> None:
    if status in SETTLED:
        raise Refused(Code.OFFER_NOT_OPEN, f"What was {status.lower()} is not changed any more.")


def refuse_another_version(version: int, expected: int | None, field: str = "expectedVersion") -> None:
    if expected is not None and expected != version:
        sentence = f"This offer is at version {version} by now; look at it again."
        raise Refused(Code.OFFER_CHANGED, sentence, field, version=version)


def refuse_opening_by_hand(kind: str, status: Status, step: Step) -> None:
    waits = KINDS[kind].by_invitation and KINDS[kind].opens_as is Status.DRAFT
    if waits and (status, step) == (Status.DRAFT, Step.ACTIVATE):
        raise Refused(Code.STEP_NOT_ALLOWED, BY_INVITATION)


def refuse_sharing(kind: str, status: Status) -> None:
    if KINDS[kind].by_invitation:
        raise bad_input("This offer reaches people by invitations of its own.", "offerId")
    if status in OVER:
        raise Refused(Code.OFFER_NOT_OPEN, f"An offer that is {status.lower()} cannot be shared any more.")


def refuse_changing_link(kind: str) -> None:
    if KINDS[kind].fixed_links:
        raise Refused(Code.STEP_NOT_ALLOWED, "This link lasts as long as they are asked.", "id")


async def refuse_taking_away(kind: str, share_id: UUID) -> None:
    """Whoever agreed to something by invitation can read for ever what they agreed to."""
    answered = Sql("SELECT 1 FROM responses WHERE share_id = ? LIMIT 1", share_id)
    if KINDS[kind].by_invitation and await fetch(answered):
        raise Refused(Code.IN_USE, "This invitation was answered: whoever answered keeps their link.", "id")


def refuse_a_passed_end(status: Status) -> None:
    if status is Status.EXPIRED:
        raise Refused(Code.STEP_NOT_ALLOWED, "The end of this offer has passed: give it a later one first.")


async def refuse_used(kind: str, offer_id: UUID) -> None:
    for table in ("responses", *KINDS[kind].used_in):
        if await fetch(Sql(f"SELECT 1 FROM {table} WHERE offer_id = ? LIMIT 1", offer_id)):
            done = "answered" if table == "responses" else "used"
            raise Refused(Code.IN_USE, f"This offer was {done}, so it is kept for good.")
