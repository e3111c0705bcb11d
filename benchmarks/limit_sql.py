"""The agent's first page as one statement whose answer is the JSON to send, for either database."""

POSTGRES = """
WITH keys AS (
    SELECT top.id, top.created_at
    FROM associations seen CROSS JOIN LATERAL (
        SELECT o.id, o.created_at FROM offers o
        WHERE o.project_id = seen.project_id AND o.deleted_at IS NULL
            AND o.kind = 'incentive' AND o.status <> 'DRAFT'
        ORDER BY o.created_at DESC, o.id DESC LIMIT 21
    ) top
    WHERE seen.agent_id = $1 AND seen.ended_at IS NULL
    ORDER BY top.created_at DESC, top.id DESC LIMIT 21
), page AS (SELECT id, created_at FROM keys ORDER BY created_at DESC, id DESC LIMIT 20), counted AS (
    SELECT COUNT(*) AS total FROM associations seen JOIN offers o ON o.project_id = seen.project_id
    WHERE seen.agent_id = $1 AND seen.ended_at IS NULL AND o.deleted_at IS NULL
        AND o.kind = 'incentive' AND o.status <> 'DRAFT'
)
SELECT json_build_object('data', json_build_object('incentives', json_build_object(
    'nodes', (SELECT json_agg(json_build_object(
        'id', o.id, 'title', o.title, 'description', o.description,
        'status', CASE WHEN o.valid_until <= now() AND o.status IN ('ACTIVE', 'PAUSED')
            THEN 'EXPIRED' ELSE o.status END,
        'validFrom', o.valid_from, 'validUntil', o.valid_until, 'createdAt', o.created_at,
        'author', json_build_object('id', a.id, 'name', a.name),
        'project', json_build_object('id', p.id, 'name', p.name, 'location', p.location),
        'terms', json_build_object(
            'type', t.type,
            'incentiveAmount', json_build_object('minorUnits', t.amount, 'currency', t.currency),
            'commissionPercentage', t.commission / 100.0, 'minUnitsToSell', t.min_units,
            'termsAndConditions', t.conditions
        )
    ) ORDER BY page.created_at DESC, page.id DESC)
        FROM page JOIN offers o ON o.id = page.id JOIN users a ON a.id = o.author_id
        JOIN projects p ON p.id = o.project_id JOIN incentive_terms t ON t.offer_id = o.id),
    'pageInfo', json_build_object(
        'hasNextPage', (SELECT COUNT(*) > 20 FROM keys),
        'endCursor', (SELECT MIN(created_at) FROM page)
    ),
    'pagination', json_build_object('total', counted.total, 'page', 1, 'limit', 20,
        'totalPages', (counted.total + 19) / 20)
)))::text
FROM counted
"""

SQLITE = """
WITH keys AS (
    SELECT o.id, o.created_at FROM offers o
    WHERE o.project_id IN (SELECT project_id FROM associations WHERE agent_id = ?1 AND ended_at IS NULL)
        AND o.deleted_at IS NULL AND o.kind = 'incentive' AND o.status <> 'DRAFT'
    ORDER BY o.created_at DESC, o.id DESC LIMIT 21
), page AS (SELECT id, created_at FROM keys ORDER BY created_at DESC, id DESC LIMIT 20), counted AS (
    SELECT COUNT(*) AS total FROM associations seen JOIN offers o ON o.project_id = seen.project_id
    WHERE seen.agent_id = ?1 AND seen.ended_at IS NULL AND o.deleted_at IS NULL
        AND o.kind = 'incentive' AND o.status <> 'DRAFT'
)
SELECT json_object('data', json_object('incentives', json_object(
    'nodes', (SELECT json_group_array(json(node)) FROM (SELECT json_object(
        'id', o.id, 'title', o.title, 'description', o.description,
        'status', CASE WHEN o.valid_until <= datetime('now') AND o.status IN ('ACTIVE', 'PAUSED')
            THEN 'EXPIRED' ELSE o.status END,
        'validFrom', o.valid_from, 'validUntil', o.valid_until, 'createdAt', o.created_at,
        'author', json_object('id', a.id, 'name', a.name),
        'project', json_object('id', p.id, 'name', p.name, 'location', p.location),
        'terms', json_object(
            'type', t.type, 'incentiveAmount', json_object('minorUnits', t.amount, 'currency', t.currency),
            'commissionPercentage', t.commission / 100.0, 'minUnitsToSell', t.min_units,
            'termsAndConditions', json(t.conditions)
        )
    ) AS node
        FROM page JOIN offers o ON o.id = page.id JOIN users a ON a.id = o.author_id
        JOIN projects p ON p.id = o.project_id JOIN incentive_terms t ON t.offer_id = o.id
        ORDER BY page.created_at DESC, page.id DESC)),
    'pageInfo', json_object(
        'hasNextPage', json(CASE WHEN (SELECT COUNT(*) FROM keys) > 20 THEN 'true' ELSE 'false' END),
        'endCursor', (SELECT MIN(created_at) FROM page)
    ),
    'pagination', json_object('total', counted.total, 'page', 1, 'limit', 20,
        'totalPages', (counted.total + 19) / 20)
)))
FROM counted
"""
