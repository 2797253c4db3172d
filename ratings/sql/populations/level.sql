-- Demonstration points of the levels in %(level)s; a level never changes.
-- Spans, half-open: a row per point. Parameter: %(district)s.
SELECT id AS member_id, begun_on AS valid_from, DATE '9999-12-31' AS valid_to
FROM ratings_demonstrationpoint
WHERE district_id = %(district)s AND level = ANY(%(level)s)
