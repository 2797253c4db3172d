-- The latest renovation of each courtyard by the day: accepted by then, or under way.
-- A row per courtyard with a renovation. Parameters: %(district)s, %(on)s the day.
SELECT DISTINCT ON (courtyard_id) courtyard_id AS subject_id, id AS record_id, project AS renovation_project,
       CASE WHEN accepted_on <= %(on)s THEN accepted_on END AS accepted_on,
       CASE WHEN accepted_on <= %(on)s THEN 'accepted' ELSE 'under_way' END AS renovation_state
FROM courtyards_renovation
WHERE district_id = %(district)s AND (accepted_on <= %(on)s OR started_on <= %(on)s)
ORDER BY courtyard_id, accepted_on <= %(on)s DESC NULLS LAST, accepted_on DESC NULLS LAST, id DESC
