-- Courtyards whose renovation was accepted (改造达标), from that day on.
-- Spans, half-open: a row per accepted renovation. Parameter: %(district)s.
SELECT courtyard_id AS member_id, accepted_on AS valid_from, DATE '9999-12-31' AS valid_to
FROM courtyards_renovation
WHERE district_id = %(district)s AND accepted_on IS NOT NULL
