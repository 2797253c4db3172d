-- I4: courtyards with a confirmed long-term management mode.
-- Spans, half-open: a row per confirmation. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_modeconfirmation
WHERE district_id = %(district)s
