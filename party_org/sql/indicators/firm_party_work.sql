-- I8: firms with a Party organisation or an instructor: the union of two sets of firms, never the sum of two counts.
-- Spans, half-open: a row per organisation and per instructor. Parameter: %(district)s.
SELECT unit_id AS member_id, valid_from, valid_to
FROM party_org_partyorganisation
WHERE district_id = %(district)s AND unit_id IS NOT NULL
UNION ALL
SELECT unit_id, valid_from, valid_to
FROM party_org_instructor
WHERE district_id = %(district)s
