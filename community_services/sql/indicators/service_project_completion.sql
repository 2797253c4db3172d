-- I16: of the service projects in the ledger, those that are completed.
-- Two rows per project, in its street: one counts the project from the day it was entered, one its completion from that
-- day on. Parameter: %(district)s.
SELECT project.id AS member_id, '' AS code, project.name, project.name AS name_pinyin, project.street_id,
       NULL::bigint AS community_id, count.valid_from, DATE '9999-12-31' AS valid_to, count.numerator, count.denominator
FROM community_services_serviceproject project
CROSS JOIN LATERAL (VALUES (project.entered_on, 0, 1), (project.completed_on, 1, 0)) count(valid_from, numerator, denominator)
WHERE project.district_id = %(district)s AND count.valid_from IS NOT NULL
