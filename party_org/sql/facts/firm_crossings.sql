-- How many persons hold a post in the unit and one in another kind of body on the day (双向进入、交叉任职).
-- A row per unit with any. Parameters: %(district)s, %(on)s the day.
WITH held AS (
    SELECT person_id, body_kind, unit_id FROM party_org_post
    WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
)
SELECT held.unit_id AS subject_id, NULL::bigint AS record_id, count(DISTINCT held.person_id) AS cross_appointed
FROM held
WHERE held.unit_id IS NOT NULL
  AND EXISTS (SELECT FROM held other WHERE other.person_id = held.person_id AND other.body_kind <> held.body_kind)
GROUP BY held.unit_id
