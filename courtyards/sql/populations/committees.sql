-- Committees of every kind in office (自管会, 业委会, 物管会), each where its courtyard lay at the time.
-- Spans, half-open: a row per committee and place.
-- Parameters: %(district)s, %(on)s to list only what holds on this day, or NULL.
SELECT committee.id AS member_id, '' AS code, committee.name, committee.name AS name_pinyin,
       placement.in_street_id AS street_id, placement.in_community_id AS community_id,
       GREATEST(committee.valid_from, placement.valid_from) AS valid_from,
       LEAST(committee.valid_to, placement.valid_to) AS valid_to
FROM courtyards_committee committee
JOIN courtyards_placement placement
  ON placement.district_id = committee.district_id AND placement.courtyard_id = committee.courtyard_id
WHERE committee.district_id = %(district)s
  AND placement.in_street_id = ANY((SELECT portal.allowed_streets())::bigint[])
  AND committee.valid_from < placement.valid_to AND placement.valid_from < committee.valid_to
  AND (%(on)s::date IS NULL OR (committee.valid_from <= %(on)s AND %(on)s < committee.valid_to
    AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to))
