"""The cases of shops: one with many customers and appointments."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any
from uuid import uuid4

from models.clock import now
from models.slots.appointment import Appointment, DepositState
from models.slots.customer import Customer
from models.slots.shop import Shop
from tests.statements.case import Case, list_case, page_of
from tests.statements.world import World

CUSTOMER = "name phone mayBeAsked shop { name builder { name } }"
APPOINTMENT = "status price { text } deposit { text } customer { name } shop { name builder { name } }"
SETTLE, NO_SHOW = (
    f"($id: UUID!) {{ {field}(id: $id) {{ __typename ... on Appointment {{ {APPOINTMENT} }} }} }}"
    for field in ("settleAppointment", "markNoShow")
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Variables = Callable[[World], Coroutine[Any, Any, dict[str, Any]]]


async def _shop(world: World) -> Shop:
    """Create a shop with many customers and appointments, beside many other shops."""
    many = [Shop(builder_id=world.builder.id, name="Fade") for _ in range(world.rows)]
    await Shop.bulk_create(many)
    customers = [unsaved_customer(many[0], number) for number in range(world.rows)]
    await Customer.bulk_create(customers)
    await Appointment.bulk_create([_hour(many[0], each, DAY) for each in customers])
    return many[0]


def unsaved_customer(shop: Shop, number: int) -> Customer:
    """Return an unsaved customer who may be offered slots, to be created in bulk."""
    return Customer(
        shop_id=shop.id, name="Asha", phone=f"+9198{number:08}", is_mobile=True, opted_in_at=now()
    )


def _hour(shop: Shop, customer: Customer, ahead: timedelta) -> Appointment:
    starts_at = now() + ahead
    times = {"starts_at": starts_at, "ends_at": starts_at + HOUR}
    paid = {"price": 90_000, "deposit": 5_000, "deposit_state": DepositState.PENDING}
    return Appointment(shop_id=shop.id, customer_id=customer.id, **times, **paid)


async def _a_shop(world: World) -> dict[str, Any]:
    return {"id": str((await _shop(world)).id)}


async def _a_customer(world: World) -> dict[str, Any]:
    shop = await _shop(world)
    return {"id": str((await Customer.filter(shop_id=shop.id).first() or shop).id)}


async def _future_appointment(world: World) -> dict[str, Any]:
    shop = await _shop(world)
    return {"id": str((await Appointment.filter(shop_id=shop.id).first() or shop).id)}


async def _current_appointment(world: World) -> dict[str, Any]:
    found = await _future_appointment(world)
    begun = {"starts_at": now() - HOUR, "ends_at": now() + HOUR}
    await Appointment.filter(id=found["id"]).update(**begun)
    return found


async def _people(world: World) -> dict[str, Any]:
    rows = [{"name": "Ben", "phone": f"98{number:08}"} for number in range(world.rows * 2)]
    return {**await _a_shop(world), "rows": rows}


async def _hours(world: World) -> dict[str, Any]:
    times = [(now() + DAY * (number + 2)) for number in range(world.rows)]
    rows = [
        {"phone": f"+9198{number:08}", "startsAt": at.isoformat(), "endsAt": (at + HOUR).isoformat()}
        for number, at in enumerate(times)
    ]
    return {**await _a_shop(world), "rows": rows}


async def _free(world: World) -> dict[str, Any]:
    shop = await _shop(world)
    customer = await Customer.filter(shop_id=shop.id).first() or shop
    at = now() + 3 * DAY
    return {
        "input": {
            "shopId": str(shop.id),
            "customerId": str(customer.id),
            "startsAt": at.isoformat(),
            "endsAt": (at + HOUR).isoformat(),
        }
    }


async def _deposit(world: World) -> dict[str, Any]:
    return {**await _future_appointment(world), "r": uuid4().hex}


def about(query: str, variables: Variables) -> Case:
    return Case("builder", query, variables)


def of_a_shop(field: str, selection: str) -> Case:
    page = page_of(f"{field}(shopId: $id, first: 100)", selection)
    return about(f"($id: UUID!) {{ {page} }}", _a_shop)


IMPORTED = "{ __typename ... on Import { rows { id } } }"
SHOPS = {
    "Query.shop": about("($id: UUID!) { shop(id: $id) { name builder { name } } }", _a_shop),
    "Query.shops": list_case("builder", "shops(first: 100)", "name builder { name }"),
    "Query.customers": of_a_shop("customers", CUSTOMER),
    "Query.appointments": of_a_shop("appointments", APPOINTMENT),
    "Mutation.createShop": Case(
        "builder", '{ createShop(input: {name: "N", timeZone: "UTC"}) { __typename } }'
    ),
    "Mutation.updateShop": about(
        '($id: UUID!) { updateShop(id: $id, input: {currency: "INR", name: "N"}) { __typename } }', _a_shop
    ),
    "Mutation.addCustomer": about(
        '($id: UUID!) { addCustomer(shopId: $id, input: {name: "N"}) { __typename } }', _a_shop
    ),
    "Mutation.updateCustomer": about(
        '($id: UUID!) { updateCustomer(id: $id, input: {name: "N"}) { __typename } }', _a_customer
    ),
    "Mutation.setConsent": about(
        '($id: UUID!) { setConsent(customerId: $id, optedIn: true, source: "N") { __typename } }', _a_customer
    ),
    "Mutation.importCustomers": about(
        "($id: UUID!, $rows: [CustomerRowInput!]!) {"
        f" importCustomers(shopId: $id, rows: $rows) {IMPORTED} }}",
        _people,
    ),
    "Mutation.bookAppointment": about(
        "($input: AppointmentInput!) { bookAppointment(input: $input) {"
        f" __typename ... on Appointment {{ {APPOINTMENT} }} }} }}",
        _free,
    ),
    "Mutation.settleAppointment": about(SETTLE, _current_appointment),
    "Mutation.markNoShow": about(NO_SHOW, _current_appointment),
    "Mutation.cancelAppointment": about(
        "($id: UUID!) { cancelAppointment(id: $id) { __typename"
        f" ... on AppointmentCancelled {{ slotId appointment {{ {APPOINTMENT} }} }} }} }}",
        _future_appointment,
    ),
    "Mutation.importAppointments": about(
        "($id: UUID!, $rows: [AppointmentRowInput!]!) {"
        f" importAppointments(shopId: $id, rows: $rows) {IMPORTED} }}",
        _hours,
    ),
    "Mutation.recordDeposit": about(
        "($id: UUID!, $r: String!) { recordDeposit(appointmentId: $id, result: PAID, reference: $r) {"
        f" __typename ... on Appointment {{ {APPOINTMENT} }} }} }}",
        _deposit,
    ),
}
