-- Takes records out of one table again.
-- One row per record. {table}: of our own models; parameters: district, ids.
DELETE FROM "{table}" WHERE district_id = %(district)s AND id = ANY(%(ids)s::bigint[])
