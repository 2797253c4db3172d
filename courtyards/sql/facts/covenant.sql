-- The management covenant (管理规约) in force on the day.
-- A row per courtyard with one. Parameters: %(district)s, %(on)s the day.
SELECT courtyard_id AS subject_id, id AS record_id, TRUE AS has_covenant, title AS covenant_title,
       adopted_on AS covenant_adopted_on, lower(valid) AS covenant_since
FROM courtyards_covenant
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
