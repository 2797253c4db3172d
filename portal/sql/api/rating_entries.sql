-- Where the courtyards of the rounds up to the day's year stand, with their latest star and the objections against it.
-- One row per courtyard and round after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(year)s, %(steps)s, %(courtyards)s (NULL: any), %(limit)s.
SELECT entry.id, round.year, jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
       jsonb_build_object('code', street.code, 'name', street.name) AS street,
       entry.step, entry.by_district, entry.is_drawn, latest.star, latest.score, latest.revision,
       COALESCE(objected.lodged, 0)::int AS objections, COALESCE(objected.open, 0)::int AS open_objections,
       revoked.counts_from AS revoked_from, round.status, round.announced_on
FROM ratings_ratingentry entry
JOIN ratings_ratinground round ON round.district_id = entry.district_id AND round.id = entry.round_id
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = entry.district_id AND courtyard.id = entry.courtyard_id
JOIN governance_street street ON street.district_id = entry.district_id AND street.id = entry.street_id
LEFT JOIN LATERAL (
    SELECT result.star, result.score, result.revision FROM ratings_ratingresult result
    WHERE result.district_id = entry.district_id AND result.round_id = entry.round_id
      AND result.courtyard_id = entry.courtyard_id
    ORDER BY result.revision DESC LIMIT 1
) latest ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS lodged, count(*) FILTER (WHERE objection.state IN ('lodged', 'reinspection')) AS open
    FROM ratings_objection objection
    WHERE objection.district_id = entry.district_id AND objection.round_id = entry.round_id
      AND objection.courtyard_id = entry.courtyard_id
) objected ON true
LEFT JOIN ratings_stardecision revoked
  ON revoked.district_id = entry.district_id AND revoked.round_id = entry.round_id
 AND revoked.courtyard_id = entry.courtyard_id AND revoked.kind = 'revocation' AND revoked.state = 'confirmed'
WHERE entry.district_id = %(district)s AND entry.id > %(after)s
  AND round.year <= extract(year FROM %(on)s::date)
  AND (%(street)s::bigint IS NULL OR entry.street_id = %(street)s)
  AND (%(within_street)s::bigint IS NULL OR entry.street_id = %(within_street)s)
  AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
  AND (%(year)s::int IS NULL OR round.year = %(year)s)
  AND (%(steps)s::text[] IS NULL OR entry.step = ANY (%(steps)s::text[]))
  AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
  AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
ORDER BY entry.id
LIMIT %(limit)s
