-- Demonstration points that are in the scope of creation: from the first day until they are withdrawn, the designated among
-- them; again from the day on which a withdrawn one begins anew. A courtyard's stands where the courtyard lay at the time.
-- Spans, half-open: a row per point, stretch and place.
-- Parameters: %(district)s, %(on)s to list only what holds on this day, or NULL.
WITH step AS (
    SELECT id AS point_id, begun_on AS moved_on, 'creation' AS state FROM ratings_demonstrationpoint
    WHERE district_id = %(district)s
    UNION ALL
    SELECT point_id, moved_on, state FROM ratings_demonstrationmove
    WHERE district_id = %(district)s
),
edge AS (
    SELECT point_id, moved_on, state <> 'withdrawn' AS is_in,
           lag(state <> 'withdrawn', 1, false) OVER (PARTITION BY point_id ORDER BY moved_on) AS was_in
    FROM step
),
turn AS (
    SELECT point_id, is_in, moved_on, lead(moved_on, 1, DATE '9999-12-31') OVER (PARTITION BY point_id ORDER BY moved_on) AS ends_on
    FROM edge WHERE is_in <> was_in
)
SELECT point.id AS member_id, COALESCE(courtyard.code, community.code, street.code) AS code,
       COALESCE(courtyard.name, community.name, street.name) AS name,
       COALESCE(courtyard.name_pinyin, community.name, street.name) AS name_pinyin,
       COALESCE(placement.in_street_id, point.street_id) AS street_id,
       COALESCE(placement.in_community_id, point.community_id) AS community_id,
       GREATEST(turn.moved_on, placement.valid_from) AS valid_from, LEAST(turn.ends_on, placement.valid_to) AS valid_to
FROM turn
JOIN ratings_demonstrationpoint point ON point.district_id = %(district)s AND point.id = turn.point_id
JOIN governance_street street ON street.district_id = point.district_id AND street.id = point.street_id
LEFT JOIN governance_community community ON community.district_id = point.district_id AND community.id = point.community_id
LEFT JOIN courtyards_courtyard courtyard ON courtyard.district_id = point.district_id AND courtyard.id = point.courtyard_id
LEFT JOIN courtyards_placement placement
  ON placement.district_id = point.district_id AND placement.courtyard_id = point.courtyard_id
 AND placement.valid_from < turn.ends_on AND turn.moved_on < placement.valid_to
WHERE turn.is_in
  AND (point.courtyard_id IS NULL OR placement.in_street_id = ANY((SELECT portal.allowed_streets())::bigint[]))
  AND (%(on)s::date IS NULL OR (GREATEST(turn.moved_on, placement.valid_from) <= %(on)s
    AND %(on)s < LEAST(turn.ends_on, placement.valid_to)))
