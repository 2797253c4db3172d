-- I11: courtyards that a volunteer organisation serves.
-- Spans, half-open: a row per organisation and courtyard. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_volunteerservice
WHERE district_id = %(district)s
