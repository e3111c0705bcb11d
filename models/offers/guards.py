"""The refusals of an author's changes to an offer."""

from uuid import UUID

from models.offers.lifecycle import OVER, SETTLED, Status, Step
from models.offers.register import KINDS
from models.offers.terms import NewTerms
from models.refused import Code, Refused, bad_input
from models.storage.sql import Sql, fetch

BY_INVITATION = "This offer cannot be activated by hand; send its invitations instead."


def refuse_revision(kind: str, status: Status, terms: NewTerms | None) -> None:
    """Refuse a revision of settled offers, of other kinds' terms, and of invitations that were sent."""
    if terms and terms.kind != kind:
        raise bad_input(f"The terms must be those of the kind {kind}.", f"terms.{terms.kind}")
    refuse_settled(status)
    if KINDS[kind].by_invitation and status is not Status.DRAFT:
        instead = KINDS[kind].instead_of_editing
        raise Refused(Code.OFFER_NOT_OPEN, f"A {kind} that was sent cannot be edited; {instead} instead.")


def refuse_settled(status: Status) -> None:
    if status in SETTLED:
        raise Refused(Code.OFFER_NOT_OPEN, f"An offer that was {status.lower()} cannot be changed.")


def refuse_another_version(
    version: int, expected_version: int | None, field: str = "expectedVersion"
) -> None:
    if expected_version is not None and expected_version != version:
        sentence = f"This offer has changed and is now at version {version}; read it again."
        raise Refused(Code.OFFER_CHANGED, sentence, field, version=version)


def refuse_opening_by_hand(kind: str, status: Status, step: Step) -> None:
    waits = KINDS[kind].by_invitation and KINDS[kind].opens_as is Status.DRAFT
    if waits and (status, step) == (Status.DRAFT, Step.ACTIVATE):
        raise Refused(Code.STEP_NOT_ALLOWED, BY_INVITATION)


def refuse_sharing(kind: str, status: Status) -> None:
    if KINDS[kind].by_invitation:
        raise bad_input("This offer cannot be shared by link; it sends its own invitations.", "offerId")
    if status in OVER:
        raise Refused(Code.OFFER_NOT_OPEN, f"An offer that is {status.lower()} cannot be shared.")


def refuse_changing_link(kind: str) -> None:
    if KINDS[kind].fixed_links:
        raise Refused(
            Code.STEP_NOT_ALLOWED,
            "This link follows the customer's turn and cannot be changed by hand.",
            "id",
        )


async def refuse_taking_away(kind: str, share_id: UUID) -> None:
    """Refuse to withdraw an answered invitation: its recipient keeps access to what was agreed."""
    answers = Sql("SELECT 1 FROM responses WHERE share_id = ? LIMIT 1", share_id)
    if KINDS[kind].by_invitation and await fetch(answers):
        raise Refused(
            Code.IN_USE,
            "An invitation that was answered cannot be withdrawn; its recipient keeps the link.",
            "id",
        )


def refuse_a_passed_end(status: Status) -> None:
    if status is Status.EXPIRED:
        raise Refused(Code.STEP_NOT_ALLOWED, "The end of this offer has passed; set a later one first.")


async def refuse_used(kind: str, offer_id: UUID) -> None:
    for table in ("responses", *KINDS[kind].used_in):
        if await fetch(Sql(f"SELECT 1 FROM {table} WHERE offer_id = ? LIMIT 1", offer_id)):
            verb = "answered" if table == "responses" else "used"
            raise Refused(Code.IN_USE, f"An offer that was {verb} cannot be deleted.")
