-- Gives new rows of an import the numbers that nobody types.
-- One row per new record. {column}: of our own models; parameters: rows (ids), numbers.
UPDATE staged_own SET {column} = given.number
FROM unnest(%(rows)s::bigint[], %(numbers)s::text[]) AS given (row_id, number) WHERE staged_own.row_id = given.row_id
