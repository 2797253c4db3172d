-- I13b: households that paid of the households liable.
-- A return counts for the year from the last day of its period on: on any day the returns of the twelve months up to it.
-- A row per return, placed by its courtyard, valid half-open. Parameters: %(district)s, %(firm)s code of one firm or
-- NULL, %(provider)s kinds of firms or NULL.
SELECT courtyard_id AS member_id, courtyard_id AS placed_by, NULL::text AS name,
       upper(period) - 1 AS valid_from, (upper(period) - 1 + interval '1 year')::date AS valid_to,
       households_paid AS numerator, households_liable AS denominator
FROM property_firms_feereturn fee
WHERE district_id = %(district)s AND upper(period) IS NOT NULL
  AND (%(firm)s::text IS NULL OR fee.firm_id = (
      SELECT firm.id FROM property_firms_firm firm
      JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
      WHERE firm.district_id = %(district)s AND unit.uscc = %(firm)s))
  AND (%(provider)s IS NULL OR fee.firm_id IN (
      SELECT id FROM property_firms_firm WHERE district_id = %(district)s AND kind = ANY(%(provider)s)))
