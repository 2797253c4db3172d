-- Contracts in force without a fee.
-- One row per contract; `code` is that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT contract.id AS record_id, contract.street_id,
       jsonb_build_object('name', unit.name || ' · ' || courtyard.name, 'code', courtyard.code) AS parameters
FROM property_firms_servicecontract contract
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = contract.district_id AND courtyard.id = contract.courtyard_id
JOIN property_firms_firm firm ON firm.district_id = contract.district_id AND firm.id = contract.firm_id
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE contract.district_id = %(district)s AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
  AND (%(records)s::bigint[] IS NULL OR contract.id = ANY(%(records)s))
  AND contract.fee_yuan_per_m2_month = 0
