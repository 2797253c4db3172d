-- How many courtyards each firm serves by contract on the day, and their floor area.
-- A row per firm. Parameters: %(district)s, %(on)s the day.
SELECT firm.id AS subject_id, NULL::bigint AS record_id, count(contract.id) AS projects, sum(courtyard.area_m2) AS managed_m2
FROM property_firms_firm firm
LEFT JOIN property_firms_servicecontract contract
  ON contract.district_id = firm.district_id AND contract.firm_id = firm.id
  AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
LEFT JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = contract.district_id AND courtyard.id = contract.courtyard_id
WHERE firm.district_id = %(district)s
GROUP BY firm.id
