-- Visits of cadres more than 30 days ago at which something was found that is not solved.
-- One row per visit; `day` is that of the visit, `code` that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT visit.id AS record_id, visit.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code, 'found', visit.found,
                          'day', to_char(visit.visited_on, 'YYYY-MM-DD')) AS parameters
FROM party_org_cadrevisit visit
JOIN courtyards_courtyard courtyard ON courtyard.district_id = visit.district_id AND courtyard.id = visit.courtyard_id
WHERE visit.district_id = %(district)s AND visit.visited_on < %(on)s::date - 30
  AND (visit.solved_on IS NULL OR visit.solved_on > %(on)s)
  AND (%(records)s::bigint[] IS NULL OR visit.id = ANY(%(records)s))
  AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
