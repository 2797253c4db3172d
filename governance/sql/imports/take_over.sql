-- Writes the new rows of an import into one table of its register.
-- One row per new record. {table}, {columns}, {part}: of our own models; no parameter.
INSERT INTO "{table}" (id, {columns}) OVERRIDING SYSTEM VALUE
SELECT row_record, {columns} FROM staged_{part} WHERE row_outcome = 'new' ORDER BY row_number
