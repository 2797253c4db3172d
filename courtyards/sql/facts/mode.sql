-- The long-term management mode that is confirmed on the day, and since when.
-- A row per courtyard with one. Parameters: %(district)s, %(on)s the day.
SELECT courtyard_id AS subject_id, id AS record_id, TRUE AS has_mode, mode, lower(valid) AS mode_since, evidence
FROM courtyards_modeconfirmation
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
