-- Lays out what an import would write to one table as rows of that table: the live row with the changes upon it.
-- One row per row of the import that is new or changed. {table}, {part} (own, base), {key}: of our own models;
-- parameter: sheet_import.
DROP TABLE IF EXISTS pg_temp.staged_{part};
CREATE TEMP TABLE staged_{part} ON COMMIT DROP AS
SELECT r.id AS row_id, r.outcome AS row_outcome, r.number AS row_number, r.{key} AS row_record, filled.*
FROM governance_importrow r
LEFT JOIN "{table}" live ON live.id = r.{key} AND r.outcome = 'changed'
CROSS JOIN LATERAL jsonb_populate_record(live, r.written -> '{part}') filled
WHERE r.sheet_import_id = %(sheet_import)s AND r.outcome IN ('new', 'changed') AND r.written ? '{part}';
ANALYZE staged_{part};
