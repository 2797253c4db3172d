-- Places new courtyards where they lie, for the time in which they stand in the register.
-- One row per courtyard. Parameters: district, ids of the courtyards.
INSERT INTO courtyards_placement (district_id, street_id, courtyard_id, valid, in_street_id, in_community_id)
SELECT c.district_id, c.street_id, c.id, c.valid, c.street_id, c.community_id
FROM courtyards_courtyard c
WHERE c.district_id = %(district)s AND c.id = ANY(%(ids)s::bigint[])
