"""The first schema: people, projects, incentives, the log, notifications, jobs."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

POSTGRES = {"id": "UUID", "moment": "TIMESTAMPTZ", "json": "JSONB"}
SQLITE = {"id": "CHAR(36)", "moment": "TIMESTAMP", "json": "JSON"}

TABLES = """
CREATE TABLE users (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    email VARCHAR(254) UNIQUE CHECK (email = LOWER(email)),
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    role VARCHAR(16) NOT NULL CHECK (role IN ('BUILDER', 'AGENT', 'ADMIN', 'SUPER_ADMIN')),
    time_zone VARCHAR(64) NOT NULL,
    password_hash VARCHAR(200),
    subject VARCHAR(400) UNIQUE,
    auth_epoch INT NOT NULL DEFAULT 0,
    disabled_at {moment}
);
CREATE TABLE sessions (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    user_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash VARCHAR(64) NOT NULL UNIQUE,
    expires_at {moment} NOT NULL,
    user_agent VARCHAR(200) NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE TABLE projects (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    updated_at {moment} NOT NULL,
    name VARCHAR(120) NOT NULL CHECK (name <> ''),
    location VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    builder_id {id} NOT NULL REFERENCES users (id)
);
CREATE INDEX projects_of_builder ON projects (builder_id);
CREATE TABLE associations (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    ended_at {moment},
    project_id {id} NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    agent_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_live_association_a_pair ON associations (agent_id, project_id)
    WHERE ended_at IS NULL;
CREATE INDEX associations_of_project ON associations (project_id);
CREATE TABLE offers (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    updated_at {moment} NOT NULL,
    deleted_at {moment},
    kind VARCHAR(16) NOT NULL,
    title VARCHAR(200) NOT NULL CHECK (title <> ''),
    description TEXT NOT NULL,
    search_text TEXT NOT NULL,
    author_id {id} NOT NULL REFERENCES users (id),
    project_id {id} REFERENCES projects (id),
    status VARCHAR(8) NOT NULL CHECK
        (status IN ('DRAFT', 'ACTIVE', 'PAUSED', 'CLOSED', 'EXPIRED', 'ACCEPTED', 'DECLINED')),
    expired_from VARCHAR(8) CHECK (expired_from IN ('ACTIVE', 'PAUSED')),
    valid_from {moment},
    valid_until {moment},
    warned_of {moment},
    version INT NOT NULL CHECK (version >= 1),
    activity_seq INT NOT NULL,
    activity_head VARCHAR(64) NOT NULL,
    CHECK (valid_until > valid_from),
    CHECK (kind <> 'incentive' OR project_id IS NOT NULL)
);
CREATE INDEX offers_newest_of_project ON offers (project_id, created_at DESC, id DESC)
    WHERE deleted_at IS NULL;
CREATE INDEX offers_counted ON offers (project_id, kind, status, author_id) WHERE deleted_at IS NULL;
CREATE INDEX offers_newest ON offers (created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX offers_ending ON offers ((COALESCE(valid_until, '9999-12-31 00:00:00+00:00')), id)
    WHERE deleted_at IS NULL;
CREATE INDEX offers_of_author ON offers (author_id, project_id);
CREATE INDEX offers_by_status ON offers (status);
CREATE INDEX offers_due ON offers (valid_until)
    WHERE status IN ('ACTIVE', 'PAUSED') AND deleted_at IS NULL;
CREATE TABLE incentive_terms (
    offer_id {id} NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    type VARCHAR(24) NOT NULL CHECK
        (type IN ('COMMISSION_BOOST', 'CLOSING_BONUS', 'EARLY_BIRD', 'BULK_SALE', 'SPECIAL_INCENTIVE')),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    currency VARCHAR(3) NOT NULL CHECK (LENGTH(currency) = 3),
    commission INT CHECK (commission BETWEEN 0 AND 10000),
    min_units INT CHECK (min_units >= 1),
    conditions {json} NOT NULL,
    tiers {json} NOT NULL,
    tier_basis VARCHAR(12) CHECK (tier_basis IN ('MARGINAL', 'RETROACTIVE'))
);
CREATE INDEX incentives_by_type ON incentive_terms (type);
CREATE INDEX incentives_by_amount ON incentive_terms (amount);
CREATE TABLE activity (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id),
    seq INT NOT NULL CHECK (seq >= 1),
    event VARCHAR(16) NOT NULL,
    actor_id {id} REFERENCES users (id),
    changes {json} NOT NULL,
    previous_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    UNIQUE (offer_id, seq)
);
CREATE TABLE inboxes (
    user_id {id} NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL
);
CREATE TABLE notifications (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    user_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    event VARCHAR(16) NOT NULL,
    offer_id {id} NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    read_at {moment},
    dismissed_at {moment},
    UNIQUE (user_id, seq)
);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL AND dismissed_at IS NULL;
CREATE INDEX notifications_of_offer ON notifications (offer_id);
CREATE TABLE jobs (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    kind VARCHAR(40) NOT NULL,
    key VARCHAR(120) NOT NULL UNIQUE,
    payload {json} NOT NULL,
    due_at {moment} NOT NULL,
    every INT CHECK (every > 0),
    attempts INT NOT NULL,
    lease_by {id},
    lease_until {moment},
    last_error VARCHAR(500)
);
CREATE INDEX jobs_due ON jobs (due_at);
CREATE TABLE idempotency_keys (
    id {id} NOT NULL PRIMARY KEY,
    created_at {moment} NOT NULL,
    caller VARCHAR(80) NOT NULL,
    key VARCHAR(120) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    outcome {json},
    UNIQUE (caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
"""

APPEND_ONLY_POSTGRES = """
CREATE TABLE aerich (
    id SERIAL NOT NULL PRIMARY KEY,
    version VARCHAR(255) NOT NULL,
    app VARCHAR(100) NOT NULL,
    content JSONB NOT NULL
);
CREATE FUNCTION refuse_to_rewrite_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER activity_is_append_only BEFORE UPDATE OR DELETE ON activity
    FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_activity();
CREATE TRIGGER activity_is_not_emptied BEFORE TRUNCATE ON activity
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_activity();
"""

APPEND_ONLY_SQLITE = """
CREATE TABLE aerich (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    version VARCHAR(255) NOT NULL,
    app VARCHAR(100) NOT NULL,
    content JSON NOT NULL
);
CREATE TRIGGER activity_is_not_updated BEFORE UPDATE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;
CREATE TRIGGER activity_is_not_deleted BEFORE DELETE ON activity
BEGIN SELECT RAISE(ABORT, 'the activity log is append-only'); END;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    if db.capabilities.dialect == "postgres":
        return TABLES.format(**POSTGRES) + APPEND_ONLY_POSTGRES
    return TABLES.format(**SQLITE) + APPEND_ONLY_SQLITE


async def downgrade(db: BaseDBAsyncClient) -> str:
    raise NotImplementedError("There is nothing before the first schema: restore a backup instead.")
