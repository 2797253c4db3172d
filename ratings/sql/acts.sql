-- How records came in: by whom, why and when their first version was written, as far as it was known at the moment.
-- One row per record. Parameters: %(ids)s, %(as_of)s (NULL: now); {table} is the records' own.
SELECT DISTINCT ON (version.id) version.id, COALESCE(change.actor_name, ''), COALESCE(change.reason, ''), version.known_from
FROM history."{table}" version
LEFT JOIN public.governance_change change
  ON change.id = version.version_change_id AND change.district_id = version.district_id
WHERE version.id = ANY(%(ids)s) AND version.known_from <= COALESCE(%(as_of)s::timestamptz, 'infinity')
ORDER BY version.id, version.known_from
