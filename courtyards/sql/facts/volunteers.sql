-- How many volunteer organisations serve a courtyard on the day.
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT service.courtyard_id AS subject_id, NULL::bigint AS record_id,
       count(DISTINCT service.organisation_id) AS volunteer_organisations
FROM courtyards_volunteerservice service
WHERE service.district_id = %(district)s AND service.valid_from <= %(on)s AND %(on)s < service.valid_to
GROUP BY service.courtyard_id
