"""The notification preferences of a user: read, changed and obeyed."""

from typing import Any

import pytest

from models.events import Event
from models.people.user import User
from tests.support.actors import Cast, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged, run_on_database

LIST = "{ notificationPreferences { event inApp email sms } }"
SET = """mutation($event: OfferEvent!, $inApp: Boolean, $email: Boolean, $sms: Boolean, $key: String) {
  setNotificationPreference(event: $event, inApp: $inApp, email: $email, sms: $sms, idempotencyKey: $key) {
    ... on NotificationPreference { event inApp email sms } ... on Refusal { code message field }
  }
}"""
PROFILE = """mutation($name: String, $phone: String) { updateProfile(name: $name, phone: $phone) {
  ... on User { name phone } ... on Refusal { code message field }
} }"""
ME = "{ me { phone } }"
CLOSE = "mutation($id: UUID!) { closeOffer(id: $id) { __typename } }"
UNREAD = "{ unreadCount }"
PHONE = "+919812345678"


def choice(event: str, in_app: bool = True, email: bool = False, sms: bool = False) -> dict[str, Any]:
    return {"event": event, "inApp": in_app, "email": email, "sms": sms}


USUAL = [choice(event.value, in_app=event is not Event.FETCHED) for event in Event]


def test_every_event_except_fetches_notifies_in_the_product_by_default(users: Users) -> None:
    assert PasswordlessUser(users.server).client.get(LIST) == USUAL


def test_a_user_may_switch_notifications_of_fetches_on(users: Users) -> None:
    guest = PasswordlessUser(users.server).client
    assert guest.get(SET, event="FETCHED", email=True) == choice("FETCHED", in_app=False, email=True)
    assert guest.get(SET, event="FETCHED", inApp=True) == choice("FETCHED", email=True)


def test_a_choice_changes_its_event_and_what_is_absent_stays(users: Users) -> None:
    guest, other = PasswordlessUser(users.server), PasswordlessUser(users.server)
    assert guest.client.get(SET, event="VIEWED", inApp=False) == choice("VIEWED", in_app=False)
    assert guest.client.get(SET, event="VIEWED", email=True) == choice("VIEWED", in_app=False, email=True)
    kept = {found["event"]: found for found in guest.client.get(LIST)}
    assert kept["VIEWED"] == choice("VIEWED", in_app=False, email=True)
    assert kept["ACCEPTED"] == choice("ACCEPTED")
    assert other.client.get(LIST) == USUAL


def test_a_choice_with_a_key_is_made_once(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    chosen = guest.client.get(SET, event="CLOSED", email=True, key="a key of my own")
    guest.client.get(SET, event="CREATED", email=True)
    assert guest.client.get(SET, event="CLOSED", email=True, key="a key of my own") == chosen


def test_sms_needs_a_phone_number(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    with assert_unchanged(users.server):
        refusal = guest.client.get(SET, event="ACCEPTED", sms=True)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "sms")
    assert guest.client.get(PROFILE, phone=f" {PHONE} ")["phone"] == PHONE
    assert guest.client.get(SET, event="ACCEPTED", sms=True) == choice("ACCEPTED", sms=True)


def test_email_needs_an_address(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    run_on_database(users.server, lambda: _forget_address(guest))
    with assert_unchanged(users.server):
        refusal = guest.client.get(SET, event="ACCEPTED", email=True)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "email")


async def _forget_address(guest: PasswordlessUser) -> None:
    await User.filter(id=guest.id).update(email=None)


def test_a_phone_number_stays_until_it_is_changed_or_emptied(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    assert guest.client.get(ME) == {"phone": None}
    assert guest.client.get(PROFILE, phone=PHONE) == {"name": "PasswordlessUser", "phone": PHONE}
    assert guest.client.get(PROFILE, name="Asha") == {"name": "Asha", "phone": PHONE}
    assert guest.client.get(PROFILE, phone="") == {"name": "Asha", "phone": None}


@pytest.mark.parametrize("phone", ["9812345678", "+0123456789", "+91 98123 45678", "+12345", "+1" + "2" * 15])
def test_a_phone_number_is_in_e164(users: Users, phone: str) -> None:
    guest = PasswordlessUser(users.server)
    with assert_unchanged(users.server):
        refusal = guest.client.get(PROFILE, phone=phone)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "phone")


def test_an_event_that_is_switched_off_does_not_ring(cast: Cast) -> None:
    offer, other = cast.offer(), cast.offer()
    cast.agent.client.get(SET, event="CLOSED", inApp=False)
    before = cast.agent.client.get(UNREAD)
    cast.builder.client.get(CLOSE, id=offer)
    assert cast.agent.client.get(UNREAD) == before
    cast.agent.client.get(SET, event="CLOSED", inApp=True)
    cast.builder.client.get(CLOSE, id=other)
    assert cast.agent.client.get(UNREAD) == before + 1
