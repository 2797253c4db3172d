-- Committees of the kinds in %(body)s.
-- Spans, half-open: a row per committee. Parameter: %(district)s.
SELECT id AS member_id, valid_from, valid_to
FROM courtyards_committee
WHERE district_id = %(district)s AND kind = ANY(%(body)s)
