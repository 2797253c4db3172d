-- Turnover of firms (营业额), in fen.
-- A firm's return counts from the last day of its period until that of the next return, for a year at most.
-- A row per return, in the firm's street, valid half-open. Parameters: %(district)s, %(firm)s code of one firm or NULL.
SELECT unit.id AS member_id, unit.uscc AS code, unit.name, unit.name_pinyin, firm.street_id,
       NULL::bigint AS community_id, upper(income.period) - 1 AS valid_from,
       LEAST(
           (upper(income.period) - 1 + interval '1 year')::date,
           lead(upper(income.period) - 1) OVER (PARTITION BY income.firm_id ORDER BY upper(income.period), income.id)
       ) AS valid_to,
       income.amount_fen AS numerator, NULL::bigint AS denominator
FROM property_firms_incomereturn income
JOIN property_firms_firm firm ON firm.district_id = income.district_id AND firm.id = income.firm_id
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE income.district_id = %(district)s AND income.measure = 'turnover' AND upper(income.period) IS NOT NULL
  AND (%(firm)s::text IS NULL OR unit.uscc = %(firm)s)
