-- Brings the summary of a district up to date: its rows by figure and year, and the state that says of which moment and
-- data version they speak. One statement, so that records, version and moment are read at the same instant.
-- Answers with one row: how many rows were written, and how many were dropped.
-- Parameters: %(district)s, %(last_year)s the current year, %(definitions)s, %(indicators)s and %(populations)s by
-- position from 0; those of the indicators (%(on)s, %(firm)s) are NULL.
-- Days before 1900 count as its first; nobody can ask for a day after 2200.
WITH /* changes */,
series AS (
    SELECT asked.indicator, asked.population, (asked.number - 1)::int AS position
    FROM unnest(%(indicators)s::text[], %(populations)s::text[]) WITH ORDINALITY asked(indicator, population, number)
), steps AS (
    SELECT position, GREATEST(day, DATE '1900-01-01') AS day, sum(numerator)::bigint AS numerator,
           sum(denominator)::bigint AS denominator
    FROM changes WHERE day < DATE '2201-01-01'
    GROUP BY 1, 2 HAVING sum(numerator) <> 0 OR sum(denominator) <> 0
), totals AS (
    SELECT position, LEAST(extract(year FROM day)::int, %(last_year)s) AS year, day,
           sum(numerator) OVER days AS numerator, sum(denominator) OVER days AS denominator,
           numerator AS more, denominator AS more_below
    FROM steps WINDOW days AS (PARTITION BY position ORDER BY day)
), changed AS (
    SELECT position, year, array_agg(day ORDER BY day) AS days, array_agg(numerator::bigint ORDER BY day) AS numerators,
           array_agg(denominator::bigint ORDER BY day) AS denominators, sum(more) AS more, sum(more_below) AS more_below
    FROM totals GROUP BY 1, 2
), calendar AS (
    SELECT position, generate_series(min(year), %(last_year)s) AS year FROM changed GROUP BY 1
), years AS (
    SELECT series.indicator, series.population, calendar.year,
           (COALESCE(sum(changed.more) OVER before, 0))::bigint AS opening_numerator,
           (COALESCE(sum(changed.more_below) OVER before, 0))::bigint AS opening_denominator,
           COALESCE(changed.days, '{}') AS days, COALESCE(changed.numerators, '{}') AS numerators,
           COALESCE(changed.denominators, '{}') AS denominators
    FROM calendar JOIN series USING (position) LEFT JOIN changed USING (position, year)
    WINDOW before AS (PARTITION BY position ORDER BY calendar.year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), dropped AS (
    DELETE FROM governance_summaryyear kept
    WHERE kept.district_id = %(district)s AND NOT EXISTS (
        SELECT FROM years WHERE (years.indicator, years.population, years.year)
            = (kept.indicator, kept.population, kept.year))
    RETURNING 1
), written AS (
    INSERT INTO governance_summaryyear AS kept
        (district_id, indicator, population, year, opening_numerator, opening_denominator, days, numerators, denominators)
    SELECT %(district)s, indicator, population, year, opening_numerator, opening_denominator, days, numerators, denominators
    FROM years
    ON CONFLICT (indicator, population, year, district_id) DO UPDATE
    SET opening_numerator = excluded.opening_numerator, opening_denominator = excluded.opening_denominator,
        days = excluded.days, numerators = excluded.numerators, denominators = excluded.denominators
    -- What has not changed is not written anew: an edit moves a few of hundreds of rows.
    WHERE (kept.opening_numerator, kept.opening_denominator, kept.days, kept.numerators, kept.denominators)
        IS DISTINCT FROM (excluded.opening_numerator, excluded.opening_denominator, excluded.days, excluded.numerators,
                          excluded.denominators)
    RETURNING 1
), state AS (
    INSERT INTO governance_summarystate
        (district_id, data_version, definitions, as_of, snapshot, last_year, trusted, checked_figures, differences)
    SELECT %(district)s, COALESCE((SELECT version FROM governance_dataversion WHERE district_id = %(district)s), 0),
           %(definitions)s, statement_timestamp(), pg_current_snapshot()::text, %(last_year)s, true, 0, '[]'
    ON CONFLICT (district_id) DO UPDATE
    SET data_version = excluded.data_version, definitions = excluded.definitions, as_of = excluded.as_of,
        snapshot = excluded.snapshot, last_year = excluded.last_year
    RETURNING 1
)
SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM dropped), (SELECT count(*) FROM state)
