-- Who owes an activity return in a month: every volunteer organisation that exists on a day of it.
-- A row per organisation. Parameters: %(district)s, %(street)s the id of one street or NULL; reads month.first and
-- month.after, the first days of the month and of the next one.
SELECT organisation.street_id, organisation.id AS organisation_id, '' AS code, organisation.name AS title, '' AS detail
FROM courtyards_volunteerorganisation organisation
WHERE organisation.district_id = %(district)s
  AND (%(street)s::bigint IS NULL OR organisation.street_id = %(street)s)
  AND organisation.valid_from < month.after AND organisation.valid_to > month.first
