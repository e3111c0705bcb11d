"""Quotes, and links to offers of any kind with their answers."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ", "json": "JSONB"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP", "json": "JSON"}

TABLES = """
ALTER TABLE users ADD COLUMN phone VARCHAR(16);
ALTER TABLE offers ADD COLUMN superseded_by_id {id} REFERENCES offers (id);
CREATE INDEX offers_superseded ON offers (superseded_by_id) WHERE superseded_by_id IS NOT NULL;
CREATE TABLE quote_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    customer_name VARCHAR(120) NOT NULL,
    customer_email VARCHAR(254),
    customer_phone VARCHAR(16),
    currency VARCHAR(3) NOT NULL CHECK (LENGTH(currency) = 3),
    lines {json} NOT NULL,
    notes TEXT NOT NULL,
    total BIGINT NOT NULL CHECK (total >= 0)
);
CREATE TABLE shares (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    label VARCHAR(120) NOT NULL,
    recipient_name VARCHAR(120) NOT NULL,
    channel VARCHAR(5) NOT NULL CHECK (channel IN ('LINK', 'SMS', 'EMAIL')),
    recipient VARCHAR(254),
    rotation INT NOT NULL CHECK (rotation >= 0),
    token_hash VARCHAR(64) NOT NULL UNIQUE,
    expires_at {moment},
    expiry_told_of {moment},
    revoked_at {moment},
    fetches INT NOT NULL,
    views INT NOT NULL,
    first_viewed_at {moment},
    last_viewed_at {moment},
    CHECK ((channel = 'LINK') = (recipient IS NULL))
);
CREATE INDEX shares_due ON shares (expires_at) WHERE expires_at IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX shares_of_offer ON shares (offer_id, created_at DESC, id DESC);
CREATE TABLE retired_tokens (
    token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
    share_id {id} NOT NULL REFERENCES shares (id) ON DELETE CASCADE
);
CREATE INDEX retired_tokens_of_share ON retired_tokens (share_id);
CREATE TABLE response_counters (
    user_id {id} NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL
);
CREATE TABLE responses (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    share_id {id} NOT NULL UNIQUE REFERENCES shares (id),
    offer_id {id} NOT NULL REFERENCES offers (id),
    author_id {id} NOT NULL REFERENCES users (id),
    seq BIGINT NOT NULL,
    decision VARCHAR(10) NOT NULL CHECK (decision IN ('ACCEPTED', 'DECLINED', 'COUNTERED')),
    comment TEXT NOT NULL,
    version INT NOT NULL,
    seen {json} NOT NULL,
    UNIQUE (author_id, seq)
);
CREATE INDEX responses_of_offer ON responses (offer_id, seq);
CREATE TABLE touches (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    share_id {id} NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
    kind VARCHAR(8) NOT NULL CHECK (kind IN ('FETCH', 'VIEW', 'ANSWER', 'REFUSAL')),
    address VARCHAR(64) NOT NULL,
    user_agent VARCHAR(200) NOT NULL
);
CREATE INDEX touches_of_share ON touches (share_id, created_at DESC, id DESC);
CREATE INDEX touches_by_age ON touches (created_at);
CREATE TABLE preferences (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    user_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    event VARCHAR(16) NOT NULL,
    in_app BOOLEAN NOT NULL,
    email BOOLEAN NOT NULL,
    sms BOOLEAN NOT NULL,
    UNIQUE (user_id, event)
);
CREATE TABLE messages (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    channel VARCHAR(5) NOT NULL CHECK (channel IN ('SMS', 'EMAIL')),
    share_id {id} UNIQUE REFERENCES shares (id) ON DELETE CASCADE,
    user_id {id} REFERENCES users (id) ON DELETE CASCADE,
    event VARCHAR(16),
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    state VARCHAR(8) NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'UNKNOWN')),
    reason VARCHAR(300) NOT NULL,
    begun_at {moment},
    sent_at {moment},
    CHECK ((share_id IS NULL) = (user_id IS NOT NULL)),
    CHECK ((user_id IS NULL) = (event IS NULL))
);
CREATE INDEX messages_of_user ON messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX messages_of_offer ON messages (offer_id);
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**(POSTGRES if db.capabilities.dialect == "postgres" else SQLITE))


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("This would lose quotes, links and answers: restore a backup instead.")
