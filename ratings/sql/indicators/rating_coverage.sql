-- I17: of the courtyards in the scope of a year's rating, those that have a result.
-- A round counts from the first day of its year until the next round's year.
-- Two rows per courtyard and round, placed by the courtyard, valid half-open: the scope and the result.
-- Parameter: %(district)s.
WITH round AS (
    SELECT id, make_date(year, 1, 1) AS valid_from,
           COALESCE(make_date(lead(year) OVER (ORDER BY year), 1, 1), DATE '9999-12-31') AS valid_to
    FROM ratings_ratinground
    WHERE district_id = %(district)s
)
SELECT entry.courtyard_id AS member_id, entry.courtyard_id AS placed_by, NULL::text AS name,
       round.valid_from, round.valid_to, 0 AS numerator, 1 AS denominator
FROM ratings_ratingentry entry
JOIN round ON round.id = entry.round_id
WHERE entry.district_id = %(district)s
UNION ALL
SELECT DISTINCT result.courtyard_id, result.courtyard_id, NULL::text, round.valid_from, round.valid_to, 1, 0
FROM ratings_ratingresult result
JOIN round ON round.id = result.round_id
JOIN ratings_ratingentry entry ON entry.district_id = result.district_id AND entry.round_id = result.round_id
  AND entry.courtyard_id = result.courtyard_id
WHERE result.district_id = %(district)s
