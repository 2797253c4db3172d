-- I14: of the courtyards under contract, those where service has really started.
-- Two rows per contract, placed by its courtyard, valid half-open: one counts the contract from its first day, one the
-- service from the day it started. Parameters: %(district)s, %(firm)s code of one firm or NULL,
-- %(provider)s kinds of firms or NULL.
SELECT contract.courtyard_id AS member_id, contract.courtyard_id AS placed_by, NULL::text AS name,
       count.valid_from, contract.valid_to, count.numerator, count.denominator
FROM property_firms_servicecontract contract
CROSS JOIN LATERAL (
    VALUES (contract.valid_from, 0, 1), (GREATEST(contract.started_on, contract.valid_from), 1, 0)
) count(valid_from, numerator, denominator)
WHERE contract.district_id = %(district)s
  AND (count.denominator = 1 OR contract.started_on IS NOT NULL)
  AND (%(firm)s::text IS NULL OR contract.firm_id = (
      SELECT firm.id FROM property_firms_firm firm
      JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
      WHERE firm.district_id = %(district)s AND unit.uscc = %(firm)s))
  AND (%(provider)s IS NULL OR contract.firm_id IN (
      SELECT id FROM property_firms_firm WHERE district_id = %(district)s AND kind = ANY(%(provider)s)))
