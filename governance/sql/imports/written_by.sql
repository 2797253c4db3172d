-- What one change did to one table: each row it wrote, whether it stands on an earlier version, and what came after.
-- One row per record. {table}: of our own models; parameters: district, change.
SELECT mine.id, mine.version_id, before.version_id, now.version_id, now.version_change_id
FROM (
    SELECT id, max(version_id) AS version_id, min(version_id) AS first_id FROM history."{table}"
    WHERE district_id = %(district)s AND version_change_id = %(change)s GROUP BY id
) mine
LEFT JOIN LATERAL (
    SELECT version_id FROM history."{table}" v WHERE v.id = mine.id AND v.version_id < mine.first_id
    ORDER BY version_id DESC LIMIT 1
) before ON true
LEFT JOIN history."{table}" now ON now.id = mine.id AND now.known_to = 'infinity'
