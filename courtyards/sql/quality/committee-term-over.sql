-- The last committee of a courtyard, where its term is over and none holds on the day or later.
-- One row per committee; `day` is the last day of its term, `code` that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT committee.id AS record_id, committee.street_id,
       jsonb_build_object('name', committee.name, 'code', courtyard.code,
                          'day', to_char(committee.valid_to - 1, 'YYYY-MM-DD')) AS parameters
FROM courtyards_committee committee
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = committee.district_id AND courtyard.id = committee.courtyard_id
WHERE committee.district_id = %(district)s AND committee.valid_to <= %(on)s AND NOT isempty(committee.valid)
  AND (%(records)s::bigint[] IS NULL OR committee.id = ANY(%(records)s))
  AND courtyard.valid_from <= %(on)s AND %(on)s < courtyard.valid_to
  AND NOT EXISTS (SELECT FROM courtyards_committee later
                  WHERE later.district_id = %(district)s AND later.courtyard_id = committee.courtyard_id
                    AND (later.valid_to, later.id) > (committee.valid_to, committee.id))
