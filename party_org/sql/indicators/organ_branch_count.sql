-- Organ branches that are paired with a courtyard branch, each counted once.
-- Spans, half-open: a row per pairing. Parameter: %(district)s.
SELECT organ_branch_id AS member_id, valid_from, valid_to
FROM party_org_branchpairing
WHERE district_id = %(district)s
