-- Committees in office of which nobody is entered as head, neither by name nor as a member with that post.
-- One row per committee; `code` is that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT committee.id AS record_id, committee.street_id,
       jsonb_build_object('name', committee.name, 'code', courtyard.code) AS parameters
FROM courtyards_committee committee
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = committee.district_id AND courtyard.id = committee.courtyard_id
WHERE committee.district_id = %(district)s AND committee.valid_from <= %(on)s AND %(on)s < committee.valid_to
  AND (%(records)s::bigint[] IS NULL OR committee.id = ANY(%(records)s))
  AND committee.head = ''
  AND NOT EXISTS (SELECT FROM courtyards_committeemember member
                  WHERE member.district_id = %(district)s AND member.committee_id = committee.id AND member.post = 'head'
                    AND member.valid_from <= %(on)s AND %(on)s < member.valid_to)
