-- Writes the changed rows of an import over the live ones of one table of its register.
-- One row per changed record. {table}, {columns}, {part}: of our own models; no parameter.
UPDATE "{table}" live SET ({columns}) = ROW({staged})
FROM staged_{part} staged WHERE staged.row_outcome = 'changed' AND live.id = staged.row_record
