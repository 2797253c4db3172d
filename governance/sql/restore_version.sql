-- Puts one kept version of a record back as its present row, with the id that it had.
-- One row. {table}, {columns}: of our own models; parameter: the version's id.
INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE
SELECT {columns} FROM history."{table}" WHERE version_id = %s
