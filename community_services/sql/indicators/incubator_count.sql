-- Street-level incubators of social organisations.
-- A row per incubator, in its own street, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, '' AS code, name, name AS name_pinyin, street_id, NULL::bigint AS community_id,
       valid_from, valid_to, 1 AS numerator, NULL::bigint AS denominator
FROM community_services_incubator
WHERE district_id = %(district)s
