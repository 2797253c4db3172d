-- The cadres who answer for the courtyard on the day, with rank and telephone; `cadre_id` is one without a number,
-- if there is any.
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT assignment.courtyard_id AS subject_id, min(assignment.id) AS record_id, TRUE AS has_cadre,
       COALESCE(min(cadre.id) FILTER (WHERE cadre.phone = ''), min(cadre.id)) AS cadre_id,
       array_agg(cadre.name ORDER BY assignment.id) AS cadres,
       array_agg(cadre.rank_class ORDER BY assignment.id) AS cadre_ranks,
       array_agg(cadre.phone ORDER BY assignment.id) AS cadre_phones,
       array_agg(unit.name ORDER BY assignment.id) AS cadre_units
FROM party_org_cadreassignment assignment
JOIN party_org_cadre cadre ON cadre.district_id = assignment.district_id AND cadre.id = assignment.cadre_id
LEFT JOIN governance_unit unit ON unit.district_id = cadre.district_id AND unit.id = cadre.unit_id
WHERE assignment.district_id = %(district)s AND assignment.valid_from <= %(on)s AND %(on)s < assignment.valid_to
GROUP BY assignment.courtyard_id
