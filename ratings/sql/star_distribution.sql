-- How the stars of a round are spread: courtyards by star in each street and in each management mode on the day ('' where no
-- mode is confirmed). One row per group and star that occurs; `grouping` is street or mode. Latest revisions alone.
-- Parameters: %(district)s, %(round)s, %(on)s the day.
WITH results AS (
    SELECT DISTINCT ON (result.courtyard_id) result.courtyard_id, result.street_id, result.star
    FROM ratings_ratingresult result
    WHERE result.district_id = %(district)s AND result.round_id = %(round)s
    ORDER BY result.courtyard_id, result.revision DESC
)
SELECT 'street' AS grouping, street.code, street.name, results.star, count(*)
FROM results
JOIN governance_street street ON street.district_id = %(district)s AND street.id = results.street_id
GROUP BY street.code, street.name, results.star
UNION ALL
SELECT 'mode', COALESCE(mode.mode, ''), '', results.star, count(*)
FROM results
LEFT JOIN courtyards_modeconfirmation mode
  ON mode.district_id = %(district)s AND mode.courtyard_id = results.courtyard_id
 AND mode.valid_from <= %(on)s AND %(on)s < mode.valid_to
GROUP BY COALESCE(mode.mode, ''), results.star
ORDER BY 1 DESC, 2, 4
