"""Restaurants with their menus, tables, sessions and orders; promotions, and what was used of them."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ", "json": "JSONB"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP", "json": "JSON"}

TABLES = """
CREATE TABLE restaurants (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    updated_at {moment} NOT NULL,
    builder_id {id} NOT NULL REFERENCES users (id),
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    time_zone VARCHAR(64) NOT NULL,
    region VARCHAR(2) NOT NULL CHECK (LENGTH(region) = 2),
    currency VARCHAR(3) NOT NULL CHECK (LENGTH(currency) = 3),
    tax_rates {json} NOT NULL,
    stacking VARCHAR(10) NOT NULL CHECK (stacking IN ('SINGLE', 'COMPATIBLE')),
    auto_best BOOLEAN NOT NULL,
    news_seq INT NOT NULL
);
CREATE INDEX restaurants_of_builder ON restaurants (builder_id, created_at DESC, id DESC);
CREATE INDEX restaurants_by_age ON restaurants (created_at DESC, id DESC);
CREATE TABLE menu_items (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id) ON DELETE CASCADE,
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    category VARCHAR(80) NOT NULL,
    price BIGINT NOT NULL CHECK (price >= 0),
    is_discountable BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL
);
CREATE INDEX menu_items_of_restaurant ON menu_items (restaurant_id, category, name);
CREATE TABLE dining_tables (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id) ON DELETE CASCADE,
    code VARCHAR(40) NOT NULL UNIQUE CHECK (code <> '' AND code = UPPER(code)),
    label VARCHAR(80) NOT NULL CHECK (label <> '')
);
CREATE INDEX dining_tables_of_restaurant ON dining_tables (restaurant_id, label);
CREATE TABLE table_sessions (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id) ON DELETE CASCADE,
    table_id {id} NOT NULL REFERENCES dining_tables (id) ON DELETE CASCADE,
    guest VARCHAR(260),
    bill_requested_at {moment},
    closed_at {moment},
    bill {json},
    CHECK ((closed_at IS NULL) = (bill IS NULL))
);
CREATE UNIQUE INDEX table_sessions_one_open_a_table ON table_sessions (table_id) WHERE closed_at IS NULL;
CREATE INDEX table_sessions_of_restaurant ON table_sessions (restaurant_id, created_at DESC, id DESC);
CREATE TABLE orders (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id) ON DELETE CASCADE,
    session_id {id} NOT NULL REFERENCES table_sessions (id) ON DELETE CASCADE,
    number INT NOT NULL CHECK (number > 0),
    guest VARCHAR(260),
    subtotal BIGINT NOT NULL CHECK (subtotal >= 0),
    offer_discount BIGINT NOT NULL CHECK (offer_discount BETWEEN 0 AND subtotal),
    applied {json} NOT NULL,
    cancelled_at {moment},
    UNIQUE (session_id, number)
);
CREATE INDEX orders_of_restaurant ON orders (restaurant_id, created_at DESC, id DESC);
CREATE INDEX orders_of_guest ON orders (restaurant_id, guest) WHERE guest IS NOT NULL;
CREATE TABLE order_lines (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    order_id {id} NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    place INT NOT NULL CHECK (place > 0),
    item_id {id} NOT NULL REFERENCES menu_items (id),
    name VARCHAR(120) NOT NULL,
    category VARCHAR(80) NOT NULL,
    is_discountable BOOLEAN NOT NULL,
    quantity INT NOT NULL CHECK (quantity > 0),
    unit_price BIGINT NOT NULL,
    list_price BIGINT NOT NULL CHECK (list_price >= 0),
    discount BIGINT NOT NULL CHECK (discount BETWEEN 0 AND list_price * quantity),
    is_free_item BOOLEAN NOT NULL,
    offer_id {id} REFERENCES offers (id),
    UNIQUE (order_id, place),
    CHECK ((is_free_item AND unit_price = 0) OR (NOT is_free_item AND unit_price = list_price))
);
CREATE INDEX order_lines_of_offer ON order_lines (offer_id) WHERE offer_id IS NOT NULL;
CREATE TABLE promotion_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id),
    rule {json} NOT NULL,
    conditions {json} NOT NULL,
    code VARCHAR(40) CHECK (code <> '' AND code = UPPER(code)),
    is_automatic BOOLEAN NOT NULL,
    is_stackable BOOLEAN NOT NULL,
    priority INT NOT NULL,
    usage_limit INT CHECK (usage_limit > 0),
    customer_limit INT CHECK (customer_limit > 0),
    budget BIGINT CHECK (budget > 0),
    used INT NOT NULL CHECK (used >= 0),
    spent BIGINT NOT NULL CHECK (spent >= 0),
    UNIQUE (restaurant_id, code)
);
CREATE TABLE promotion_guests (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    guest VARCHAR(260) NOT NULL,
    used INT NOT NULL CHECK (used >= 0),
    UNIQUE (offer_id, guest)
);
CREATE TABLE promo_codes (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id),
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    code VARCHAR(40) NOT NULL CHECK (code <> '' AND code = UPPER(code)),
    uses_each INT CHECK (uses_each > 0),
    used INT NOT NULL CHECK (used >= 0 AND used <= COALESCE(uses_each, 0)),
    withdrawn_at {moment},
    UNIQUE (restaurant_id, code)
);
CREATE INDEX promo_codes_of_offer ON promo_codes (offer_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX promo_codes_one_own ON promo_codes (offer_id) WHERE uses_each IS NULL;
CREATE TABLE redemptions (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    session_id {id} NOT NULL REFERENCES table_sessions (id) ON DELETE CASCADE,
    order_id {id} REFERENCES orders (id) ON DELETE CASCADE,
    guest VARCHAR(260),
    code_id {id} REFERENCES promo_codes (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    given_back_at {moment},
    UNIQUE (offer_id, order_id)
);
CREATE INDEX redemptions_of_order ON redemptions (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX redemptions_of_code ON redemptions (code_id) WHERE code_id IS NOT NULL;
CREATE UNIQUE INDEX redemptions_of_bill ON redemptions (session_id, offer_id) WHERE order_id IS NULL;
CREATE TABLE restaurant_news (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    restaurant_id {id} NOT NULL REFERENCES restaurants (id) ON DELETE CASCADE,
    seq INT NOT NULL CHECK (seq > 0),
    event VARCHAR(16) NOT NULL,
    order_id {id} REFERENCES orders (id) ON DELETE CASCADE,
    offer_id {id} REFERENCES offers (id) ON DELETE CASCADE,
    amount BIGINT,
    UNIQUE (restaurant_id, seq)
);
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**POSTGRES if db.capabilities.dialect == "postgres" else SQLITE)


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("This would lose restaurants and their orders: restore a backup instead.")
