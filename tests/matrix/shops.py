"""The cases of the permission matrix for shops: an own one, and one of another builder."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.matrix.case import Case
from tests.support.actors import Person
from tests.support.shops import DAY, HOUR, book_appointment, booking_input, customer, shop

Row = Callable[[Person], str]


def a_shop(by: Person) -> str:
    return str(shop(by)["id"])


def a_customer(by: Person) -> str:
    return str(customer(by.client, a_shop(by))["id"])


def an_appointment(by: Person) -> str:
    return str(book_appointment(by, deposit=5_000)["id"])


def one_that_has_begun(by: Person) -> str:
    return str(book_appointment(by, -HOUR)["id"])


def about(query: str, row: Row) -> Case:
    return Case(
        query=query,
        own=lambda stage, _: {"id": row(stage.builder)},
        foreign=lambda stage, _: {"id": row(stage.other_builder)},
    )


def _booking(by: Person) -> dict[str, Any]:
    shop_id = a_shop(by)
    return {"input": booking_input(shop_id, str(customer(by.client, shop_id)["id"]), DAY)}


def _wish(by: Person) -> dict[str, Any]:
    return {"input": {"name": "Fade", "timeZone": "UTC", "builderId": by.id}}


def shop_case(query: str, wanted: Callable[[Person], dict[str, Any]]) -> Case:
    return Case(
        query=query,
        own=lambda stage, _: wanted(stage.builder),
        foreign=lambda stage, _: wanted(stage.other_builder),
    )


SHOPS = {
    "Query.shop": about("($id: UUID!) { shop(id: $id) { name } }", a_shop),
    "Query.shops": Case(
        query="{ shops(first: 100) { nodes { id } } }",
        lists=lambda stage, _: (a_shop(stage.builder), a_shop(stage.other_builder)),
    ),
    "Query.customers": about("($id: UUID!) { customers(shopId: $id) { nodes { phone } } }", a_shop),
    "Query.appointments": about("($id: UUID!) { appointments(shopId: $id) { nodes { id } } }", a_shop),
    "Mutation.createShop": shop_case(
        "($input: ShopInput!) { createShop(input: $input) { __typename } }", _wish
    ),
    "Mutation.updateShop": about(
        '($id: UUID!) { updateShop(id: $id, input: {name: "Renamed"}) { __typename } }', a_shop
    ),
    "Mutation.addCustomer": about(
        '($id: UUID!) { addCustomer(shopId: $id, input: {name: "New"}) { __typename } }', a_shop
    ),
    "Mutation.updateCustomer": about(
        '($id: UUID!) { updateCustomer(id: $id, input: {name: "Renamed"}) { __typename } }', a_customer
    ),
    "Mutation.setConsent": about(
        '($id: UUID!) { setConsent(customerId: $id, optedIn: false, source: "said so") { __typename } }',
        a_customer,
    ),
    "Mutation.importCustomers": about(
        '($id: UUID!) { importCustomers(shopId: $id, rows: [{name: "N", phone: "9812345678"}]) '
        "{ __typename } }",
        a_shop,
    ),
    "Mutation.bookAppointment": shop_case(
        "($input: AppointmentInput!) { bookAppointment(input: $input) { __typename } }", _booking
    ),
    "Mutation.settleAppointment": about(
        "($id: UUID!) { settleAppointment(id: $id) { __typename } }", one_that_has_begun
    ),
    "Mutation.markNoShow": about("($id: UUID!) { markNoShow(id: $id) { __typename } }", one_that_has_begun),
    "Mutation.cancelAppointment": about(
        "($id: UUID!) { cancelAppointment(id: $id) { __typename } }", an_appointment
    ),
    "Mutation.importAppointments": about(
        '($id: UUID!) { importAppointments(shopId: $id, rows: [{phone: "9812345678"}]) { __typename } }',
        a_shop,
    ),
    "Mutation.recordDeposit": shop_case(
        "($id: UUID!, $r: String!) {"
        " recordDeposit(appointmentId: $id, result: FAILED, reference: $r) { __typename } }",
        lambda by: {"id": an_appointment(by), "r": uuid4().hex},
    ),
}
