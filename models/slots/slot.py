"""The slot: a freed time, offered to one customer after another until one takes it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.checks import clean_line
from models.events import Event
from models.money import LARGEST
from models.offers.kind import Drafted, Kind, Terms
from models.offers.lifecycle import Status
from models.offers.settling import Decision, first_yes_wins
from models.people.viewer import ADMINS, Role, Viewer
from models.refused import bad_input
from models.slots.answering import NO_LONGER, SlotAnswering
from models.slots.appointment import Appointment
from models.slots.looking import follow
from models.slots.row import SlotRow
from models.slots.shop import Shop

# The same as for an appointment.
LONGEST = timedelta(hours=24)


class SlotTerms(Terms):
    """The time and shop of a slot. `given_up` is why nobody was found, `look_at` when the loop runs next."""

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

    columns = tuple(SlotRow.__slots__)

    class Meta:
        table = "slot_terms"

    @classmethod
    def row(cls, values: Sequence[Any]) -> SlotRow:
        return SlotRow.of(*values)

    @classmethod
    async def drafted(cls, viewer: Viewer, terms: dict[str, Any]) -> Drafted[Self]:
        """Draft a slot in a shop that the viewer may run, authored by its builder, valid until its start."""
        shop = await Shop.run_by(viewer, terms["shop_id"], "terms.slot.shopId")
        slot = cls(**terms | {"given_up": "", "look_at": None})
        return Drafted(slot, author_id=shop.builder_id, valid_until=slot.starts_at)

    def check(self) -> None:
        if not timedelta(0) < self.ends_at - self.starts_at <= LONGEST:
            raise bad_input("A slot must end after it starts, at most 24 hours later.", "terms.slot.endsAt")
        if self.chair is not None:
            self.chair = clean_line(self.chair, "terms.slot.chair", 80)
        if self.price is not None and not 0 <= self.price <= LARGEST:
            raise bad_input("A price cannot be negative.", "terms.slot.price")


SLOT = Kind(
    name="slot",
    terms=SlotTerms,
    authors=ADMINS | {Role.BUILDER},
    opens_as=Status.ACTIVE,
    decisions=frozenset({Decision.ACCEPTED, Decision.DECLINED}),
    settle=first_yes_wins,
    answering=SlotAnswering(),
    amount="price",
    by_invitation=True,
    is_copied=False,
    ties_links=True,
    follow=follow,
    unsettled_yes=Event.RESERVED,
    untold=frozenset({Event.CREATED, Event.OFFERED, Event.MOVED_ON, Event.DECLINED, Event.EXPIRING}),
    words={
        Event.ACCEPTED: "“{}” is taken.",
        Event.EXPIRED: "Nobody took “{}”.",
        Event.CLOSED: "“{}” was withdrawn.",
    },
    not_open={
        Status.CLOSED: NO_LONGER,
        Status.EXPIRED: NO_LONGER,
        Status.ACCEPTED: "This time is already taken.",
    },
)
