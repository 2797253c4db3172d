-- I5: courtyards covered by a Party organisation, their own or a cluster's.
-- Spans, half-open: a row per organisation and courtyard. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM party_org_partycover
WHERE district_id = %(district)s
