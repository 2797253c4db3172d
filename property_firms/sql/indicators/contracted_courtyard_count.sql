-- Courtyards under contract with a property firm.
-- A row per contract, placed by its courtyard, valid half-open. Parameters: %(district)s, %(firm)s code of one firm or
-- NULL, %(provider)s kinds of firms or NULL.
SELECT courtyard_id AS member_id, courtyard_id AS placed_by, NULL::text AS name, valid_from, valid_to,
       1 AS numerator, NULL::bigint AS denominator
FROM property_firms_servicecontract contract
WHERE district_id = %(district)s
  AND (%(firm)s::text IS NULL OR contract.firm_id = (
      SELECT firm.id FROM property_firms_firm firm
      JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
      WHERE firm.district_id = %(district)s AND unit.uscc = %(firm)s))
  AND (%(provider)s IS NULL OR contract.firm_id IN (
      SELECT id FROM property_firms_firm WHERE district_id = %(district)s AND kind = ANY(%(provider)s)))
