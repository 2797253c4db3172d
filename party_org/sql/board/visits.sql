-- Visits of cadres per quarter: assignments that held in it, those of them with a visit, and how many visits.
-- One row per quarter. Parameters: %(district)s, %(firsts)s and %(afters)s the first days and the days after the last.
SELECT quarter.first, count(DISTINCT assignment.id) AS ties, count(DISTINCT visit.assignment_id) AS active,
       count(DISTINCT visit.id) AS times
FROM unnest(%(firsts)s::date[], %(afters)s::date[]) AS quarter (first, after)
LEFT JOIN party_org_cadreassignment assignment
  ON assignment.district_id = %(district)s AND assignment.valid_from < quarter.after
 AND quarter.first < assignment.valid_to
LEFT JOIN party_org_cadrevisit visit
  ON visit.district_id = assignment.district_id AND visit.assignment_id = assignment.id
 AND quarter.first <= visit.visited_on AND visit.visited_on < quarter.after
GROUP BY quarter.first
ORDER BY quarter.first
