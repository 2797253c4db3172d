-- How many courtyards have which star (0: none) in the latest round of the day's year or before.
-- One row per star that occurs. Parameters: %(district)s, %(on)s the day.
SELECT result.star, count(*)
FROM ratings_ratingresult result
WHERE result.district_id = %(district)s
  AND result.round_id = (SELECT id FROM ratings_ratinground
                         WHERE district_id = %(district)s AND year <= extract(year FROM %(on)s::date)
                         ORDER BY year DESC LIMIT 1)
  AND result.revision = (SELECT max(other.revision) FROM ratings_ratingresult other
                         WHERE other.district_id = %(district)s AND other.round_id = result.round_id
                           AND other.courtyard_id = result.courtyard_id)
GROUP BY result.star
ORDER BY result.star
