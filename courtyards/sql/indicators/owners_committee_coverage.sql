-- I2a: courtyards with an owners' committee (业委会) in office.
-- Spans, half-open: a row per term of a committee. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM courtyards_committee
WHERE district_id = %(district)s AND kind = 'owners'
