-- The committee in office on the day; of several kinds at once the one longest in office.
-- A row per courtyard with one. Parameters: %(district)s, %(on)s the day.
SELECT DISTINCT ON (courtyard_id) courtyard_id AS subject_id, id AS record_id, TRUE AS has_committee,
       kind AS committee_kind, name AS committee_name, lower(valid) AS committee_since,
       (upper(valid) - 1) AS committee_until, head AS committee_head, members AS committee_members
FROM courtyards_committee
WHERE district_id = %(district)s AND valid_from <= %(on)s AND %(on)s < valid_to
ORDER BY courtyard_id, valid_from, id
