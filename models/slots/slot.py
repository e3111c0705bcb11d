"""The slot: a freed time, offered to one customer after another until one takes it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.checks import clean_line
from models.events import Event
from models.money import LARGEST
from models.offers.activity import Activity
from models.offers.kind import Kind
from models.offers.lifecycle import Status
from models.offers.register import register
from models.offers.settling import Decision, first_yes_wins
from models.offers.terms import Draft, Terms
from models.people.viewer import ADMINS, Role, Viewer
from models.refused import bad_input
from models.slots.answering import UNAVAILABLE, SlotAnswering
from models.slots.appointment import Appointment
from models.slots.loop_schedule import react_to_event
from models.slots.row import SlotRow
from models.slots.shop import Shop

# The same limit as for an appointment.
LONGEST = timedelta(hours=24)


class SlotTerms(Terms):
    """The time and shop of a slot. `given_up` is why it was given up, `look_at` when the loop runs next."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="slot_terms", primary_key=True)
    shop: fields.ForeignKeyRelation[Shop] = fields.ForeignKeyField("offers.Shop", related_name="slots")
    shop_id: UUID
    appointment: fields.ForeignKeyNullableRelation[Appointment] = fields.ForeignKeyField(
        "offers.Appointment", related_name="slots", null=True
    )
    appointment_id: UUID | None
    chair = fields.CharField(max_length=80, null=True)
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    price = fields.BigIntField(null=True)
    given_up = fields.CharField(max_length=24, default="")
    look_at: datetime | None = fields.DatetimeField(null=True)

    record = SlotRow

    class Meta:
        table = "slot_terms"

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        """Draft a slot in a shop that the viewer may run, authored by its builder, valid until its start."""
        shop = await Shop.run_by(viewer, terms["shop_id"], "terms.slot.shopId")
        slot = cls(**terms | {"given_up": "", "look_at": None})
        return Draft(slot, author_id=shop.builder_id, valid_until=slot.starts_at)

    def check(self) -> None:
        if not timedelta(0) < self.ends_at - self.starts_at <= LONGEST:
            raise bad_input("A slot must end after it starts, at most 24 hours later.", "terms.slot.endsAt")
        if self.chair is not None:
            self.chair = clean_line(self.chair, "terms.slot.chair", 80)
        if self.price is not None and not 0 <= self.price <= LARGEST:
            raise bad_input("A price cannot be negative.", "terms.slot.price")

    def check_new(self, now: datetime) -> None:
        if self.starts_at <= now:
            raise bad_input("The start of a slot must be in the future.", "startsAt")


class Slot(Kind):
    """The kind that texts offer to one customer after another; the first to accept gets it."""

    name = "slot"
    terms = SlotTerms
    authors = ADMINS | {Role.BUILDER}
    answering = SlotAnswering()
    amount = "price"
    by_invitation = True
    instead_of_editing = "withdraw it"
    fixed_links = True
    is_copyable = False
    unsettled_yes = Event.RESERVED
    silent_events = frozenset({Event.CREATED, Event.OFFERED, Event.MOVED_ON, Event.DECLINED, Event.EXPIRING})
    words = {
        Event.ACCEPTED: "“{}” is taken.",
        Event.EXPIRED: "Nobody took “{}”.",
        Event.CLOSED: "“{}” was withdrawn.",
    }
    not_open_words = {
        Status.CLOSED: UNAVAILABLE,
        Status.EXPIRED: UNAVAILABLE,
        Status.ACCEPTED: "This time is already taken.",
    }

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return first_yes_wins(answers, others_open)

    async def after(self, line: Activity) -> None:
        await react_to_event(line)


SLOT = register(Slot())
