-- Building heads (楼栋长) in office.
-- A row per building head, placed by its courtyard, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, courtyard_id AS placed_by, building || ' ' || name AS name, valid_from, valid_to,
       1 AS numerator, NULL::bigint AS denominator
FROM courtyards_buildinghead
WHERE district_id = %(district)s
