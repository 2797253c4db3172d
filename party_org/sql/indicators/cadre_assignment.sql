-- I10: courtyards with an assigned cadre (one cadre may answer for several).
-- Spans, half-open: a row per cadre and courtyard. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM party_org_cadreassignment
WHERE district_id = %(district)s
