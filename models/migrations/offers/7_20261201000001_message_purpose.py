"""What a message is for, said in a column of its own: news, an invitation or a text."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP"}

TABLES = """
CREATE TABLE messages_with_purpose (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    purpose VARCHAR(10) NOT NULL CHECK (purpose IN ('NEWS', 'INVITATION', 'TEXT')),
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
    CHECK ((purpose = 'NEWS') = (user_id IS NOT NULL)),
    CHECK ((purpose = 'TEXT') = (text IS NOT NULL)),
    CHECK (purpose <> 'NEWS' OR event IS NOT NULL),
    CHECK (purpose <> 'INVITATION' OR share_id IS NOT NULL),
    CHECK ((text IS NULL) = (recipient IS NULL)),
    CHECK (offer_id IS NOT NULL OR text IS NOT NULL)
);
INSERT INTO messages_with_purpose
    (id, created_at, purpose, channel, share_id, user_id, event, offer_id, shop_id, recipient, sender, text,
    provider_id, state, reason, begun_at, sent_at, delivered_at)
    SELECT id, created_at,
        CASE WHEN text IS NOT NULL THEN 'TEXT' WHEN user_id IS NOT NULL THEN 'NEWS' ELSE 'INVITATION' END,
        channel, share_id, user_id, event, offer_id, shop_id, recipient, sender, text,
        provider_id, state, reason, begun_at, sent_at, delivered_at
    FROM messages;
DROP TABLE messages;
ALTER TABLE messages_with_purpose RENAME TO messages;
CREATE INDEX messages_of_share ON messages (share_id, created_at) WHERE share_id IS NOT NULL;
CREATE UNIQUE INDEX messages_of_ending ON messages (share_id)
    WHERE purpose = 'INVITATION' AND event <> 'REMINDED';
CREATE INDEX messages_of_user ON messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX messages_of_offer ON messages (offer_id);
CREATE INDEX messages_of_pair ON messages (recipient, sender, created_at) WHERE recipient IS NOT NULL;
CREATE INDEX messages_of_shop ON messages (shop_id, created_at DESC, id DESC) WHERE shop_id IS NOT NULL;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**(POSTGRES if db.capabilities.dialect == "postgres" else SQLITE))


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("Messages would have to be told apart by guessing: restore a backup instead.")
