-- Renovations that began more than two years ago and were never accepted.
-- One row per renovation; `day` is the day on which it began, `code` that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT renovation.id AS record_id, renovation.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code,
                          'day', to_char(renovation.started_on, 'YYYY-MM-DD')) AS parameters
FROM courtyards_renovation renovation
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = renovation.district_id AND courtyard.id = renovation.courtyard_id
WHERE renovation.district_id = %(district)s AND renovation.accepted_on IS NULL
  AND renovation.started_on < %(on)s::date - interval '2 years'
  AND (%(records)s::bigint[] IS NULL OR renovation.id = ANY(%(records)s))
  AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
