-- The organ branches that are paired with a branch covering the courtyard, on the day.
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT cover.courtyard_id AS subject_id, min(pairing.id) AS record_id, TRUE AS has_pairing,
       array_agg(organ.name ORDER BY pairing.id) AS organ_branches, min(lower(pairing.valid)) AS paired_since
FROM party_org_partycover cover
JOIN party_org_branchpairing pairing
  ON pairing.district_id = cover.district_id AND pairing.courtyard_branch_id = cover.organisation_id
JOIN party_org_partyorganisation organ
  ON organ.district_id = pairing.district_id AND organ.id = pairing.organ_branch_id
WHERE cover.district_id = %(district)s AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to
  AND pairing.valid_from <= %(on)s AND %(on)s < pairing.valid_to
GROUP BY cover.courtyard_id
