-- I12: courtyards with an effective covenant.
-- Spans, half-open: a row per version of a covenant. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_covenant
WHERE district_id = %(district)s
