-- How many courtyards have which star (0: none, or revoked by the day) in the latest round of the day's year or before.
-- One row per star that occurs. Parameters: %(district)s, %(on)s the day.
SELECT CASE WHEN revoked.id IS NULL THEN result.star ELSE 0 END AS star, count(*)
FROM ratings_ratingresult result
LEFT JOIN ratings_stardecision revoked
  ON revoked.district_id = result.district_id AND revoked.round_id = result.round_id
 AND revoked.courtyard_id = result.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
 AND revoked.counts_from <= %(on)s
WHERE result.district_id = %(district)s
  AND result.round_id = (SELECT id FROM ratings_ratinground
                         WHERE district_id = %(district)s AND year <= extract(year FROM %(on)s::date)
                         ORDER BY year DESC LIMIT 1)
  AND result.revision = (SELECT max(other.revision) FROM ratings_ratingresult other
                         WHERE other.district_id = %(district)s AND other.round_id = result.round_id
                           AND other.courtyard_id = result.courtyard_id)
GROUP BY 1
ORDER BY 1
