-- Party organisations in force on a day, with their superior, the courtyards they cover, and, where they are joint
-- committees, how many organisations are members.
-- One row per organisation. Parameters: %(district)s, %(on)s the day.
SELECT organisation.id, organisation.name, organisation.standing, organisation.parent_id, organisation.street_id,
       organisation.members, COALESCE(cover.courtyards, '{}') AS courtyards, COALESCE(joint.joined, 0) AS joined
FROM party_org_partyorganisation organisation
LEFT JOIN (
    SELECT organisation_id, array_agg(DISTINCT courtyard_id) AS courtyards
    FROM party_org_partycover
    WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
    GROUP BY organisation_id
) cover ON cover.organisation_id = organisation.id
LEFT JOIN (
    SELECT joint_id, count(DISTINCT member_id) AS joined
    FROM party_org_jointmembership
    WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
    GROUP BY joint_id
) joint ON joint.joint_id = organisation.id
WHERE organisation.district_id = %(district)s
  AND organisation.valid_from <= %(on)s AND %(on)s < organisation.valid_to
ORDER BY organisation.id
