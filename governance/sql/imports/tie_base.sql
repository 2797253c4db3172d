-- Ties new rows of an import to the rows of their base, whose ids were reserved when they were checked.
-- One row per new record. {column}: of our own models; no parameter.
UPDATE staged_own SET {column} = base.row_record
FROM staged_base base WHERE base.row_id = staged_own.row_id AND staged_own.row_outcome = 'new'
