-- I9: courtyards whose covering Party branch is paired with an organ branch, while both the cover and the pairing hold.
-- Spans, half-open: a row per cover and pairing. Parameter: %(district)s.
SELECT cover.courtyard_id AS member_id,
       GREATEST(cover.valid_from, pairing.valid_from) AS valid_from,
       LEAST(cover.valid_to, pairing.valid_to) AS valid_to
FROM party_org_partycover cover
JOIN party_org_branchpairing pairing
  ON pairing.district_id = cover.district_id AND pairing.courtyard_branch_id = cover.organisation_id
WHERE cover.district_id = %(district)s
  AND cover.valid_from < pairing.valid_to AND pairing.valid_from < cover.valid_to
