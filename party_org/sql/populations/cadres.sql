-- Cadres in office; one who serves the whole district belongs to no street.
-- Spans, half-open: a row per cadre.
-- Parameters: %(district)s, %(on)s to list only what holds on this day, or NULL.
SELECT id AS member_id, '' AS code, name, name AS name_pinyin, street_id, NULL::bigint AS community_id,
       valid_from, valid_to
FROM party_org_cadre
WHERE district_id = %(district)s
  AND (%(on)s::date IS NULL OR (valid_from <= %(on)s AND %(on)s < valid_to))
