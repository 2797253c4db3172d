-- Courtyards whose renovation was accepted, without a floor area: the subsidy is computed from it.
-- One row per courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code) AS parameters
FROM courtyards_courtyard courtyard
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND COALESCE(courtyard.area_m2, 0) = 0
  AND EXISTS (SELECT FROM courtyards_renovation renovation
              WHERE renovation.district_id = %(district)s AND renovation.courtyard_id = courtyard.id
                AND renovation.accepted_on <= %(on)s)
