-- Pairings that held when the quarter began and still do, whose branches did nothing together in it yet.
-- One row per pairing; `day` is the first day of the quarter.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT pairing.id AS record_id, pairing.street_id,
       jsonb_build_object('name', organ.name || ' ↔ ' || branch.name,
                          'day', to_char(date_trunc('quarter', %(on)s::date), 'YYYY-MM-DD')) AS parameters
FROM party_org_branchpairing pairing
JOIN party_org_partyorganisation organ ON organ.district_id = pairing.district_id AND organ.id = pairing.organ_branch_id
JOIN party_org_partyorganisation branch
  ON branch.district_id = pairing.district_id AND branch.id = pairing.courtyard_branch_id
WHERE pairing.district_id = %(district)s AND pairing.valid_from <= date_trunc('quarter', %(on)s::date)
  AND %(on)s < pairing.valid_to
  AND (%(records)s::bigint[] IS NULL OR pairing.id = ANY(%(records)s))
  AND NOT EXISTS (SELECT FROM party_org_pairingactivity activity
                  WHERE activity.district_id = %(district)s AND activity.pairing_id = pairing.id
                    AND date_trunc('quarter', %(on)s::date) <= activity.held_on AND activity.held_on <= %(on)s)
