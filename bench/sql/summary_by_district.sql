-- One figure of every district in sight on a day, straight from the summary's rows.
-- Parameters: %(on)s, %(year)s, %(indicator)s, %(population)s.
SELECT district_id, COALESCE(numerators[NULLIF(width_bucket(%(on)s::date, days), 0)], opening_numerator),
       COALESCE(denominators[NULLIF(width_bucket(%(on)s::date, days), 0)], opening_denominator)
FROM governance_summaryyear
WHERE indicator = %(indicator)s AND population = %(population)s AND year = %(year)s
ORDER BY 1
