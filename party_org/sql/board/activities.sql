-- Joint activities per quarter: pairings that held in it, those of them that met, and how often.
-- One row per quarter. Parameters: %(district)s, %(firsts)s and %(afters)s the first days and the days after the last.
SELECT quarter.first, count(DISTINCT pairing.id) AS ties, count(DISTINCT activity.pairing_id) AS active,
       count(DISTINCT activity.id) AS times
FROM unnest(%(firsts)s::date[], %(afters)s::date[]) AS quarter (first, after)
LEFT JOIN party_org_branchpairing pairing
  ON pairing.district_id = %(district)s AND pairing.valid_from < quarter.after AND quarter.first < pairing.valid_to
LEFT JOIN party_org_pairingactivity activity
  ON activity.district_id = pairing.district_id AND activity.pairing_id = pairing.id
 AND quarter.first <= activity.held_on AND activity.held_on < quarter.after
GROUP BY quarter.first
ORDER BY quarter.first
