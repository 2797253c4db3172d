-- I19c: of the emergency repairs reported in the twelve months up to the day, those reached within the promised time:
-- fifteen minutes, or the longest in %(minutes)s.
-- A row per repair, placed by its courtyard, valid half-open, from the day it was reported in Shanghai.
-- Parameters: %(district)s, %(minutes)s minutes as text, or NULL.
SELECT repair.id AS member_id, repair.courtyard_id AS placed_by,
       to_char(repair.reported_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || ' ' || courtyard.name AS name,
       day.reported_on AS valid_from, (day.reported_on + interval '1 year')::date AS valid_to,
       COALESCE(repair.arrived_at <= repair.reported_at + promise.minutes * interval '1 minute', false)::int AS numerator,
       1 AS denominator
FROM community_services_emergencyrepair repair
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = repair.district_id AND courtyard.id = repair.courtyard_id
CROSS JOIN LATERAL (SELECT (repair.reported_at AT TIME ZONE 'Asia/Shanghai')::date AS reported_on) day
CROSS JOIN (SELECT COALESCE(max(minutes::int), 15) AS minutes FROM unnest(%(minutes)s) listed(minutes)) promise
WHERE repair.district_id = %(district)s
