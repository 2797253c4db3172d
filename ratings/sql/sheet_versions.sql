-- How often the sheets of a courtyard were written: its findings and their occurrences, added, changed or taken out, and by
-- whom last. One row per scorer with any. Parameters: %(district)s, %(round)s, %(courtyard)s, %(somebody)s (who it was
-- where the change is out of sight).
WITH findings AS (
    SELECT version.id, version.scorer, version.known_from, version.known_to, version.version_change_id
    FROM history.ratings_finding version
    WHERE version.district_id = %(district)s AND version.round_id = %(round)s AND version.courtyard_id = %(courtyard)s
), versions AS (
    SELECT scorer, known_from, known_to, version_change_id FROM findings
    UNION ALL
    SELECT owner.scorer, seen.known_from, seen.known_to, seen.version_change_id
    FROM history.ratings_occurrence seen
    JOIN (SELECT DISTINCT id, scorer FROM findings) owner ON owner.id = seen.finding_id
    WHERE seen.district_id = %(district)s
)
SELECT versions.scorer, count(*) + count(*) FILTER (WHERE versions.known_to < 'infinity') AS version,
       max(GREATEST(versions.known_from, CASE WHEN versions.known_to < 'infinity' THEN versions.known_to END)) AS written_at,
       COALESCE((array_agg(change.actor_name ORDER BY versions.known_from DESC, versions.version_change_id DESC))[1],
                %(somebody)s) AS written_by
FROM versions
LEFT JOIN governance_change change
  ON change.district_id = %(district)s AND change.id = versions.version_change_id
GROUP BY versions.scorer
