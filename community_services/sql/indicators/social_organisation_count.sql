-- Community social organisations, registered or filed.
-- A row per organisation, in its own street, valid half-open. Parameter: %(district)s.
SELECT id AS member_id, '' AS code, name, name AS name_pinyin, street_id, NULL::bigint AS community_id,
       valid_from, valid_to, 1 AS numerator, NULL::bigint AS denominator
FROM community_services_socialorganisation
WHERE district_id = %(district)s
