-- The first thousand committees of a day, all their fields and the version of each.
SELECT r.id, r.kind, r.name, r.head, r.members, r.election_form, r.elected_on, r.filed_under, r.valid_from, r.valid_to,
       r.dissolved_why, c.id AS courtyard_id, c.code, c.name AS courtyard, s.id AS street_id, s.code AS street_code,
       s.name AS street, (SELECT v.version_id FROM history.courtyards_committee v
                          WHERE v.id = r.id AND v.known_to = 'infinity') AS version
FROM courtyards_committee r
JOIN courtyards_courtyard c ON c.id = r.courtyard_id
JOIN governance_street s ON s.id = r.street_id
WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
ORDER BY r.id LIMIT 1000
