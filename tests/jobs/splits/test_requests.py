"""The messages of a split: the deadline, the change for their reader, and the reason."""

from datetime import datetime

import pytest

from models.events import Event
from models.notifications.preference import Preference
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.user import User
from models.people.viewer import Viewer
from models.splits import followup as split_followup
from models.splits import rounds as split_rounds
from models.splits.participant import SplitParticipant
from models.splits.shares import Shares
from settings import Settings
from subscriptions.work import unit_of_work
from tests.support.mail_server import Mailbox
from tests.support.messages import run_due_jobs
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, NOON
from tests.support.split_rows import invitations, respond, send_split, sign

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


def words(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y} at {moment:%H:%M} UTC"


def letter_to(box: Mailbox, name: str) -> str:
    """Return the latest letter to this address."""
    found = [mail.get_content() for mail in box.mails if mail["To"] == f"{name.lower()}@band.example"]
    return str(found[-1]).replace("\r\n", "\n")


async def id_of(offer: Offer, name: str) -> SplitParticipant:
    return await SplitParticipant.get(offer_id=offer.id, email=f"{name.lower()}@band.example")


async def revise_shares(author: Viewer, offer: Offer, ada: Shares, ben: Shares, note: str) -> None:
    people = {(await id_of(offer, "Ada")).id: ada, (await id_of(offer, "Ben")).id: ben}

    async def revise() -> None:
        locked = await Offer.for_change(author, offer.id)
        await split_rounds.revise(locked, author, locked.version, people, note, None, LINKS, NOON)

    await unit_of_work(revise)


@pytest.mark.parametrize(
    ("deadline", "link_end", "said"),
    [
        (NOON + 5 * DAY, None, [f"Please answer by {words(NOON + 5 * DAY)}."]),
        (NOON + 5 * DAY, NOON + 9 * DAY, [f"Please answer by {words(NOON + 5 * DAY)}."]),
        (None, NOON + 2 * DAY, [f"Your link works until {words(NOON + 2 * DAY)}."]),
        (
            NOON + 5 * DAY,
            NOON + 2 * DAY,
            [f"Please answer by {words(NOON + 5 * DAY)}. Your link works until {words(NOON + 2 * DAY)}."],
        ),
        (None, None, []),
    ],
)
async def test_invitations_and_reminders_say_until_when(
    author: Viewer,
    mailbox: Mailbox,
    settings: Settings,
    deadline: datetime | None,
    link_end: datetime | None,
    said: list[str],
) -> None:
    offer = await send_split(author, ends=link_end, valid_until=deadline)
    await run_due_jobs(settings)

    async def remind() -> None:
        await split_followup.remind(await Offer.for_change(author, offer.id), author, [], NOON)

    await unit_of_work(remind)
    await run_due_jobs(settings)
    assert len(mailbox.mails) == 4
    for mail in mailbox.mails:
        assert [line for line in mail.get_content().splitlines() if "UTC" in line] == said
    assert "This is a reminder" in letter_to(mailbox, "Ada")


async def test_a_later_round_says_what_changed_for_its_reader_and_why(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await run_due_jobs(settings)
    assert "Your share" not in letter_to(mailbox, "Ada")
    await revise_shares(author, offer, Shares(5_050, 5_000), Shares(4_950, 5_000), "The chorus\nis Ben's.")
    await run_due_jobs(settings)
    ada, ben = letter_to(mailbox, "Ada"), letter_to(mailbox, "Ben")
    assert "Your share of the master was 60.00% and is 50.50%.\n" in ada
    assert "Your share of the publishing is 50.00%, as before.\n" in ada
    assert f"{author.name} writes:\n> The chorus\n> is Ben's.\n" in ada
    assert "Your share of the master was 40.00% and is 49.50%.\n" in ben
    assert "60.00" not in ben
    assert "This is round 2; only your answer to this invitation counts." in ben


async def test_after_a_reopening_the_letter_says_that_the_proposal_was_set_aside(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await respond((await invitations(offer))[0], Decision.COUNTERED, master=7_000, publishing=5_000)
    ada = (await id_of(offer, "Ada")).id

    async def reopen() -> None:
        await split_followup.reopen(await Offer.for_change(author, offer.id), author, [ada], LINKS, NOON)

    await unit_of_work(reopen)
    await run_due_jobs(settings)
    aside = "Your proposal was set aside: you are asked again about the same shares."
    assert (aside in letter_to(mailbox, "Ada"), aside in letter_to(mailbox, "Ben")) == (True, False)
    await revise_shares(author, offer, Shares(7_000, 5_000), Shares(3_000, 5_000), "")
    await run_due_jobs(settings)
    assert (aside in letter_to(mailbox, "Ada"), "writes:" in letter_to(mailbox, "Ada")) == (False, False)


async def test_an_author_who_wants_letters_reads_who_has_signed(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    offer = await send_split(author)
    await run_due_jobs(settings)
    await User.filter(id=author.id).update(email="author@example.com")
    ways = {"email": True, "in_app": False}
    await unit_of_work(lambda: Preference.choose(author.id, Event.SIGNED, ways, NOON))
    await sign((await invitations(offer))[1])
    await run_due_jobs(settings)
    mail = mailbox.mails[-1]
    assert (mail["To"], mail["Subject"]) == ("author@example.com", "Ben has signed “Who gets what”.")
