-- The figures that a page showed, by the versions of the records it named.
-- A row per version. Parameters: %(district)s, %(versions)s ids of versions.
SELECT version_id, {fields} FROM history.{table} WHERE district_id = %(district)s AND version_id = ANY(%(versions)s)
