-- The totals of figures on days, of every district in sight. A figure that has no row in a year is 0 of 0 and has none here.
-- Parameters: %(indicators)s and %(populations)s by position from 0, %(years)s, %(days)s and, of each of them, the year of
-- the row in which it lies, %(year_of_days)s.
SELECT asked.number - 1 AS position, kept.district_id, day.number - 1 AS day,
       COALESCE(kept.numerators[step.number], kept.opening_numerator),
       COALESCE(kept.denominators[step.number], kept.opening_denominator)
FROM unnest(%(indicators)s::text[], %(populations)s::text[]) WITH ORDINALITY asked(indicator, population, number)
CROSS JOIN unnest(%(years)s::int[]) year(year)
-- OFFSET 0 keeps it one stretch of the index for each figure and year; joined the other way round, district by district,
-- it takes sixty times as long.
CROSS JOIN LATERAL (
    SELECT district_id, opening_numerator, opening_denominator, days, numerators, denominators
    FROM governance_summaryyear
    WHERE indicator = asked.indicator AND population = asked.population AND governance_summaryyear.year = year.year
    OFFSET 0
) kept
JOIN unnest(%(days)s::date[], %(year_of_days)s::int[]) WITH ORDINALITY day(day, year, number) ON day.year = year.year
CROSS JOIN LATERAL (SELECT NULLIF(width_bucket(day.day, kept.days), 0) AS number) step
