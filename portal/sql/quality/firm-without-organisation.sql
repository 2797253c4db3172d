-- I6b: property firms with three Party members or more in which no Party organisation stands.
-- One row per firm; `members` are its Party members.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT firm.id AS record_id, firm.street_id,
       jsonb_build_object('name', unit.name, 'code', unit.uscc, 'members', unit.party_members) AS parameters
FROM property_firms_firm firm
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE firm.district_id = %(district)s AND unit.valid_from <= %(on)s AND %(on)s < unit.valid_to
  AND (%(records)s::bigint[] IS NULL OR firm.id = ANY(%(records)s))
  AND unit.party_members >= 3
  AND NOT EXISTS (SELECT FROM party_org_partyorganisation organisation
                  WHERE organisation.district_id = %(district)s AND organisation.unit_id = unit.id
                    AND organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to)
