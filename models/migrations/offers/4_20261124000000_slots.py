"""Shops, their customers and appointments, slots and whom they were offered to; texts in and out."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ", "json": "JSONB"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP", "json": "JSON"}

TABLES = """
CREATE TABLE shops (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    updated_at {moment} NOT NULL,
    builder_id {id} NOT NULL REFERENCES users (id),
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    time_zone VARCHAR(64) NOT NULL,
    region VARCHAR(2) NOT NULL CHECK (LENGTH(region) = 2),
    offer_minutes INT NOT NULL CHECK (offer_minutes BETWEEN 1 AND 1440),
    cut_off_minutes INT NOT NULL CHECK (cut_off_minutes BETWEEN 0 AND 10080),
    quiet_from INT NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until INT NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
    cooldown_hours INT NOT NULL CHECK (cooldown_hours BETWEEN 0 AND 8760),
    currency VARCHAR(3) NOT NULL CHECK (LENGTH(currency) = 3),
    deposit BIGINT CHECK (deposit > 0),
    deposit_minutes INT NOT NULL CHECK (deposit_minutes BETWEEN 1 AND 10080),
    deposit_url VARCHAR(300) NOT NULL,
    sender VARCHAR(34)
);
CREATE INDEX shops_of_builder ON shops (builder_id, created_at DESC, id DESC);
CREATE INDEX shops_by_age ON shops (created_at DESC, id DESC);
CREATE INDEX shops_of_sender ON shops (sender) WHERE sender IS NOT NULL;
CREATE TABLE customers (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    shop_id {id} NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    phone VARCHAR(16),
    is_mobile BOOLEAN NOT NULL,
    opted_in_at {moment},
    opt_in_source VARCHAR(120) NOT NULL,
    opted_out_at {moment},
    opt_out_source VARCHAR(120) NOT NULL,
    UNIQUE (shop_id, phone)
);
CREATE INDEX customers_of_shop ON customers (shop_id, created_at DESC, id DESC);
CREATE INDEX customers_of_phone ON customers (phone) WHERE phone IS NOT NULL;
CREATE TABLE appointments (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    shop_id {id} NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
    customer_id {id} NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    chair VARCHAR(80),
    starts_at {moment} NOT NULL,
    ends_at {moment} NOT NULL,
    status VARCHAR(10) NOT NULL CHECK (status IN ('BOOKED', 'CANCELLED', 'SETTLED', 'NO_SHOW')),
    price BIGINT CHECK (price >= 0),
    deposit BIGINT CHECK (deposit > 0),
    deposit_state VARCHAR(8) NOT NULL CHECK (deposit_state IN ('NONE', 'PENDING', 'PAID', 'FAILED')),
    deposit_due_at {moment},
    slot_id {id} REFERENCES offers (id),
    CHECK (ends_at > starts_at),
    CHECK ((deposit_state = 'NONE') = (deposit IS NULL))
);
CREATE INDEX appointments_of_shop ON appointments (shop_id, starts_at DESC, id DESC);
CREATE UNIQUE INDEX appointments_one_a_slot ON appointments (slot_id) WHERE status IN ('BOOKED', 'SETTLED');
CREATE INDEX appointments_of_customer ON appointments (customer_id, starts_at);
CREATE INDEX appointments_of_slot ON appointments (slot_id) WHERE slot_id IS NOT NULL;
CREATE TABLE deposits (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    appointment_id {id} NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    reference VARCHAR(120) NOT NULL UNIQUE,
    result VARCHAR(6) NOT NULL CHECK (result IN ('PAID', 'FAILED'))
);
CREATE INDEX deposits_of_appointment ON deposits (appointment_id);
CREATE TABLE slot_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    shop_id {id} NOT NULL REFERENCES shops (id),
    appointment_id {id} UNIQUE REFERENCES appointments (id),
    chair VARCHAR(80),
    starts_at {moment} NOT NULL,
    ends_at {moment} NOT NULL,
    price BIGINT CHECK (price >= 0),
    given_up VARCHAR(24) NOT NULL,
    look_at {moment},
    CHECK (ends_at > starts_at)
);
CREATE INDEX slot_terms_of_shop ON slot_terms (shop_id, starts_at);
CREATE TABLE slot_attempts (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    customer_id {id} NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    share_id {id} NOT NULL UNIQUE REFERENCES shares (id) DEFERRABLE INITIALLY DEFERRED,
    position INT NOT NULL CHECK (position > 0),
    sender VARCHAR(34) NOT NULL,
    phone VARCHAR(16) NOT NULL,
    deposit BIGINT CHECK (deposit > 0),
    sent_at {moment},
    ends_at {moment},
    outcome VARCHAR(16) CHECK (outcome IN
        ('ACCEPTED', 'DECLINED', 'SILENT', 'FAILED', 'UNPAID', 'WITHDRAWN', 'CANCELLED', 'BOOKED_ELSEWHERE')),
    over_at {moment},
    UNIQUE (offer_id, customer_id),
    UNIQUE (offer_id, position),
    CHECK ((outcome IS NULL) = (over_at IS NULL))
);
CREATE UNIQUE INDEX slot_attempts_one_live_a_slot ON slot_attempts (offer_id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX slot_attempts_one_live_a_pair ON slot_attempts (sender, phone) WHERE outcome IS NULL;
CREATE UNIQUE INDEX slot_attempts_one_wins ON slot_attempts (offer_id) WHERE outcome = 'ACCEPTED';
CREATE INDEX slot_attempts_of_customer ON slot_attempts (customer_id, created_at);
CREATE INDEX slot_attempts_of_pair ON slot_attempts (sender, phone, created_at);
CREATE TABLE replies (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    provider_id VARCHAR(64) NOT NULL UNIQUE,
    phone VARCHAR(16) NOT NULL,
    sender VARCHAR(34) NOT NULL,
    body VARCHAR(1600) NOT NULL,
    meaning VARCHAR(8) NOT NULL,
    effect VARCHAR(24) NOT NULL,
    attempt_id {id} REFERENCES slot_attempts (id) ON DELETE SET NULL,
    shop_id {id} REFERENCES shops (id) ON DELETE CASCADE
);
CREATE INDEX replies_of_shop ON replies (shop_id, created_at DESC, id DESC);
CREATE TABLE messages_anew (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    channel VARCHAR(5) NOT NULL CHECK (channel IN ('SMS', 'EMAIL')),
    share_id {id} REFERENCES shares (id) ON DELETE CASCADE,
    user_id {id} REFERENCES users (id) ON DELETE CASCADE,
    event VARCHAR(16),
    offer_id {id} REFERENCES offers (id) ON DELETE CASCADE,
    shop_id {id} REFERENCES shops (id) ON DELETE CASCADE,
    recipient VARCHAR(16),
    sender VARCHAR(34),
    text TEXT,
    provider_id VARCHAR(64) UNIQUE,
    state VARCHAR(9) NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN')),
    reason VARCHAR(300) NOT NULL,
    begun_at {moment},
    sent_at {moment},
    delivered_at {moment},
    CHECK (share_id IS NOT NULL OR user_id IS NOT NULL OR text IS NOT NULL),
    CHECK ((text IS NULL) = (recipient IS NULL)),
    CHECK (offer_id IS NOT NULL OR text IS NOT NULL),
    CHECK (user_id IS NULL OR event IS NOT NULL)
);
INSERT INTO messages_anew
    (id, created_at, channel, share_id, user_id, event, offer_id, state, reason, begun_at, sent_at)
    SELECT id, created_at, channel, share_id, user_id, event, offer_id, state, reason, begun_at, sent_at
    FROM messages;
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE INDEX messages_of_share ON messages (share_id, created_at) WHERE share_id IS NOT NULL;
CREATE UNIQUE INDEX messages_of_ending ON messages (share_id) WHERE user_id IS NULL AND event <> 'REMINDED';
CREATE INDEX messages_of_user ON messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX messages_of_offer ON messages (offer_id);
CREATE INDEX messages_of_pair ON messages (recipient, sender, created_at) WHERE recipient IS NOT NULL;
CREATE INDEX messages_of_shop ON messages (shop_id, created_at DESC, id DESC) WHERE shop_id IS NOT NULL;
"""

# Whoever holds a time holds it alone: one customer is in one place, and a chair has one customer.
OVERLAP_POSTGRES = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE appointments ADD CONSTRAINT appointments_one_a_customer EXCLUDE USING gist
    (customer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('BOOKED', 'SETTLED'));
ALTER TABLE appointments ADD CONSTRAINT appointments_one_a_chair EXCLUDE USING gist
    (shop_id WITH =, chair WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('BOOKED', 'SETTLED'));
"""

OVERLAP_SQLITE = """
CREATE TRIGGER appointments_{name}_{when} BEFORE {act} ON appointments
WHEN NEW.status IN ('BOOKED', 'SETTLED') AND EXISTS (
    SELECT 1 FROM appointments a WHERE {same} AND a.id <> NEW.id AND a.status IN ('BOOKED', 'SETTLED')
    AND a.starts_at < NEW.ends_at AND a.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'appointments_{name}'); END;
"""
SAME = {
    "one_a_customer": "a.customer_id = NEW.customer_id",
    "one_a_chair": "a.shop_id = NEW.shop_id AND a.chair = NEW.chair",
}
ACTS = {"new": "INSERT", "changed": "UPDATE"}


async def upgrade(db: BaseDBAsyncClient) -> str:
    if db.capabilities.dialect == "postgres":
        return TABLES.format(**POSTGRES) + OVERLAP_POSTGRES
    triggers = [
        OVERLAP_SQLITE.format(name=name, same=same, when=when, act=act)
        for name, same in SAME.items()
        for when, act in ACTS.items()
    ]
    return TABLES.format(**SQLITE) + "".join(triggers)


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("This would lose shops and their appointments: restore a backup instead.")
