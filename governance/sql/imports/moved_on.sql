-- How many records that an import changes have another version than the one it was checked against, or are gone.
-- One row. {table}, {based} (the version of the base, or 0): of our own models; parameter: sheet_import.
SELECT count(*)
FROM governance_importrow r
LEFT JOIN history."{table}" v ON v.id = r.record_id AND v.known_to = 'infinity'
WHERE r.sheet_import_id = %(sheet_import)s AND r.outcome = 'changed'
    AND (v.version_id IS NULL OR v.version_id + {based} <> r.version)
