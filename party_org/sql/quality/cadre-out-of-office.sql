-- Assignments in force of cadres whose time in office is over: the courtyard counts as covered and is not.
-- One row per assignment; `day` is the last day in office, `code` that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT assignment.id AS record_id, assignment.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code,
                          'day', to_char(cadre.valid_to - 1, 'YYYY-MM-DD')) AS parameters
FROM party_org_cadreassignment assignment
JOIN party_org_cadre cadre ON cadre.district_id = assignment.district_id AND cadre.id = assignment.cadre_id
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = assignment.district_id AND courtyard.id = assignment.courtyard_id
WHERE assignment.district_id = %(district)s AND assignment.valid_from <= %(on)s AND %(on)s < assignment.valid_to
  AND (%(records)s::bigint[] IS NULL OR assignment.id = ANY(%(records)s))
  AND cadre.valid_to <= %(on)s
