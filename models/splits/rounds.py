"""The rounds of a split: a round asks every participant about one version."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from models.checks import clean_text
from models.events import Changes, Event
from models.offers.guards import refuse_another_version
from models.offers.lifecycle import Status, after_new_validity, status_at
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.refused import Code, Refused, bad_input
from models.sharing.share import future_expiry
from models.sharing.tokens import Links
from models.splits.invitations import send_invitations
from models.splits.participant import SplitVersion
from models.splits.shares import NOTHING, Shares, gap
from models.splits.sheet import FORM, Sheet, in_percent
from models.splits.split import SPLIT, SplitTerms, check_shares

FEWEST, MOST_ROUNDS = 2, 20
NOT_YET = "The invitations cannot be sent before the split starts; set an earlier start or wait."


async def send_invites(
    offer: Offer, viewer: Viewer, links: Links, link_end: datetime | None, now: datetime
) -> None:
    """Start the first round of a draft; refuse if its shares do not add up to 100 percent."""
    ends, terms = future_expiry(link_end, now, "linkExpiresAt"), await terms_of(offer)
    if offer.status is not Status.DRAFT:
        sentence = f"The invitations of a split that is {offer.status.lower()} cannot be sent."
        raise Refused(Code.STEP_NOT_ALLOWED, sentence)
    if offer.valid_until is not None and offer.valid_until <= now:
        raise bad_input("The deadline has passed.", "validUntil")
    if offer.valid_from is not None and offer.valid_from > now:
        raise bad_input(NOT_YET, "validFrom")
    if len(terms.people) < FEWEST:
        raise bad_input(f"A split must have at least {FEWEST} participants.", "participants")
    refuse_a_gap([Shares(*figures) for figures in terms.shares])
    terms.round, terms.form = 1, FORM
    offer.status = Status.ACTIVE
    changes: Changes = {"status": [Status.DRAFT, offer.status]}
    await offer.record_event(Event.ACTIVATED, viewer.id, changes, now, *await terms.store())
    await _start_round(offer, viewer, terms, links, ends, "", now)


async def revise(
    offer: Offer,
    viewer: Viewer,
    expected_version: int,
    new_shares: Mapping[UUID, Shares],
    note: str,
    valid_until: datetime | None,
    links: Links,
    now: datetime,
) -> None:
    """Start another round with these shares, which voids earlier answers; the rest keep their shares."""
    refuse_closed(offer, now, valid_until)
    refuse_another_version(offer.version, expected_version, "version")
    clean_note, terms = clean_text(note, "note", 2000, shortest=0), await terms_of(offer)
    if terms.round >= MOST_ROUNDS:
        raise Refused(Code.STEP_NOT_ALLOWED, f"A split cannot have more than {MOST_ROUNDS} rounds.")
    shares = _with_shares(terms, new_shares)
    refuse_a_gap(shares)
    offer_values = {"valid_until": valid_until} if valid_until else {}
    numbers = [[figures.master, figures.publishing] for figures in shares]
    columns = {"shares": numbers, "round": terms.round + 1, "form": FORM}
    await offer.amend(viewer, offer_values, NewTerms(SPLIT.name, columns), now)
    await _start_round(offer, viewer, await terms_of(offer), links, None, clean_note, now)


async def terms_of(offer: Offer) -> SplitTerms:
    """Return the terms; refuse an offer that is not a split."""
    if offer.kind != SPLIT.name:
        raise bad_input("The offer must be a split.", "offerId")
    return await SplitTerms.get(offer_id=offer.id)


def refuse_closed(offer: Offer, now: datetime, valid_until: datetime | None = None) -> None:
    """Refuse a split that is not active; a new `valid_until` may revive an expired one."""
    if valid_until is not None and valid_until <= now:
        raise bad_input("The deadline must be in the future.", "validUntil")
    end = valid_until or offer.valid_until
    status = status_at(after_new_validity(offer.status, offer.expired_from, end, now), end, now)
    if status is not Status.ACTIVE:
        raise Refused(
            Code.OFFER_NOT_OPEN, f"The participants of a split that is {status.lower()} cannot be asked."
        )


def refuse_a_gap(shares: list[Shares]) -> None:
    open_shares = gap(shares)
    if open_shares == NOTHING:
        return
    right = "master" if open_shares.master else "publishing"
    missing = getattr(open_shares, right)
    sentence = "are missing" if missing > 0 else "are too much"
    raise bad_input(
        f"The {right} shares must add up to 100.00%: {in_percent(abs(missing))}% {sentence}.", right
    )


def sheet_of(offer: Offer, terms: SplitTerms) -> Sheet:
    names = (terms.project_name, terms.project_description)
    return Sheet(offer.version, *names, offer.valid_until, terms.participants, terms.form)


def _with_shares(terms: SplitTerms, new_shares: Mapping[UUID, Shares]) -> list[Shares]:
    known_ids = {participant.id for participant in terms.participants}
    for place, (identity, shares) in enumerate(new_shares.items()):
        if identity not in known_ids:
            raise bad_input("There is no such participant in this split.", f"shares.{place}.participantId")
        check_shares(shares, f"shares.{place}")
    return [new_shares.get(participant.id, participant.shares) for participant in terms.participants]


async def _start_round(
    offer: Offer,
    viewer: Viewer,
    terms: SplitTerms,
    links: Links,
    ends: datetime | None,
    note: str,
    now: datetime,
) -> None:
    """Store the sheet, write its hash to the tamper-evident log, and invite every participant."""
    sheet = sheet_of(offer, terms)
    await SplitVersion.create(
        offer_id=offer.id,
        version=sheet.version,
        round=terms.round,
        note=note,
        content=sheet.content,
        hash=sheet.hash,
        created_at=now,
    )
    changes: Changes = {"round": [terms.round - 1, terms.round], "agreement": [None, sheet.hash]}
    await offer.record_event(Event.SHARED, viewer.id, changes, now)
    await send_invitations(offer, sheet.participants, links, ends, now)
