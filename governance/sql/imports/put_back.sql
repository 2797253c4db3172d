-- Puts records of one table back to earlier versions of themselves.
-- One row per record. {table}, {columns}, {versioned}: of our own models; parameter: versions.
UPDATE "{table}" live SET ({columns}) = ROW({versioned})
FROM history."{table}" version WHERE version.version_id = ANY(%(versions)s::bigint[]) AND live.id = version.id
