-- "No change": the last return of each row that is still missing, given again for the month.
-- A row per return written. Only a return of one calendar month is carried: the amounts of a longer one are those of
-- its whole period. Whoever gives the same return at the same time is first, and nothing is written twice.
-- Parameters: those of the statement inside, and %(only)s the keys of rows, or NULL for all that are missing.
INSERT INTO {table} (district_id, street_id, {identity}, period, {fields})
SELECT %(district)s, expected.street_id, {identity},
       daterange(expected.month, (expected.month + interval '1 month')::date), {carried}
FROM (
{expected}
) AS expected
WHERE expected.given_id IS NULL
  AND EXTRACT(day FROM expected.earlier_first) = 1
  AND expected.earlier_after = (expected.earlier_first + interval '1 month')::date
  AND (%(only)s::text[] IS NULL OR expected.key = ANY(%(only)s::text[]))
ON CONFLICT DO NOTHING
RETURNING id
