-- Courtyards whose coordinates lie outside the boundary of their street, by more than some thirty metres (0.0003 degrees):
-- the drawn boundary is exact to ten, and a courtyard at the very edge is nothing to bother anybody about.
-- One row per courtyard. Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
WITH ring AS MATERIALIZED (
    SELECT held.street_id, part.number AS part, hole.number = 1 AS is_outside,
           (SELECT ('(' || string_agg('(' || (at.pair ->> 0) || ',' || (at.pair ->> 1) || ')', ',' ORDER BY at.number) || ')')::polygon
            FROM jsonb_array_elements(hole.positions) WITH ORDINALITY at (pair, number)) AS shape
    FROM governance_boundary held
    CROSS JOIN LATERAL jsonb_array_elements(
        CASE held.drawn ->> 'type' WHEN 'Polygon' THEN jsonb_build_array(held.drawn -> 'coordinates')
                                   ELSE held.drawn -> 'coordinates' END
    ) WITH ORDINALITY part (rings, number)
    CROSS JOIN LATERAL jsonb_array_elements(part.rings) WITH ORDINALITY hole (positions, number)
    WHERE held.district_id = %(district)s AND held.community_id IS NULL
      AND held.valid_from <= %(on)s AND %(on)s < held.valid_to
),
placed AS (
    SELECT courtyard.id, courtyard.street_id, courtyard.name, courtyard.code,
           ('(' || courtyard.longitude || ',' || courtyard.latitude || ')')::point AS at
    FROM courtyards_courtyard courtyard
    WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
      AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
      AND courtyard.longitude IS NOT NULL AND courtyard.latitude IS NOT NULL
)
SELECT placed.id AS record_id, placed.street_id,
       jsonb_build_object('name', placed.name, 'code', placed.code, 'street', street.name) AS parameters
FROM placed
JOIN governance_street street ON street.district_id = %(district)s AND street.id = placed.street_id
WHERE EXISTS (SELECT FROM ring WHERE ring.street_id = placed.street_id)
  AND NOT EXISTS (
    SELECT FROM ring
    WHERE ring.street_id = placed.street_id AND ring.is_outside AND (placed.at <-> ring.shape) <= 0.0003
      AND NOT EXISTS (
        SELECT FROM ring hole
        WHERE hole.street_id = ring.street_id AND hole.part = ring.part AND NOT hole.is_outside AND hole.shape @> placed.at
      )
  )
