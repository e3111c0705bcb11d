"""Tokens and links: recomputed, never stored."""

import base64
import hashlib
import re
from uuid import uuid4

import pytest

from models.offers.offer import Offer
from models.people.viewer import Role
from models.refused import Code, Denied, Refused
from models.sharing.share import RetiredToken, Share, ShareState, state_of
from models.sharing.tokens import Links, token_hash
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS, make_quote, share_offer, token_of
from tests.support.rows import DAY, HOUR, NOON, person


def test_a_token_is_32_bytes_that_are_safe_in_a_url() -> None:
    """Decision 2."""
    token = LINKS.token(uuid4(), 0)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert len(base64.urlsafe_b64decode(token + "=")) == 32


def test_a_token_is_recomputed_and_differs_by_share_rotation_and_key() -> None:
    share, other = uuid4(), Links("another-key-0123456789-abcdefghijklmno", LINKS.app_url)
    assert LINKS.token(share, 0) == LINKS.token(share, 0)
    tokens = {LINKS.token(share, 0), LINKS.token(share, 1), LINKS.token(uuid4(), 0), other.token(share, 0)}
    assert len(tokens) == 4


@pytest.mark.parametrize("app_url", ["https://offers.example", "https://offers.example/"])
def test_a_link_begins_with_the_address_of_the_application(app_url: str) -> None:
    assert Links("k" * 40, app_url).of("quote", "abc") == "https://offers.example/offer/abc"


def test_without_a_key_no_link_is_made() -> None:
    with pytest.raises(Denied, match="SECRET_KEY must be set") as denied:
        Links(None, "https://offers.example").token(uuid4(), 0)
    assert denied.value.code is Code.NOT_CONFIGURED


@pytest.mark.parametrize("text", ["", "ü", "\ud800", "\0", "x" * 100_000])
def test_any_text_has_a_hash_of_the_same_shape(text: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", token_hash(text))


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_only_the_sha256_of_a_token_is_stored() -> None:
    author = await person(Role.AGENT)
    link = await share_offer(await make_quote(author), author)
    kept = await Share.get(id=link.id)
    assert kept.token_hash == hashlib.sha256(token_of(link).encode()).hexdigest()
    assert token_of(link) not in str(vars(kept))


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
async def test_rotating_retires_the_hash_and_a_revoked_link_is_not_rotated() -> None:
    author = await person(Role.AGENT)
    offer = await make_quote(author)
    link = await share_offer(offer, author)
    before, offer = link.token_hash, await Offer.get(id=offer.id)
    await unit_of_work(lambda: link.rotate(offer, author, LINKS, NOON))
    assert (link.rotation, await RetiredToken.exists(token_hash=before)) == (1, True)
    await unit_of_work(lambda: link.revoke(offer, author, NOON))
    with pytest.raises(Refused, match="revoked") as refused:
        await unit_of_work(lambda: link.rotate(offer, author, LINKS, NOON))
    assert refused.value.code is Code.LINK_REVOKED


@pytest.mark.parametrize(
    ("revoked", "answered", "ends_in", "state"),
    [
        (False, False, None, ShareState.OPEN),
        (False, False, HOUR, ShareState.OPEN),
        (False, False, 0 * HOUR, ShareState.EXPIRED),
        (False, False, -DAY, ShareState.EXPIRED),
        (False, True, -DAY, ShareState.ANSWERED),
        (False, True, None, ShareState.ANSWERED),
        (True, False, None, ShareState.REVOKED),
        (True, True, -DAY, ShareState.REVOKED),
    ],
)
def test_a_link_is_revoked_else_answered_else_expired_else_open(
    revoked: bool, answered: bool, ends_in: object, state: ShareState
) -> None:
    link = Share(offer_id=uuid4(), token_hash="")
    link.revoked_at = NOON if revoked else None
    link.expires_at = None if ends_in is None else NOON + ends_in  # type: ignore[operator]
    assert state_of(link, answered, NOON) is state
