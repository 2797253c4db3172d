-- Organ branches in force on a day, with the pairings each carries and where those lie.
-- One row per organisation that stands in an organ. Parameters: %(district)s, %(on)s the day.
SELECT organisation.id, organisation.name, '' AS rank, '' AS unit, organisation.street_id,
       COALESCE(carried.load, 0) AS load, COALESCE(carried.communities, '{}') AS communities,
       COALESCE(carried.streets, '{}') AS streets
FROM party_org_partyorganisation organisation
LEFT JOIN (
    SELECT pairing.organ_branch_id, count(DISTINCT pairing.id) AS load,
           array_agg(DISTINCT pairing.street_id) AS streets,
           array_agg(DISTINCT placement.in_community_id)
             FILTER (WHERE placement.in_community_id IS NOT NULL) AS communities
    FROM party_org_branchpairing pairing
    LEFT JOIN party_org_partycover cover
      ON cover.district_id = pairing.district_id AND cover.organisation_id = pairing.courtyard_branch_id
     AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to
    LEFT JOIN courtyards_placement placement
      ON placement.district_id = pairing.district_id AND placement.courtyard_id = cover.courtyard_id
     AND placement.valid_from <= %(on)s AND %(on)s < placement.valid_to
    WHERE pairing.district_id = %(district)s AND pairing.valid_from <= %(on)s AND %(on)s < pairing.valid_to
    GROUP BY pairing.organ_branch_id
) carried ON carried.organ_branch_id = organisation.id
WHERE organisation.district_id = %(district)s AND organisation.standing = 'organ'
  AND organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to
ORDER BY organisation.id
