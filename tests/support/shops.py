"""The operations of shops, customers and appointments over HTTP."""

from datetime import datetime, timedelta
from typing import Any

from models.clock import now
from tests.support.actors import Person
from tests.support.phones import next_phone
from tests.support.server import Client

NO = "...on Refusal { code message field }"
SHOP = """id name timeZone region offerMinutes cutOffMinutes quietFrom quietUntil cooldownHours currency
  deposit { minorUnits currency } depositMinutes depositUrl sender builder { id }"""
CUSTOMER = "id name phone isMobile mayBeAsked optedInAt optInSource optedOutAt optOutSource shop { id }"
APPOINTMENT = """id chair startsAt endsAt status price { minorUnits } deposit { minorUnits currency }
  depositState depositDueAt slotId shop { id } customer { id name phone }"""
CREATE = f"mutation($input: ShopInput!) {{ createShop(input: $input) {{ ...on Shop {{ {SHOP} }} {NO} }} }}"
CHANGE = f"""mutation($id: UUID!, $input: ShopChangeInput!) {{
  updateShop(id: $id, input: $input) {{ ...on Shop {{ {SHOP} }} {NO} }}
}}"""
GET = f"query($id: UUID!) {{ shop(id: $id) {{ {SHOP} }} }}"
ADD = f"""mutation($shop: UUID!, $input: CustomerInput!) {{
  addCustomer(shopId: $shop, input: $input) {{ ...on Customer {{ {CUSTOMER} }} {NO} }}
}}"""
RENAME = f"""mutation($id: UUID!, $input: CustomerChangeInput!) {{
  updateCustomer(id: $id, input: $input) {{ ...on Customer {{ {CUSTOMER} }} {NO} }}
}}"""
CONSENT = f"""mutation($id: UUID!, $in: Boolean!, $source: String!) {{
  setConsent(customerId: $id, optedIn: $in, source: $source) {{ ...on Customer {{ {CUSTOMER} }} {NO} }}
}}"""
CUSTOMERS = f"""query($shop: UUID!, $search: String, $first: Int, $after: String) {{
  customers(shopId: $shop, search: $search, first: $first, after: $after) {{
    nodes {{ {CUSTOMER} }} pageInfo {{ endCursor hasNextPage }} pagination {{ total }}
  }}
}}"""
BOOK = f"""mutation($input: AppointmentInput!) {{
  bookAppointment(input: $input) {{ ...on Appointment {{ {APPOINTMENT} }} {NO} }}
}}"""


def step_mutation(field: str) -> str:
    return f"mutation($id: UUID!) {{ {field}(id: $id) {{ ...on Appointment {{ {APPOINTMENT} }} {NO} }} }}"


SETTLE, NO_SHOW = step_mutation("settleAppointment"), step_mutation("markNoShow")
CANCEL = f"""mutation($id: UUID!) {{ cancelAppointment(id: $id) {{
  ...on AppointmentCancelled {{ slotId reason appointment {{ {APPOINTMENT} }} }} {NO}
}} }}"""
APPOINTMENTS = f"""query(
  $shop: UUID!, $from: DateTime, $until: DateTime, $status: AppointmentStatus, $first: Int, $after: String
) {{
  appointments(shopId: $shop, from: $from, until: $until, status: $status, first: $first, after: $after) {{
    nodes {{ {APPOINTMENT} }} pageInfo {{ endCursor hasNextPage }} pagination {{ total }}
  }}
}}"""
IMPORTED = f"...on Import {{ taken refused rows {{ row id code message field }} }} {NO}"
IMPORT_CUSTOMERS = f"""mutation($shop: UUID!, $rows: [CustomerRowInput!]!) {{
  importCustomers(shopId: $shop, rows: $rows) {{ {IMPORTED} }}
}}"""
IMPORT_APPOINTMENTS = f"""mutation($shop: UUID!, $rows: [AppointmentRowInput!]!) {{
  importAppointments(shopId: $shop, rows: $rows) {{ {IMPORTED} }}
}}"""
DEPOSIT = f"""mutation($id: UUID!, $result: DepositResult!, $reference: String!) {{
  recordDeposit(appointmentId: $id, result: $result, reference: $reference) {{
    ...on Appointment {{ {APPOINTMENT} }} {NO}
  }}
}}"""
SLOT = """query($id: UUID!) { offer(id: $id) { title status validUntil ...on SlotOffer {
  terms { appointmentId chair startsAt endsAt shop { id } }
} } }"""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def shop(by: Person, **changes: Any) -> dict[str, Any]:
    """Create a shop of this builder."""
    answer = by.client.get(CREATE, input={"name": "Fade", "timeZone": "Asia/Kolkata", **changes})
    assert "id" in answer, answer
    return dict(answer)


def customer(client: Client, shop_id: str, **changes: Any) -> dict[str, Any]:
    """Create a customer with a mobile number and consent to texts."""
    usual = {"name": "Asha", "phone": next_phone(), "optInSource": "in the shop"}
    answer = client.get(ADD, shop=shop_id, input=usual | changes)
    assert "id" in answer, answer
    return dict(answer)


def moment(ahead: timedelta) -> str:
    return (now() + ahead).replace(microsecond=0).isoformat()


def booking_input(shop_id: str, customer_id: str, ahead: timedelta = DAY, **changes: Any) -> dict[str, Any]:
    """Return an AppointmentInput of one hour that begins this long from now."""
    times = {"startsAt": moment(ahead), "endsAt": moment(ahead + HOUR)}
    return {"shopId": shop_id, "customerId": customer_id, **times, **changes}


def book_appointment(by: Person, ahead: timedelta = DAY, **changes: Any) -> dict[str, Any]:
    """Book an appointment in a new shop."""
    shop_id = shop(by)["id"]
    answer = by.client.get(
        BOOK, input=booking_input(shop_id, customer(by.client, shop_id)["id"], ahead, **changes)
    )
    assert "id" in answer, answer
    return dict(answer)


def code_and_field(refusal: dict[str, Any]) -> tuple[str | None, str | None]:
    return refusal.get("code"), refusal.get("field")


def parse_time(text: str) -> datetime:
    return datetime.fromisoformat(text)
