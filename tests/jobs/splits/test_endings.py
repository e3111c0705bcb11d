"""The notification of the end of a split: one message per participant, with nothing about the others."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from models.events import Event
from models.notifications.message import Channel, Message, Purpose
from models.offers import succession
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.viewer import Viewer
from models.sharing.recipient import open_share
from models.sharing.share import Share
from models.splits import rounds as split_rounds
from models.splits.ending import ENDINGS
from settings import Settings
from subscriptions.work import unit_of_work
from tests.support.mail_server import Mailbox
from tests.support.messages import run_due_jobs
from tests.support.quote_rows import LINKS, token_of
from tests.support.rows import DAY, NOON
from tests.support.split_rows import draft_split, invitations, respond, send_split, sign

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
ADDRESSES = ["ada@band.example", "ben@band.example"]
OVER = "it is over, and nobody is bound by it."


async def letters(box: Mailbox, settings: Settings, at: datetime = NOON) -> dict[str, str]:
    """Send what is due; return the text of each letter by recipient."""
    before = len(box.mails)
    await run_due_jobs(settings, at)
    sent = [(mail["To"], mail.get_content().replace("\r\n", "\n")) for mail in box.mails[before:]]
    assert len(dict(sent)) == len(sent)
    return dict(sent)


async def endings(offer: Offer) -> int:
    return await Message.filter(offer_id=offer.id, event__in=ENDINGS).count()


async def take(offer: Offer, author: Viewer, act: Callable[[Offer], Awaitable[None]]) -> None:
    async def work() -> None:
        await act(await Offer.for_change(author, offer.id))

    await unit_of_work(work)


async def close(offer: Offer, author: Viewer) -> None:
    await take(offer, author, lambda split: split.take(Step.CLOSE, author, NOON))


def link_to(share: Share) -> str:
    return LINKS.of("split", token_of(share))


async def test_when_all_have_signed_each_participant_gets_a_link_to_the_agreement(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author, valid_until=NOON + DAY)
    await run_due_jobs(settings)
    ada, ben = await invitations(offer)
    await sign(ada)
    assert (await endings(offer), await letters(mailbox, settings)) == (0, {})
    await sign(ben)
    told = await letters(mailbox, settings)
    assert sorted(told) == ADDRESSES
    for share, address in zip((ada, ben), ADDRESSES, strict=True):
        assert "Everybody has signed the split of “Night Bus”: it is agreed." in told[address]
        assert f"stays here for you to read:\n\n{link_to(share)}\n" in told[address]
        assert (await open_share(token_of(share), NOON + 1000 * DAY)).response is not None
    assert await letters(mailbox, settings, NOON + DAY) == {}


async def test_when_one_declines_all_are_notified_without_the_name_or_the_reason(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await run_due_jobs(settings)
    ada, ben = await invitations(offer)
    await sign(ada)
    await respond(ben, Decision.DECLINED, comment="Not my song.")
    told = await letters(mailbox, settings)
    assert f"A participant has declined the split of “Night Bus”: {OVER}" in told[ADDRESSES[0]]
    assert f"You have declined the split of “Night Bus”: {OVER}" in told[ADDRESSES[1]]
    assert [link_to(share) in told[address] for share, address in zip((ada, ben), ADDRESSES, strict=True)]
    assert [word for word in ("Ben", "Not my song", *ADDRESSES) if word in told[ADDRESSES[0]]] == []


async def test_when_the_author_withdraws_a_split_each_participant_is_notified_once(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await run_due_jobs(settings)
    await close(offer, author)
    told = await letters(mailbox, settings)
    assert sorted(told) == ADDRESSES
    assert all(
        f"{author.name} has withdrawn the split of “Night Bus”: {OVER}" in text for text in told.values()
    )
    await take(offer, author, lambda split: split.remove(author, NOON))
    assert (await endings(offer), await letters(mailbox, settings)) == (2, {})


async def test_the_end_of_a_deleted_or_replaced_split_is_notified_without_a_dead_link(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    removed, replaced, other = await send_split(author), await send_split(author), await draft_split(author)
    await run_due_jobs(settings)
    await take(removed, author, lambda split: split.remove(author, NOON))
    gone = await letters(mailbox, settings)
    assert sorted(gone) == ADDRESSES
    assert [text for text in gone.values() if OVER not in text or "http" in text] == []
    await take(replaced, author, lambda split: succession.supersede(split, other, author, NOON))
    assert [OVER in text and "http" in text for text in (await letters(mailbox, settings)).values()] == [
        True
    ] * 2


async def test_a_participant_whose_link_was_revoked_is_notified_without_the_link(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await run_due_jobs(settings)
    ada, _ = await invitations(offer)
    await take(offer, author, lambda split: ada.revoke(split, author, NOON))
    await close(offer, author)
    assert ["http" in text for _, text in sorted((await letters(mailbox, settings)).items())] == [False, True]


async def test_the_end_of_a_draft_notifies_no_participant(author: Viewer) -> None:
    draft = await draft_split(author)
    await close(draft, author)
    assert await endings(draft) == 0


async def test_after_a_new_round_only_the_current_invitation_is_notified(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    note = "Once more."
    await take(
        offer, author, lambda split: split_rounds.revise(split, author, 1, {}, note, NOON + DAY, LINKS, NOON)
    )
    await run_due_jobs(settings)
    await close(offer, author)
    told = await letters(mailbox, settings)
    assert sorted(told) == ADDRESSES
    links = {link_to(share) for share in await invitations(offer)}
    assert {line for text in told.values() for line in text.splitlines() if line.startswith("http")} == links


async def test_an_end_that_is_rolled_back_notifies_nobody(author: Viewer) -> None:
    """Decision 8."""
    offer = await send_split(author)

    async def fail() -> None:
        await (await Offer.for_change(author, offer.id)).take(Step.CLOSE, author, NOON)
        raise LookupError

    with pytest.raises(LookupError):
        await unit_of_work(fail)
    assert await endings(offer) == 0


async def test_the_database_refuses_a_second_letter_about_the_end(author: Viewer) -> None:
    offer = await send_split(author)
    await close(offer, author)
    share_id: UUID = (await invitations(offer))[0].id
    second = Message(
        purpose=Purpose.INVITATION,
        share_id=share_id,
        channel=Channel.EMAIL,
        offer_id=offer.id,
        event=Event.DECLINED,
    )
    with pytest.raises(IntegrityError):
        await unit_of_work(lambda: Message.plan([second], NOON))
    assert await endings(offer) == 2
