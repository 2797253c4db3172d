-- Persons with posts in two or more kinds of bodies on a day (双向进入、交叉任职), and those posts.
-- One row per post; a person's posts stand together. Parameters: %(district)s, %(on)s the day.
WITH held AS (
    SELECT * FROM party_org_post
    WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
)
SELECT person.id, person.name, person.is_party_member, held.body_kind, held.title, held.street_id,
       COALESCE(organisation.name, unit.name, committee.name, community.name, '') AS body
FROM held
JOIN party_org_person person ON person.district_id = held.district_id AND person.id = held.person_id
LEFT JOIN party_org_partyorganisation organisation
  ON organisation.district_id = held.district_id AND organisation.id = held.organisation_id
LEFT JOIN governance_unit unit ON unit.district_id = held.district_id AND unit.id = held.unit_id
LEFT JOIN courtyards_committee committee
  ON committee.district_id = held.district_id AND committee.id = held.committee_id
LEFT JOIN governance_community community
  ON community.district_id = held.district_id AND community.id = held.community_id
WHERE held.person_id IN (SELECT person_id FROM held GROUP BY person_id HAVING count(DISTINCT body_kind) >= 2)
ORDER BY person.id, held.body_kind, held.id
