-- Service projects of the ledger that are completed.
-- A row per project, in its street, from the day of its completion. Parameter: %(district)s.
SELECT id AS member_id, '' AS code, name, name AS name_pinyin, street_id, NULL::bigint AS community_id,
       completed_on AS valid_from, DATE '9999-12-31' AS valid_to, 1 AS numerator, NULL::bigint AS denominator
FROM community_services_serviceproject
WHERE district_id = %(district)s AND completed_on IS NOT NULL
