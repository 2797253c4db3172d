-- I2: courtyards with a committee of any kind in office (自管会, 业委会, 物管会).
-- Spans, half-open: a row per term of a committee. Parameters: %(district)s, %(body)s kinds of committees or NULL.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_committee
WHERE district_id = %(district)s AND (%(body)s IS NULL OR kind = ANY(%(body)s))
