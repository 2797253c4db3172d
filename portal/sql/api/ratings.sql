-- Stars: the latest revision of each courtyard and round, of the rounds up to the day's year.
-- One row per result after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(year)s, %(stars)s, %(courtyards)s (NULL: any), %(limit)s.
SELECT result.id, round.year, jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
       jsonb_build_object('code', street.code, 'name', street.name) AS street,
       result.score, result.star, result.is_vetoed AS vetoed, result.revision, standard.key AS standard,
       standard.version AS standard_version, round.status, round.announced_on,
       revoked.counts_from AS revoked_from
FROM ratings_ratingresult result
JOIN ratings_ratinground round ON round.district_id = result.district_id AND round.id = result.round_id
JOIN ratings_ratingstandard standard
  ON standard.district_id = round.district_id AND standard.id = round.standard_id
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = result.district_id AND courtyard.id = result.courtyard_id
JOIN governance_street street ON street.district_id = result.district_id AND street.id = result.street_id
LEFT JOIN ratings_stardecision revoked
  ON revoked.district_id = result.district_id AND revoked.round_id = result.round_id
 AND revoked.courtyard_id = result.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
WHERE result.district_id = %(district)s AND result.id > %(after)s
  AND round.year <= extract(year FROM %(on)s::date)
  AND result.revision = (SELECT max(other.revision) FROM ratings_ratingresult other
                         WHERE other.district_id = %(district)s AND other.round_id = result.round_id
                           AND other.courtyard_id = result.courtyard_id)
  AND (%(street)s::bigint IS NULL OR result.street_id = %(street)s)
  AND (%(within_street)s::bigint IS NULL OR result.street_id = %(within_street)s)
  AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
  AND (%(year)s::int IS NULL OR round.year = %(year)s)
  AND (%(stars)s::int[] IS NULL OR result.star = ANY (%(stars)s::int[]))
  AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
  AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
ORDER BY result.id
LIMIT %(limit)s
