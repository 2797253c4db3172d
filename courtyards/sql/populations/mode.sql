-- Courtyards whose confirmed management mode is one in %(mode)s; at most one mode holds at a time.
-- Spans, half-open: a row per confirmation. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_modeconfirmation
WHERE district_id = %(district)s AND mode = ANY(%(mode)s)
