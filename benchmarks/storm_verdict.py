"""What a storm of replies left behind, looked at in the tables themselves."""

from collections.abc import Sequence

from models.messaging.inbound import Inbound
from models.storage.sql import Sql, fetch

OVERLAP = """FROM appointments a JOIN appointments b ON a.id < b.id
AND a.status = 'BOOKED' AND b.status = 'BOOKED' AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
AND (a.customer_id = b.customer_id OR (a.shop_id = b.shop_id AND a.chair = b.chair))"""
# Each of these must be none.
WRONG = {
    "slots were won twice": "FROM (SELECT offer_id FROM slot_attempts WHERE outcome = 'ACCEPTED'"
    " GROUP BY offer_id HAVING COUNT(*) > 1) twice",
    "slots have a winner and are not settled, or the other way round": "FROM offers o WHERE kind = 'slot' AND"
    " (status = 'ACCEPTED') <> EXISTS (SELECT 1 FROM slot_attempts a WHERE a.offer_id = o.id"
    " AND a.outcome = 'ACCEPTED')",
    "slots were not won": "FROM offers WHERE kind = 'slot' AND status <> 'ACCEPTED'",
    "appointments overlap": OVERLAP,
    "slots are booked otherwise than once": "FROM offers o WHERE kind = 'slot' AND (SELECT COUNT(*)"
    " FROM appointments a WHERE a.slot_id = o.id AND a.status = 'BOOKED') <> 1",
    "customers were asked twice about a slot": "FROM (SELECT offer_id FROM slot_attempts"
    " GROUP BY offer_id, customer_id HAVING COUNT(*) > 1) again",
    # Nobody hears the same twice within ten minutes, so once is enough.
    "customers lost and were not told": "FROM (SELECT DISTINCT phone FROM replies WHERE effect"
    " IN ('late', 'stranger', 'again', 'conflict')) lost WHERE NOT EXISTS (SELECT 1 FROM messages m"
    " WHERE m.recipient = lost.phone AND m.share_id IS NULL)",
}


async def verdict(inbounds: Sequence[Inbound]) -> list[str]:
    """In words, with how many; nothing when all is well."""
    counted = {what: await _count(which) for what, which in WRONG.items()}
    different = len({inbound.provider_id for inbound in inbounds})
    counted["replies were kept more or less than once"] = abs(different - await _count("FROM replies"))
    return [f"{number} {what}" for what, number in counted.items() if number]


async def _count(which: str) -> int:
    (row,) = await fetch(Sql(f"SELECT COUNT(*) AS n {which}"))
    return int(row["n"])
