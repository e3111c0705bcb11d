"""The check of a split's answers against their hashes in the log."""

from collections.abc import Mapping
from uuid import UUID

from models.offers.activity import Activity
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits.answer import SplitAnswer


async def answer_mismatches(offer_id: UUID) -> list[str]:
    """Describe each answer of any round that was altered, is missing, or was never given."""
    logged_hashes, stored_hashes = await _logged_hashes(offer_id), await _stored_hashes(offer_id)
    strange = [
        share_id
        for share_id in {**logged_hashes, **stored_hashes}
        if logged_hashes.get(share_id) != stored_hashes.get(share_id)
    ]
    shares = await Share.filter(id__in=strange).order_by("created_at", "recipient_name") if strange else []
    names = {str(share.id): share.recipient_name for share in shares}
    unknown = [share_id for share_id in strange if share_id not in names]
    return [f"the answer of {name} differs from the log" for name in [*names.values(), *unknown]]


async def _logged_hashes(offer_id: UUID) -> Mapping[str, str]:
    """Map shares to the answer hashes in the log."""
    lines = await Activity.filter(offer_id=offer_id)
    answers = [line.changes for line in lines if "answer" in line.changes]
    return {changes["share"][1]: changes["answer"][1] for changes in answers}


async def _stored_hashes(offer_id: UUID) -> Mapping[str, str]:
    """Map shares to hashes of the stored answers; an answer without details gets an empty, wrong hash."""
    responses = await Response.filter(offer_id=offer_id)
    rows = await SplitAnswer.filter(response__offer_id=offer_id)
    answers = {row.response_id: row for row in rows}
    answers_by_share = {
        str(response.share_id): (response, answers.get(response.id)) for response in responses
    }
    return {
        share_id: answer.hash_with(response) if answer else ""
        for share_id, (response, answer) in answers_by_share.items()
    }
