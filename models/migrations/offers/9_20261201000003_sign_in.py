"""Known devices of users, and the delays that failed passwords cause."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP"}

TABLES = """
CREATE TABLE devices (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    user_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash VARCHAR(64) NOT NULL UNIQUE,
    expires_at {moment} NOT NULL,
    user_agent VARCHAR(200) NOT NULL
);
CREATE INDEX devices_of_user ON devices (user_id);
CREATE INDEX devices_by_end ON devices (expires_at);
CREATE TABLE password_delays (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    key_hash VARCHAR(64) NOT NULL UNIQUE,
    turn INT NOT NULL,
    failures INT NOT NULL CHECK (failures >= 0),
    open_at {moment} NOT NULL,
    forget_at {moment} NOT NULL,
    held_until {moment}
);
CREATE INDEX password_delays_by_end ON password_delays (forget_at);
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES.format(**(POSTGRES if db.capabilities.dialect == "postgres" else SQLITE))


async def downgrade(_: BaseDBAsyncClient) -> str:
    return "DROP TABLE devices; DROP TABLE password_delays;"
