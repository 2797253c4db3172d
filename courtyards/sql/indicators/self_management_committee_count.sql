-- Self-management committees (自管会) in office.
-- A row per committee, placed by its courtyard, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, courtyard_id AS placed_by, name AS name, valid_from, valid_to,
       1 AS numerator, NULL::bigint AS denominator
FROM courtyards_committee
WHERE district_id = %(district)s AND kind = 'self_management'
