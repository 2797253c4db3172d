-- The totals of figures on days, by district. A figure that has no row yet in a year is 0 of 0 and has none here.
-- Parameters: %(districts)s, %(indicators)s and %(populations)s by position from 0, %(days)s, %(years)s the years in
-- which they lie and the last years of the districts.
SELECT asked.number - 1 AS position, kept.district_id, day.number - 1 AS day,
       COALESCE(kept.numerators[step.number], kept.opening_numerator),
       COALESCE(kept.denominators[step.number], kept.opening_denominator)
FROM unnest(%(indicators)s::text[], %(populations)s::text[]) WITH ORDINALITY asked(indicator, population, number)
JOIN governance_summaryyear kept
  ON kept.indicator = asked.indicator AND kept.population = asked.population AND kept.year = ANY(%(years)s)
 AND kept.district_id = ANY(%(districts)s)
JOIN governance_summarystate state ON state.district_id = kept.district_id
JOIN unnest(%(days)s::date[]) WITH ORDINALITY day(day, number)
  ON kept.year = LEAST(extract(year FROM day.day)::int, state.last_year)
CROSS JOIN LATERAL (SELECT NULLIF(width_bucket(day.day, kept.days), 0) AS number) step
