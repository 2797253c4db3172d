-- Committees whose courtyard a Party organisation covers, while both the term and the cover hold.
-- Spans, half-open: a row per committee and cover. Parameter: %(district)s.
SELECT committee.id AS member_id, GREATEST(committee.valid_from, cover.valid_from) AS valid_from,
       LEAST(committee.valid_to, cover.valid_to) AS valid_to
FROM courtyards_committee committee
JOIN party_org_partycover cover
  ON cover.district_id = committee.district_id AND cover.courtyard_id = committee.courtyard_id
WHERE committee.district_id = %(district)s
  AND committee.valid_from < cover.valid_to AND cover.valid_from < committee.valid_to
