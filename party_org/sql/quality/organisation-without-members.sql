-- Party branches, general branches and joint branches in force without a number of members.
-- One row per organisation.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT organisation.id AS record_id, organisation.street_id,
       jsonb_build_object('name', organisation.name) AS parameters
FROM party_org_partyorganisation organisation
WHERE organisation.district_id = %(district)s AND organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to
  AND (%(records)s::bigint[] IS NULL OR organisation.id = ANY(%(records)s))
  AND organisation.members = 0 AND organisation.kind <> 'committee'
