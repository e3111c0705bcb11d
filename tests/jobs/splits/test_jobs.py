"""The jobs of splits: invitations, reminders, and the verification of agreements."""

from uuid import UUID

import pytest

from jobs.offers.expiry import expire_due_offers, remind_participants
from jobs.splits.verification import NOT_AGREED, verify_agreements
from models.events import Event
from models.notifications.message import Message
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.sharing import recipient
from models.splits.answer import SplitAnswer
from models.splits.participant import SplitVersion
from models.splits.sheet import content_hash
from models.splits.split import SplitTerms
from models.storage.chain import write
from settings import Settings
from tests.support.mail_server import Mailbox
from tests.support.messages import run_due_jobs
from tests.support.quote_rows import LINKS, token_of
from tests.support.rows import DAY, HOUR, NOON
from tests.support.split_rows import invitations, make_agreed_split, send_split, sign

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
AHEAD = 48 * HOUR


async def reminders() -> int:
    return await Message.filter(event=Event.REMINDED).count()


async def test_every_invitation_carries_the_link_that_opens_it(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    assert await run_due_jobs(settings) == 2
    links = {LINKS.of("split", token_of(share)) for share in await invitations(offer)}
    found = {
        line for mail in mailbox.mails for line in mail.get_content().splitlines() if line.startswith("http")
    }
    assert found == links
    for link in links:
        assert "/splits/invite/" in link
        assert (await recipient.open_share(link.rsplit("/", 1)[1], NOON)).offer.id == offer.id
    assert all("who gets what of “Night Bus”" in mail.get_content() for mail in mailbox.mails)


@pytest.mark.parametrize(
    ("deadline", "link_end"),
    [(NOON + 5 * DAY, None), (None, NOON + 5 * DAY), (NOON + 9 * DAY, NOON + 5 * DAY)],
)
async def test_a_participant_without_an_answer_is_reminded_once_before_the_deadline(
    author: Viewer, deadline: object, link_end: object
) -> None:
    offer = await send_split(author, ends=link_end, valid_until=deadline)  # type: ignore[arg-type]
    first, _second = await invitations(offer)
    await sign(first)
    assert await remind_participants(NOON + 2 * DAY, AHEAD) == 0
    assert await remind_participants(NOON + 3 * DAY, AHEAD) == 1
    assert await remind_participants(NOON + 4 * DAY, AHEAD) == 0
    assert await reminders() == 1
    assert await Activity.filter(offer_id=offer.id, event=Event.REMINDED).count() == 1


async def test_a_participant_is_not_reminded_right_after_the_invitation(author: Viewer) -> None:
    await send_split(author, valid_until=NOON + DAY)
    assert await remind_participants(NOON + HOUR / 2, AHEAD) == 0
    assert await remind_participants(NOON + HOUR, AHEAD) == 2


async def test_nobody_is_reminded_of_a_split_that_is_over_or_never_ends(author: Viewer) -> None:
    await send_split(author)
    await send_split(author, valid_until=NOON + DAY)
    assert await remind_participants(NOON + DAY, AHEAD) == 0


async def test_a_reminder_says_that_it_is_one(author: Viewer, mailbox: Mailbox, settings: Settings) -> None:
    await send_split(author, valid_until=NOON + DAY)
    await run_due_jobs(settings)
    before = len(mailbox.mails)
    await remind_participants(NOON + 2 * HOUR, AHEAD)
    await run_due_jobs(settings, NOON + 2 * HOUR)
    assert ["This is a reminder" in mail.get_content() for mail in mailbox.mails[before:]] == [True, True]


async def test_a_split_expires_like_any_offer(author: Viewer) -> None:
    offer = await send_split(author, valid_until=NOON + DAY)
    assert await expire_due_offers(NOON + DAY) == 1
    assert (await Offer.get(id=offer.id)).status is Status.EXPIRED


async def test_an_untouched_agreement_is_valid(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    await send_split(author)
    assert await verify_agreements(None) == (1, 0, [])
    assert await verify_agreements(offer.id) == (1, 0, [])


async def test_verifying_a_split_that_was_never_agreed_reports_an_error(author: Viewer) -> None:
    for strange in (UUID(int=6), (await send_split(author)).id):
        assert await verify_agreements(strange) == (0, 0, [f"split {strange}: {NOT_AGREED}"])


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.CLOSED])
async def test_an_agreement_that_is_made_to_look_open_is_noticed(author: Viewer, status: Status) -> None:
    offer = await make_agreed_split(author)
    await Offer.filter(id=offer.id).update(status=status)
    checked, broken, wrong = await verify_agreements(None)
    assert (checked, broken) == (1, 1)
    assert f"split {offer.id}: it was agreed, but its status is {status.lower()}" in wrong


async def test_a_tampered_agreement_is_detected(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    await SplitTerms.filter(offer_id=offer.id).update(shares=[[9_000, 5_000], [1_000, 5_000]])
    checked, broken, wrong = await verify_agreements(None)
    assert (checked, broken) == (1, 1)
    assert len(wrong) > 1
    assert f"split {offer.id}: the split differs from the sheet that was signed" in wrong
    assert f"split {offer.id}: there is no signature of Ada under this sheet" in wrong


async def test_even_a_whole_forgery_does_not_match_the_log(author: Viewer) -> None:
    offer = await make_agreed_split(author)
    terms = await SplitTerms.get(offer_id=offer.id)
    terms.shares = [[9_000, 5_000], [1_000, 5_000]]
    await write(*await terms.store())
    kept = await SplitVersion.get(offer_id=offer.id)
    kept.content = kept.content.replace('"60.00"', '"90.00"').replace('"40.00"', '"10.00"')
    forged = content_hash(kept.content)
    await SplitVersion.filter(id=kept.id).update(content=kept.content, hash=forged)
    await SplitAnswer.all().update(agreement_hash=forged)
    *_, wrong = await verify_agreements(None)
    found = [f"the answer of {name} differs from the log" for name in ("Ada", "Ben")]
    assert wrong == [f"split {offer.id}: {why}" for why in ("the log names another sheet", *found)]


async def test_a_missing_signature_and_a_missing_sheet_are_noticed(author: Viewer) -> None:
    unsigned, unkept = await make_agreed_split(author), await make_agreed_split(author)
    one = await SplitAnswer.filter(response__offer_id=unsigned.id, signer_name="Ada").first()
    assert one is not None
    await SplitAnswer.filter(response_id=one.response_id).update(agreement_hash="0" * 64)
    await SplitVersion.filter(offer_id=unkept.id).delete()
    checked, broken, wrong = await verify_agreements(None)
    assert (checked, broken) == (2, 2)
    assert sorted(wrong) == sorted(
        [
            f"split {unsigned.id}: there is no signature of Ada under this sheet",
            f"split {unsigned.id}: the answer of Ada differs from the log",
            f"split {unkept.id}: the version that was signed is missing",
        ]
    )
