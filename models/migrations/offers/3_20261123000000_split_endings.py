"""Who answered, in notifications; letters to participants when a split ends; the form of a split's sheet."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP"}

TABLES = """
ALTER TABLE notifications ADD COLUMN share_id {id} REFERENCES shares (id) ON DELETE CASCADE;
CREATE INDEX notifications_of_share ON notifications (share_id) WHERE share_id IS NOT NULL;
ALTER TABLE split_terms ADD COLUMN form INT NOT NULL DEFAULT 1 CHECK (form IN (1, 2));
CREATE TABLE messages_again (
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
    CHECK (share_id IS NOT NULL OR user_id IS NOT NULL),
    CHECK (user_id IS NULL OR event IS NOT NULL),
    CHECK (user_id IS NOT NULL OR event IS NULL
        OR event IN ('REMINDED', 'ACCEPTED', 'DECLINED', 'CLOSED', 'SUPERSEDED', 'DELETED'))
);
INSERT INTO messages_again SELECT id, created_at, channel, share_id, user_id, event, offer_id, state, reason,
    begun_at, sent_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_again RENAME TO messages;
CREATE INDEX messages_of_share ON messages (share_id, created_at) WHERE share_id IS NOT NULL;
CREATE UNIQUE INDEX messages_of_ending ON messages (share_id) WHERE user_id IS NULL AND event <> 'REMINDED';
CREATE INDEX messages_of_user ON messages (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX messages_of_offer ON messages (offer_id);
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**(POSTGRES if db.capabilities.dialect == "postgres" else SQLITE))


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("This would lose who was told what: restore a backup instead.")
