-- Property firms active in the district.
-- Spans, half-open: a row per firm. Parameter: %(district)s.
SELECT id AS member_id, valid_from, valid_to
FROM governance_unit
WHERE district_id = %(district)s AND kind = 'property_firm'
