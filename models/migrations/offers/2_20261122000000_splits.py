"""Splits: who gets what of a project, asked round by round; and more than one message for a link."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ", "json": "JSONB"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP", "json": "JSON"}

TABLES = """
CREATE TABLE split_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    project_name VARCHAR(200) NOT NULL CHECK (project_name <> ''),
    project_description TEXT NOT NULL,
    people {json} NOT NULL,
    shares {json} NOT NULL,
    round INT NOT NULL CHECK (round BETWEEN 0 AND 20)
);
CREATE TABLE split_participants (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    email VARCHAR(254) NOT NULL CHECK (email <> ''),
    share_id {id} NOT NULL UNIQUE REFERENCES shares (id),
    reminded_at {moment},
    warned_at {moment},
    UNIQUE (offer_id, email)
);
CREATE TABLE split_versions (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    version INT NOT NULL,
    round INT NOT NULL CHECK (round BETWEEN 1 AND 20),
    note TEXT NOT NULL,
    content TEXT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    UNIQUE (offer_id, version)
);
CREATE TABLE split_answers (
    response_id {id} NOT NULL PRIMARY KEY REFERENCES responses (id),
    participant_id {id} NOT NULL,
    agreement_hash VARCHAR(64) NOT NULL CHECK (LENGTH(agreement_hash) = 64),
    signer_name VARCHAR(120) NOT NULL,
    signature VARCHAR(120) CHECK (LENGTH(signature) >= 2),
    drawn TEXT CHECK (LENGTH(drawn) <= 65536),
    address VARCHAR(64) NOT NULL,
    user_agent VARCHAR(200) NOT NULL,
    counter_master INT CHECK (counter_master BETWEEN 0 AND 10000),
    counter_publishing INT CHECK (counter_publishing BETWEEN 0 AND 10000),
    CHECK ((counter_master IS NULL) = (counter_publishing IS NULL)),
    CHECK (drawn IS NULL OR signature IS NOT NULL)
);
CREATE TABLE messages_anew (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    channel VARCHAR(5) NOT NULL CHECK (channel IN ('SMS', 'EMAIL')),
    share_id {id} REFERENCES shares (id) ON DELETE CASCADE,
    user_id {id} REFERENCES users (id) ON DELETE CASCADE,
    event VARCHAR(16),
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    state VARCHAR(8) NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'UNKNOWN')),
    reason VARCHAR(300) NOT NULL,
    begun_at {moment},
    sent_at {moment},
    CHECK ((share_id IS NULL) = (user_id IS NOT NULL)),
    CHECK (user_id IS NULL OR event IS NOT NULL),
    CHECK (share_id IS NULL OR event IS NULL OR event = 'REMINDED')
);
INSERT INTO messages_anew SELECT id, created_at, channel, share_id, user_id, event, offer_id, state, reason,
    begun_at, sent_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE INDEX messages_of_share ON messages (share_id, created_at) WHERE share_id IS NOT NULL;
CREATE INDEX messages_of_user ON messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX messages_of_offer ON messages (offer_id);
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**(POSTGRES if db.capabilities.dialect == "postgres" else SQLITE))


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("This would lose splits and their signatures: restore a backup instead.")
