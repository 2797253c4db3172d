-- Confirmed modes by which a firm manages the courtyard (market or street platform), where no firm is contracted.
-- One row per mode; `code` is that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT mode.id AS record_id, mode.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code) AS parameters
FROM courtyards_modeconfirmation mode
JOIN courtyards_courtyard courtyard ON courtyard.district_id = mode.district_id AND courtyard.id = mode.courtyard_id
WHERE mode.district_id = %(district)s AND mode.valid_from <= %(on)s AND %(on)s < mode.valid_to
  AND (%(records)s::bigint[] IS NULL OR mode.id = ANY(%(records)s))
  AND mode.mode IN ('market', 'street_platform')
  AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND NOT EXISTS (SELECT FROM property_firms_servicecontract contract
                  WHERE contract.district_id = %(district)s AND contract.courtyard_id = mode.courtyard_id
                    AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to)
