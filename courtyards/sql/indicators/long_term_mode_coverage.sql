-- I4: courtyards with a confirmed long-term management mode.
-- Spans, half-open: a row per confirmation. Parameters: %(district)s, %(mode)s management modes or NULL.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_modeconfirmation
WHERE district_id = %(district)s AND (%(mode)s IS NULL OR mode = ANY(%(mode)s))
