"""What was answered is kept by name: until now the values stood in the order of the columns below."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# The columns of each kind as they stood when the answers were written; older answers may hold fewer.
TERMS = {
    "incentive": "type amount currency commission min_units conditions tiers tier_basis",
    "promotion": "restaurant_id rule conditions code is_automatic is_stackable priority usage_limit"
    " customer_limit budget",
    "quote": "customer_name customer_email customer_phone currency lines notes total",
    "slot": "shop_id appointment_id chair starts_at ends_at price given_up look_at",
    "split": "project_name project_description people shares round form",
}
POSTGRES = """
WITH named (kind, place, name) AS (VALUES {places})
UPDATE responses SET seen = jsonb_build_object(
    'offer', jsonb_build_object('title', seen->0->0, 'description', seen->0->1,
        'valid_from', seen->0->2, 'valid_until', seen->0->3),
    'terms', (SELECT jsonb_object_agg(named.name, seen->1->named.place) FROM named
        JOIN offers o ON o.kind = named.kind
        WHERE o.id = responses.offer_id AND named.place < jsonb_array_length(seen->1)))
WHERE jsonb_typeof(seen) = 'array';
"""
SQLITE = """
WITH named (kind, place, name) AS (VALUES {places})
UPDATE responses SET seen = json_object(
    'offer', json_object('title', json(seen->'$[0][0]'), 'description', json(seen->'$[0][1]'),
        'valid_from', json(seen->'$[0][2]'), 'valid_until', json(seen->'$[0][3]')),
    'terms', (SELECT json_group_object(named.name, json(seen->('$[1][' || named.place || ']'))) FROM named
        JOIN offers o ON o.kind = named.kind
        WHERE o.id = responses.offer_id AND named.place < json_array_length(seen, '$[1]')))
WHERE json_type(seen) = 'array';
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    statement = POSTGRES if db.capabilities.dialect == "postgres" else SQLITE
    return statement.format(places=", ".join(_places()))


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("A later answer may hold columns that had no place: restore a backup instead.")


def _places() -> list[str]:
    return [
        f"('{kind}', {place}, '{name}')"
        for kind, names in TERMS.items()
        for place, name in enumerate(names.split())
    ]
