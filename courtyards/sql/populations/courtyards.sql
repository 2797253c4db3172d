-- The courtyards of the register, each in the street and community where it lay at the time.
-- Spans, half-open: a row per courtyard and place; `member_id` is the courtyard.
-- Only places in sight: to a street that a courtyard came to, its time elsewhere is no figure of the street's own.
-- Parameters: %(district)s, %(on)s to list only what holds on this day, or NULL.
SELECT courtyard.id AS member_id, courtyard.code, courtyard.name, courtyard.name_pinyin,
       placement.in_street_id AS street_id, placement.in_community_id AS community_id,
       GREATEST(courtyard.valid_from, placement.valid_from) AS valid_from,
       LEAST(courtyard.valid_to, placement.valid_to) AS valid_to
FROM courtyards_courtyard courtyard
JOIN courtyards_placement placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
WHERE courtyard.district_id = %(district)s
  AND placement.in_street_id = ANY((SELECT portal.allowed_streets())::bigint[])
  AND (%(on)s::date IS NULL OR (courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
    AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to))
