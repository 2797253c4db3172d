-- Courtyards of the kinds in %(kind)s: the kind that is known of them, for as long as they stand in the register.
-- Spans, half-open: a row per courtyard. Parameter: %(district)s.
SELECT id AS member_id, valid_from, valid_to
FROM courtyards_courtyard
WHERE district_id = %(district)s AND kind = ANY(%(kind)s)
