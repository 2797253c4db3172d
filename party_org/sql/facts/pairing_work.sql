-- What a pairing covers on the day, and what was done in the quarter up to it.
-- A row per pairing. Parameters: %(district)s, %(on)s the day.
SELECT pairing.id AS subject_id, NULL::bigint AS record_id,
       (SELECT count(*) FROM party_org_partycover cover
        WHERE cover.district_id = pairing.district_id AND cover.organisation_id = pairing.courtyard_branch_id
          AND cover.valid_from <= %(on)s AND %(on)s < cover.valid_to) AS covered_courtyards,
       COALESCE(work.quarter, 0) AS activities_in_quarter, work.last_on AS last_activity_on
FROM party_org_branchpairing pairing
LEFT JOIN (
    SELECT pairing_id, count(*) FILTER (WHERE held_on >= date_trunc('quarter', %(on)s::timestamp)::date) AS quarter,
           max(held_on) AS last_on
    FROM party_org_pairingactivity
    WHERE district_id = %(district)s AND held_on <= %(on)s
    GROUP BY pairing_id) work ON work.pairing_id = pairing.id
WHERE pairing.district_id = %(district)s AND pairing.valid_from <= %(on)s AND %(on)s < pairing.valid_to
