-- I7: firms with a Party-building instructor (党建指导员).
-- Spans, half-open: a row per instructor and firm. Parameter: %(district)s.
SELECT unit_id AS member_id, valid_from, valid_to
FROM party_org_instructor
WHERE district_id = %(district)s
