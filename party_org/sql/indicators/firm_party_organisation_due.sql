-- I6b: firms in which a Party organisation stands (of those that should have one).
-- Spans, half-open: a row per organisation. Parameter: %(district)s.
SELECT unit_id AS member_id, valid_from, valid_to
FROM party_org_partyorganisation
WHERE district_id = %(district)s AND unit_id IS NOT NULL
