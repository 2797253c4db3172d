-- Where each courtyard lay on the day, as the figures count it: only places in sight.
-- A row per courtyard. Parameters: %(district)s, %(on)s the day.
SELECT courtyard.id AS subject_id, courtyard.id AS record_id, placement.in_street_id AS street_id,
       street.name AS street, street.code AS street_code, community.name AS community, community.code AS community_code
FROM courtyards_courtyard courtyard
JOIN courtyards_placement placement
  ON placement.district_id = courtyard.district_id AND placement.courtyard_id = courtyard.id
JOIN governance_street street ON street.district_id = courtyard.district_id AND street.id = placement.in_street_id
JOIN governance_community community
  ON community.district_id = courtyard.district_id AND community.id = placement.in_community_id
WHERE courtyard.district_id = %(district)s
  AND placement.in_street_id = ANY((SELECT portal.allowed_streets())::bigint[])
  AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
