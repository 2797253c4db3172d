-- Cadres assigned to a courtyard, each counted once.
-- Spans, half-open: a row per cadre and courtyard. Parameter: %(district)s.
SELECT cadre_id AS member_id, valid_from, valid_to
FROM party_org_cadreassignment
WHERE district_id = %(district)s
