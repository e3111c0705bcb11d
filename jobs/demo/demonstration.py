"""The demonstration that fills an empty database, and its invitation to open."""

from jobs.demo.restaurant import open_restaurant
from jobs.demo.rows import ACCOUNTS, HILLTOP, RIVERSIDE, ROLES, SENT_SPLIT, SPLIT, Account, Sample
from jobs.demo.shop import open_shop
from models.clock import now
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.association import Association
from models.people.project import Project
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role
from models.sharing.tokens import Links, token_hash
from models.splits.participant import SplitParticipant
from models.splits.rounds import send_invites
from subscriptions.work import unit_of_work


async def seed(links: Links) -> bool:
    """Fill an empty database; False if it has users. Without a secret key no split is sent."""
    if await User.exists():
        return False
    users = [await _person(account, role) for account, role in zip(ACCOUNTS, ROLES, strict=True)]
    await unit_of_work(lambda: _offer(users[0], "Riverside Homes", "Pune", RIVERSIDE, agent=users[2]))
    await unit_of_work(lambda: _offer(users[1], "Hilltop Villas", "Nashik", HILLTOP, agent=None))
    await unit_of_work(lambda: _draft(users[2], SPLIT))
    await unit_of_work(lambda: open_shop(viewer_of(users[0])))
    await unit_of_work(lambda: open_restaurant(viewer_of(users[0])))
    if links.secret_key:
        await unit_of_work(lambda: _send(users[2], SENT_SPLIT, links))
    return True


async def invitation_token(links: Links) -> str | None:
    """Return the first invitation's token, or None if it no longer works."""
    conditions = {"offer__title": SENT_SPLIT.title, "offer__author__email": ACCOUNTS[2].email}
    participants = SplitParticipant.filter(
        email=SENT_SPLIT.terms["people"][0][2], offer__deleted_at=None, **conditions
    )
    if not links.secret_key or (participant := await participants.select_related("share").first()) is None:
        return None
    token = links.token(participant.share.id, participant.share.rotation)
    opens = participant.share.revoked_at is None and token_hash(token) == participant.share.token_hash
    return token if opens else None


async def _person(account: Account, role: Role) -> User:
    user = await User.prepare(
        None,
        email=account.email,
        name=f"Demo {account.label.lower()}",
        role=role,
        password=account.password,
        time_zone="Asia/Kolkata",
    )
    return await user.add()


async def _draft(author: User, sample: Sample) -> Offer:
    common = {
        "title": sample.title,
        "description": sample.description,
        "valid_until": now() + sample.ends if sample.ends else None,
    }
    return await Offer.make(viewer_of(author), common, NewTerms("split", dict(sample.terms)), now())


async def _send(author: User, sample: Sample, links: Links) -> None:
    await send_invites(await _draft(author, sample), viewer_of(author), links, None, now())


async def _offer(
    builder: User, name: str, location: str, samples: tuple[Sample, ...], agent: User | None
) -> None:
    viewer = viewer_of(builder)
    project = await Project.start(viewer, name=name, location=location, description="", builder_id=None)
    if agent:
        await Association.make(project.id, agent.id)
    for sample in samples:
        common = {
            "title": sample.title,
            "description": sample.description,
            "valid_from": now() + sample.starts if sample.starts else None,
            "valid_until": now() + sample.ends if sample.ends else None,
        }
        terms = {"project_id": project.id, "currency": "INR", **sample.terms}
        offer = await Offer.make(viewer, common, NewTerms("incentive", terms), now())
        if sample.step:
            await offer.take(sample.step, viewer, now())
