"""The agreement: the sheet, its signatures, and the check that each signature is valid."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.events import Event
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.splits.answer import SplitAnswer
from models.splits.answer_hashes import answer_mismatches
from models.splits.followup import standings_of
from models.splits.participant import SplitVersion
from models.splits.rounds import sheet_of, terms_of
from models.splits.shares import NOTHING, gap
from models.splits.sheet import Sheet, content_hash
from models.splits.standing import Standing


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sheet of a version and the participants who have signed exactly this sheet."""

    offer: Offer
    sheet: Sheet
    signers: Sequence[Standing]

    @property
    def is_complete(self) -> bool:
        is_complete = len(self.signers) == len(self.sheet.participants)
        return self.offer.status is Status.ACCEPTED and is_complete


async def agreement(offer: Offer) -> Agreement:
    sheet, table = sheet_of(offer, await terms_of(offer)), await standings_of(offer)
    present = [table[participant.id] for participant in sheet.participants if participant.id in table]
    return Agreement(offer, sheet, [standing for standing in present if _is_valid(standing, sheet)])


async def mismatches(offer: Offer) -> list[str]:
    """Describe each mismatch in an accepted split; empty when everything matches."""
    signed_agreement = await agreement(offer)
    version = await SplitVersion.get_or_none(offer_id=offer.id, version=offer.version)
    if version is None:
        return ["the version that was signed is missing", *await answer_mismatches(offer.id)]
    wrong = []
    if offer.status is not Status.ACCEPTED:
        wrong.append(f"it was agreed, but its status is {offer.status.lower()}")
    if content_hash(version.content) != version.hash:
        wrong.append("the stored sheet does not match its stored hash")
    if signed_agreement.sheet.hash != version.hash:
        wrong.append("the split differs from the sheet that was signed")
    if version.hash != await _logged_hash(offer):
        wrong.append("the log names another sheet")
    if gap(participant.shares for participant in signed_agreement.sheet.participants) != NOTHING:
        wrong.append("the shares do not add up to 100 percent")
    signer_ids = {standing.participant.id for standing in signed_agreement.signers}
    missing = [
        participant.name
        for participant in signed_agreement.sheet.participants
        if participant.id not in signer_ids
    ]
    wrong += [f"there is no signature of {name} under this sheet" for name in missing]
    return wrong + await answer_mismatches(offer.id)


async def _logged_hash(offer: Offer) -> str | None:
    """Return the agreement hash that the log holds for the last round."""
    lines = await Activity.filter(offer_id=offer.id, event=Event.SHARED).order_by("-seq").limit(1)
    return lines[0].changes.get("agreement", [None, None])[1] if lines else None


def _is_valid(standing: Standing, sheet: Sheet) -> bool:
    response, answer = standing.response, standing.answer
    if response is None or answer is None:
        return False
    is_own_yes = response.decision is Decision.ACCEPTED and answer.participant_id == standing.participant.id
    return is_own_yes and _signs_sheet(answer, sheet)


def _signs_sheet(answer: SplitAnswer, sheet: Sheet) -> bool:
    return answer.agreement_hash == sheet.hash and answer.signature is not None
