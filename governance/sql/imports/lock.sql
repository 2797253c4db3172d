-- Locks the live rows that an import changes, in one order, so that two imports wait for each other and not both at once.
-- One row per record. {table}, {key} (record_id, base_id): of our own models; parameter: sheet_import.
SELECT id FROM "{table}"
WHERE id IN (SELECT {key} FROM governance_importrow WHERE sheet_import_id = %(sheet_import)s AND outcome = 'changed')
ORDER BY id FOR UPDATE
