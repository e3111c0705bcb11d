"""The customers of a shop and their consent to text messages."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.checks import clean_line
from models.people.access import Access, require
from models.people.viewer import Viewer
from models.phone import parse_phone
from models.refused import Code, Refused, bad_input
from models.slots.shop import Shop
from models.storage.row import Row
from models.storage.sql import Sql, execute, fetch

OPT_IN, OPT_OUT = ["opted_in_at", "opt_in_source"], ["opted_out_at", "opt_out_source"]


class Customer(Row):
    """The customer of one shop, with the phone number in E.164. The later of opt-in and opt-out counts."""

    shop: fields.ForeignKeyRelation[Shop] = fields.ForeignKeyField("offers.Shop", related_name="customers")
    shop_id: UUID
    name = fields.CharField(max_length=120)
    phone = fields.CharField(max_length=16, null=True)
    is_mobile = fields.BooleanField(default=False)
    opted_in_at: datetime | None = fields.DatetimeField(null=True)
    opt_in_source = fields.CharField(max_length=120, default="")
    opted_out_at: datetime | None = fields.DatetimeField(null=True)
    opt_out_source = fields.CharField(max_length=120, default="")

    class Meta:
        table = "customers"
        unique_together = (("shop", "phone"),)

    @property
    def may_be_asked(self) -> bool:
        """Tell whether the customer has a mobile number and has agreed to texts without opting out since."""
        if self.opted_in_at is None or self.phone is None or not self.is_mobile:
            return False
        return self.opted_out_at is None or self.opted_out_at < self.opted_in_at

    @classmethod
    async def run_by(cls, viewer: Viewer, customer_id: UUID, field: str = "id") -> Self:
        """Return the customer with the shop if the viewer may run the shop."""
        permitted = Q() if viewer.is_admin else Q(shop__builder_id=viewer.id)
        query = cls.filter(permitted, id=customer_id).select_related("shop").first()
        access = Access(viewer, "customer", customer_id, "Customer.run_by", field)
        return await require(query, cls.exists(id=customer_id), access)

    @classmethod
    def search_in(cls, shop_id: UUID, search: str | None) -> QuerySet[Self]:
        """Select the customers of a shop, optionally those whose name or number contains `search`."""
        if search is None:
            return cls.filter(shop_id=shop_id)
        text = clean_line(search, "search", 120)
        digits = "".join(letter for letter in text if letter.isdecimal()).lstrip("0")
        by_name = Q(name__icontains=text)
        return cls.filter(by_name | Q(phone__contains=digits) if digits else by_name, shop_id=shop_id)

    @classmethod
    async def enter(
        cls, shop: Shop, name: str, phone: str | None, opt_in_source: str | None, now: datetime
    ) -> Self:
        """Create a customer; a given `opt_in_source` records consent to texts."""
        customer = cls(shop_id=shop.id, name=clean_line(name, "name", 120), created_at=now)
        customer._set_phone(phone, shop.region)
        if opt_in_source is not None:
            customer._set_consent(True, clean_line(opt_in_source, "optInSource", 120), now)
        await customer._save()
        return customer

    async def change(self, name: str | None, phone: str | None) -> None:
        """Change what is not None; an empty phone removes the number. A new number starts without consent."""
        columns, before = ["name"] if name is not None else [], self.phone
        self.name = self.name if name is None else clean_line(name, "name", 120)
        if phone is not None:
            self._set_phone(phone, self.shop.region)
        if self.phone != before:
            self.opted_in_at, self.opt_in_source = None, ""
            columns += ["phone", "is_mobile", *OPT_IN]
        if columns:
            await self._save(columns)

    async def consent(self, opted_in: bool, source: str, now: datetime) -> None:
        """Record an opt-in or opt-out, in its own columns only: a text may do the other concurrently."""
        self._set_consent(opted_in, clean_line(source, "source", 120), now)
        await self.save(update_fields=OPT_IN if opted_in else OPT_OUT)

    def _set_phone(self, phone: str | None, region: str) -> None:
        number = parse_phone(phone, region) if phone and phone.strip() else None
        self.phone, self.is_mobile = (number.e164, number.is_mobile) if number else (None, False)

    def _set_consent(self, opted_in: bool, source: str, now: datetime) -> None:
        if opted_in and self.phone is None:
            raise bad_input("A customer without a phone number cannot agree to texts.", "phone")
        if opted_in:
            self.opted_in_at, self.opt_in_source = now, source
        else:
            self.opted_out_at, self.opt_out_source = now, source

    async def _save(self, columns: list[str] | None = None) -> None:
        """Save; refuse with CONFLICT when another customer of the shop has this number."""
        try:
            await self.save(force_create=columns is None, update_fields=columns)
        except IntegrityError:
            sentence = "This shop already has a customer with this phone number."
            raise Refused(Code.CONFLICT, sentence, "phone") from None

    @classmethod
    async def opt_out_everywhere(cls, phone: str, sender: str, source: str, now: datetime) -> int:
        """Opt this phone out in every shop that sends from `sender`; return the number of customers."""
        update = Sql(
            "UPDATE customers SET opted_out_at = ?, opt_out_source = ? WHERE phone = ?", now, source, phone
        )
        return await execute(update + "AND shop_id IN (" + _shops_using(sender) + ")")

    @classmethod
    async def opt_in_everywhere(cls, phone: str, sender: str, source: str, now: datetime) -> int:
        """Opt this phone in wherever its consent is missing or withdrawn; return the number of customers."""
        update = Sql(
            "UPDATE customers SET opted_in_at = ?, opt_in_source = ? WHERE phone = ?", now, source, phone
        )
        return await execute(update + _WITHOUT_CONSENT + "AND shop_id IN (" + _shops_using(sender) + ")")

    @classmethod
    async def has_opted_out(cls, phone: str, sender: str) -> bool:
        """Tell whether this phone has opted out in a shop that sends from this number."""
        query = Sql("SELECT 1 FROM customers WHERE phone = ? AND opted_out_at IS NOT NULL", phone)
        return bool(
            await fetch(query + _WITHOUT_CONSENT + "AND shop_id IN (" + _shops_using(sender) + ") LIMIT 1")
        )


# The later of opt-in and opt-out counts, as in `may_be_asked`.
_WITHOUT_CONSENT = "AND (opted_in_at IS NULL OR opted_out_at >= opted_in_at)"


def _shops_using(sender: str) -> Sql:
    """Select the shops that own this number or have sent a message from it."""
    return Sql("SELECT id FROM shops WHERE sender = ?", sender) + Sql(
        "UNION SELECT shop_id FROM messages WHERE sender = ? AND shop_id IS NOT NULL", sender
    )
