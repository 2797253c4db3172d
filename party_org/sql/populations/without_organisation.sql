-- The mark of this population is that it is absent: firms in which a Party organisation stands do not belong to it.
-- Spans, half-open: a row per organisation. Parameter: %(district)s.
SELECT unit_id AS member_id, valid_from, valid_to
FROM party_org_partyorganisation
WHERE district_id = %(district)s AND unit_id IS NOT NULL
