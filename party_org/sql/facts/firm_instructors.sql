-- The Party-building instructors (党建指导员) sent to each unit on the day.
-- A row per unit with any. Parameters: %(district)s, %(on)s the day.
SELECT unit_id AS subject_id, min(id) AS record_id, TRUE AS has_instructor, array_agg(name ORDER BY id) AS instructors
FROM party_org_instructor
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
GROUP BY unit_id
