-- The visits of an assignment: how many in the month up to the day, what was found in all and what was solved by then.
-- A row per assignment. Parameters: %(district)s, %(on)s the day.
SELECT assignment.id AS subject_id, NULL::bigint AS record_id,
       count(visit.id) FILTER (WHERE visit.visited_on >= date_trunc('month', %(on)s::timestamp)::date) AS visits_in_month,
       count(visit.id) AS problems_found,
       count(visit.id) FILTER (WHERE visit.solved_on <= %(on)s) AS problems_solved,
       max(visit.visited_on) AS last_visit_on
FROM party_org_cadreassignment assignment
LEFT JOIN party_org_cadrevisit visit
  ON visit.district_id = assignment.district_id AND visit.assignment_id = assignment.id AND visit.visited_on <= %(on)s
WHERE assignment.district_id = %(district)s AND assignment.valid_from <= %(on)s AND %(on)s < assignment.valid_to
GROUP BY assignment.id
