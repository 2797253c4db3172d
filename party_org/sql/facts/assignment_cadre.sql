-- Who the cadre of an assignment is: unit, rank and telephone.
-- A row per assignment. Parameters: %(district)s, %(on)s the day.
SELECT assignment.id AS subject_id, cadre.id AS record_id, unit.name AS cadre_unit, cadre.rank_class AS cadre_rank,
       cadre.phone AS cadre_phone
FROM party_org_cadreassignment assignment
JOIN party_org_cadre cadre ON cadre.district_id = assignment.district_id AND cadre.id = assignment.cadre_id
LEFT JOIN governance_unit unit ON unit.district_id = cadre.district_id AND unit.id = cadre.unit_id
WHERE assignment.district_id = %(district)s AND assignment.valid_from <= %(on)s AND %(on)s < assignment.valid_to
