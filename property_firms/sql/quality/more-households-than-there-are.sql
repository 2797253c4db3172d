-- Fee returns, ended within two years before the day, in which more households are liable than the courtyard has.
-- One row per return; `liable` and `households` are the two numbers, `day` the last day of its period.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT fee.id AS record_id, fee.street_id,
       jsonb_build_object('name', unit.name || ' · ' || courtyard.name, 'code', courtyard.code,
                          'liable', fee.households_liable, 'households', courtyard.households,
                          'day', to_char(upper(fee.period) - 1, 'YYYY-MM-DD')) AS parameters
FROM property_firms_feereturn fee
JOIN courtyards_courtyard courtyard ON courtyard.district_id = fee.district_id AND courtyard.id = fee.courtyard_id
JOIN property_firms_firm firm ON firm.district_id = fee.district_id AND firm.id = fee.firm_id
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE fee.district_id = %(district)s AND fee.households_liable > courtyard.households
  AND upper(fee.period) <= %(on)s::date + 1 AND upper(fee.period) > %(on)s::date - interval '2 years'
  AND (%(records)s::bigint[] IS NULL OR fee.id = ANY(%(records)s))
