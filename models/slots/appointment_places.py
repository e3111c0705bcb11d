"""The check of imported appointments for conflicts, in memory and without a query per row."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Self
from uuid import UUID

from tortoise.expressions import Q

from models.refused import Code
from models.slots.appointment import OCCUPYING, Appointment
from models.slots.import_row import RowResult
from models.slots.shop import Shop

CONFLICTS = {
    "chair": "This chair is already taken at that time.",
    "customerId": "This customer already has another appointment at that time.",
}


class Timetable:
    """The appointments by customer and by chair, which explain a conflict; the database decides it."""

    def __init__(self, appointments: Sequence[Appointment]) -> None:
        self.of: dict[UUID | str, list[Appointment]] = defaultdict(list)
        for appointment in appointments:
            self._add(appointment)

    @classmethod
    async def around(cls, shop: Shop, new: Sequence[Appointment]) -> Self:
        """Load the appointments in the time span of the new ones that share a customer or a chair."""
        if not new:
            return cls([])
        same_place = Q(customer_id__in={appointment.customer_id for appointment in new})
        same_place |= Q(chair__in={appointment.chair for appointment in new if appointment.chair})
        first = min(appointment.starts_at for appointment in new)
        last = max(appointment.ends_at for appointment in new)
        return cls(
            await Appointment.filter(same_place, shop_id=shop.id, starts_at__lt=last, ends_at__gt=first)
        )

    def take(self, new: Appointment) -> Appointment | RowResult:
        """Return `new` if its time is free, else its refusal; a duplicate yields the existing id."""
        of_customer = _overlapping(new, self.of[new.customer_id])
        for appointment in of_customer:
            if _is_duplicate(appointment, new):
                return RowResult(appointment.id)
        if new.chair and _conflicts(new, _overlapping(new, self.of[new.chair])):
            return conflict_result("chair")
        if _conflicts(new, of_customer):
            return conflict_result("customerId")
        self._add(new)
        return new

    def _add(self, appointment: Appointment) -> None:
        self.of[appointment.customer_id].append(appointment)
        if appointment.chair:
            self.of[appointment.chair].append(appointment)


def conflict_result(field: str) -> RowResult:
    return RowResult(code=Code.CONFLICT, message=CONFLICTS[field], field=field)


def _is_duplicate(first: Appointment, second: Appointment) -> bool:
    """Tell whether both are at the same time in the same chair."""
    times = (first.starts_at, first.ends_at)
    return times == (second.starts_at, second.ends_at) and first.chair == second.chair


def _overlapping(new: Appointment, appointments: Sequence[Appointment]) -> list[Appointment]:
    return [
        appointment
        for appointment in appointments
        if appointment.starts_at < new.ends_at and appointment.ends_at > new.starts_at
    ]


def _conflicts(new: Appointment, appointments: Sequence[Appointment]) -> bool:
    return new.status in OCCUPYING and any(appointment.status in OCCUPYING for appointment in appointments)
