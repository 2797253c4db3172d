-- Rows of an import that stand in the way of a live row, or of an earlier row of the same import.
-- One row per row of the import. {part}, {table}, {fits}, {condition}: of our own models; no parameter.
WITH one AS (SELECT * FROM staged_{part} WHERE {condition}), live AS (SELECT * FROM "{table}" WHERE {condition})
SELECT one.row_id FROM one JOIN live AS other ON {fits}
WHERE NOT EXISTS (SELECT FROM staged_{part} mine WHERE mine.row_record = other.id AND mine.row_outcome = 'changed')
UNION
SELECT one.row_id FROM one JOIN one AS other ON {fits} AND other.row_number < one.row_number
