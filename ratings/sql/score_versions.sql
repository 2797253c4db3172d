-- How often the findings of a round were written or taken out, and by whom last. One row per courtyard with any.
-- Parameters: %(district)s, %(round)s, %(courtyards)s, %(somebody)s (who it was where the change is out of sight).
WITH versions AS (
    SELECT version.courtyard_id, version.known_from, version.known_to, version.version_id, version.version_change_id
    FROM history.ratings_finding version
    WHERE version.district_id = %(district)s AND version.round_id = %(round)s AND version.courtyard_id = ANY(%(courtyards)s)
), counted AS (
    SELECT courtyard_id, count(*) + count(*) FILTER (WHERE known_to < 'infinity') AS version,
           max(GREATEST(known_from, CASE WHEN known_to < 'infinity' THEN known_to END)) AS written_at
    FROM versions
    GROUP BY courtyard_id
)
SELECT counted.courtyard_id, counted.version, counted.written_at, COALESCE((
           SELECT change.actor_name
           FROM versions JOIN governance_change change
             ON change.district_id = %(district)s AND change.id = versions.version_change_id
           WHERE versions.courtyard_id = counted.courtyard_id
           ORDER BY versions.version_id DESC LIMIT 1), %(somebody)s) AS written_by
FROM counted
