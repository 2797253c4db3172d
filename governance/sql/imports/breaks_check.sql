-- Rows of an import that break a check of their table.
-- One row per row of the import. {part}, {condition}: of our own models; no parameter.
SELECT row_id FROM staged_{part} WHERE NOT ({condition})
