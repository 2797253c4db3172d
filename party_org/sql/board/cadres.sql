-- Cadres in office on a day, with the courtyards each answers for and where those lie.
-- One row per cadre. Parameters: %(district)s, %(on)s the day.
SELECT cadre.id, cadre.name, cadre.rank_class AS rank, unit.name AS unit, cadre.street_id,
       COALESCE(carried.load, 0) AS load, COALESCE(carried.communities, '{}') AS communities,
       COALESCE(carried.streets, '{}') AS streets
FROM party_org_cadre cadre
LEFT JOIN governance_unit unit ON unit.district_id = cadre.district_id AND unit.id = cadre.unit_id
LEFT JOIN (
    SELECT assignment.cadre_id, count(DISTINCT assignment.id) AS load,
           array_agg(DISTINCT assignment.street_id) AS streets,
           array_agg(DISTINCT placement.in_community_id)
             FILTER (WHERE placement.in_community_id IS NOT NULL) AS communities
    FROM party_org_cadreassignment assignment
    LEFT JOIN courtyards_placement placement
      ON placement.district_id = assignment.district_id AND placement.courtyard_id = assignment.courtyard_id
     AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
    WHERE assignment.district_id = %(district)s AND assignment.valid_from <= %(on)s AND %(on)s < assignment.valid_to
    GROUP BY assignment.cadre_id
) carried ON carried.cadre_id = cadre.id
WHERE cadre.district_id = %(district)s AND cadre.valid_from <= %(on)s AND %(on)s < cadre.valid_to
ORDER BY cadre.id
