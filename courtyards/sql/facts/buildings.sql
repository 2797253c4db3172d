-- The buildings on record on the day, and their units (entrances).
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT courtyard_id AS subject_id, NULL::bigint AS record_id, count(*) AS buildings_recorded, sum(units) AS building_units
FROM courtyards_building
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
GROUP BY courtyard_id
