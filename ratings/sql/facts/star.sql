-- The star of each courtyard in the latest round that was announced by the day, in its latest revision;
-- none from the day on from which it was revoked.
-- A row per courtyard with a result. Parameters: %(district)s, %(on)s the day.
SELECT DISTINCT ON (result.courtyard_id) result.courtyard_id AS subject_id, NULL::bigint AS record_id,
       CASE WHEN revoked.id IS NULL THEN result.star ELSE 0 END::text AS star, round.year AS star_year
FROM ratings_ratingresult result
JOIN ratings_ratinground round ON round.district_id = result.district_id AND round.id = result.round_id
LEFT JOIN ratings_stardecision revoked
  ON revoked.district_id = result.district_id AND revoked.round_id = round.id
 AND revoked.courtyard_id = result.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
 AND revoked.counts_from <= %(on)s
WHERE result.district_id = %(district)s AND round.announced_on <= %(on)s
ORDER BY result.courtyard_id, round.year DESC, result.revision DESC
