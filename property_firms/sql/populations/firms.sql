-- The property firms active in the district; a market firm belongs to no street.
-- Spans, half-open: a row per firm; `member_id` is its unit.
-- Parameters: %(district)s, %(on)s to list only what holds on this day, or NULL.
SELECT id AS member_id, uscc AS code, name, name_pinyin, street_id, NULL::bigint AS community_id,
       valid_from, valid_to
FROM governance_unit
WHERE district_id = %(district)s AND kind = 'property_firm'
  AND (%(on)s::date IS NULL OR (valid_from <= %(on)s AND %(on)s < valid_to))
