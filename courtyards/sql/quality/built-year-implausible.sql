-- Courtyards built after the day, or after the year in which their renovation was accepted.
-- One row per courtyard; `year` is the year built.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT courtyard.id AS record_id, courtyard.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code, 'year', courtyard.built_year) AS parameters
FROM courtyards_courtyard courtyard
WHERE courtyard.district_id = %(district)s AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND (%(records)s::bigint[] IS NULL OR courtyard.id = ANY(%(records)s))
  AND courtyard.built_year IS NOT NULL
  AND (courtyard.built_year > extract(year FROM %(on)s::date)
       OR EXISTS (SELECT FROM courtyards_renovation renovation
                  WHERE renovation.district_id = %(district)s AND renovation.courtyard_id = courtyard.id
                    AND renovation.accepted_on <= %(on)s
                    AND courtyard.built_year > extract(year FROM renovation.accepted_on)))
