-- I15: demonstration points that are designated, from the day of the designation until the next step.
-- Spans, half-open: a row per designation. Parameter: %(district)s.
SELECT point_id AS member_id, moved_on AS valid_from, next_on AS valid_to
FROM (
    SELECT point_id, state, moved_on, lead(moved_on, 1, DATE '9999-12-31') OVER (PARTITION BY point_id ORDER BY moved_on) AS next_on
    FROM ratings_demonstrationmove
    WHERE district_id = %(district)s
) step
WHERE state = 'designated'
