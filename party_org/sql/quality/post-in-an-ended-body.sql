-- Posts in force in a committee, Party organisation or firm that has ended.
-- One row per post; `body` is what it is called, `day` its last day. People are not named here.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT post.id AS record_id, post.street_id,
       jsonb_build_object('name', COALESCE(organisation.name, committee.name, unit.name) || ' · ' || post.title,
                          'body', COALESCE(organisation.name, committee.name, unit.name),
                          'day', to_char(COALESCE(organisation.valid_to, committee.valid_to, unit.valid_to) - 1,
                                         'YYYY-MM-DD')) AS parameters
FROM party_org_post post
LEFT JOIN party_org_partyorganisation organisation
  ON organisation.district_id = post.district_id AND organisation.id = post.organisation_id
LEFT JOIN courtyards_committee committee ON committee.district_id = post.district_id AND committee.id = post.committee_id
LEFT JOIN governance_unit unit ON unit.district_id = post.district_id AND unit.id = post.unit_id
WHERE post.district_id = %(district)s AND post.valid_from <= %(on)s AND %(on)s < post.valid_to
  AND (%(records)s::bigint[] IS NULL OR post.id = ANY(%(records)s))
  AND COALESCE(organisation.valid_to, committee.valid_to, unit.valid_to) <= %(on)s
