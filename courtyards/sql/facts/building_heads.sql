-- How many building heads (楼栋长) are in office on the day.
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT courtyard_id AS subject_id, NULL::bigint AS record_id, count(*) AS building_heads
FROM courtyards_buildinghead
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
GROUP BY courtyard_id
