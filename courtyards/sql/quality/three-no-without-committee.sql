-- Courtyards with the baseline label 三无 that no committee governs from within.
-- One row per courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code) AS parameters
FROM courtyards_courtyard courtyard
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND EXISTS (SELECT FROM courtyards_threenobaseline baseline
              WHERE baseline.district_id = %(district)s AND baseline.courtyard_id = courtyard.id AND baseline."on" <= %(on)s)
  AND NOT EXISTS (SELECT FROM courtyards_committee held
                  WHERE held.district_id = %(district)s AND held.courtyard_id = courtyard.id
                    AND held.valid_from <= %(on)s AND %(on)s < held.valid_to)
