-- Courtyards whose floor area and households don't fit each other: under 20 or over 400 ㎡ for one household.
-- One row per courtyard; `each` is the area of one household in ㎡.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code,
                          'each', round(courtyard.area_m2 / courtyard.households, 1)::text) AS parameters
FROM courtyards_courtyard courtyard
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND courtyard.households > 0 AND courtyard.area_m2 / courtyard.households NOT BETWEEN 20 AND 400
