"""The rows of two mutations as hand-written PostgreSQL, each in as few statements as it takes."""

CREATE = """
WITH offer AS (
    INSERT INTO offers (id, created_at, updated_at, kind, title, description, search_text, author_id,
        project_id, status, version, activity_seq, activity_head)
    VALUES ($1, $2, $2, 'incentive', $3, $4, $5, $6, $7, 'ACTIVE', 1, 1, $8)
), terms AS (
    INSERT INTO incentive_terms (offer_id, type, amount, currency, conditions, tiers)
    VALUES ($1, $9, $10, 'INR', '[]', '[]')
), line AS (
    INSERT INTO activity (id, created_at, offer_id, seq, event, actor_id, changes, previous_hash, hash)
    VALUES (gen_random_uuid(), $2, $1, 1, 'CREATED', $6, '{}', '', $8)
), told AS (
    INSERT INTO inboxes (user_id, seq)
    SELECT a.agent_id, 1 FROM associations a
    LEFT JOIN preferences p ON p.user_id = a.agent_id AND p.event = 'CREATED'
    WHERE a.project_id = $7 AND a.ended_at IS NULL AND COALESCE(p.in_app, TRUE) ORDER BY a.agent_id
    ON CONFLICT (user_id) DO UPDATE SET seq = inboxes.seq + 1 RETURNING user_id, seq
)
INSERT INTO notifications (id, created_at, user_id, seq, event, offer_id)
SELECT gen_random_uuid(), $2, user_id, seq, 'CREATED', $1 FROM told
"""

READ = """
SELECT s.id AS share_id, s.revoked_at, s.expires_at, r.id AS response_id, o.id, o.title, o.description,
    o.status, o.valid_from, o.valid_until, o.version, o.author_id, o.activity_seq, o.activity_head,
    t.customer_name, t.customer_email, t.customer_phone, t.currency, t.lines, t.notes, t.total, a.name
FROM shares s JOIN offers o ON o.id = s.offer_id JOIN quote_terms t ON t.offer_id = o.id
JOIN users a ON a.id = o.author_id LEFT JOIN responses r ON r.share_id = s.id
WHERE s.token_hash = $1 AND o.deleted_at IS NULL FOR UPDATE OF o
"""

ANSWER = """
WITH number AS (
    INSERT INTO response_counters (user_id, seq) VALUES ($1, 1)
    ON CONFLICT (user_id) DO UPDATE SET seq = response_counters.seq + 1 RETURNING seq
), response AS (
    INSERT INTO responses
        (id, created_at, share_id, offer_id, author_id, seq, decision, comment, version, seen)
    SELECT gen_random_uuid(), $2, $3, $4, $1, seq, 'ACCEPTED', '', $5, $6 FROM number
), touch AS (
    INSERT INTO touches (id, created_at, share_id, kind, address, user_agent)
    VALUES (gen_random_uuid(), $2, $3, 'ANSWER', '127.0.0.0/24', '')
), offer AS (
    UPDATE offers SET status = 'ACCEPTED', updated_at = $2, activity_seq = $7, activity_head = $8
    WHERE id = $4
), line AS (
    INSERT INTO activity (id, created_at, offer_id, seq, event, changes, previous_hash, hash)
    VALUES (gen_random_uuid(), $2, $4, $7, 'ACCEPTED', $9, $10, $8)
), told AS (
    INSERT INTO inboxes (user_id, seq) VALUES ($1, 1)
    ON CONFLICT (user_id) DO UPDATE SET seq = inboxes.seq + 1 RETURNING user_id, seq
)
INSERT INTO notifications (id, created_at, user_id, seq, event, offer_id, share_id)
SELECT gen_random_uuid(), $2, user_id, seq, 'ACCEPTED', $4, $3 FROM told
"""
