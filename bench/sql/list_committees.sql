-- The first page of the committees of a day, and how many there are.
SELECT r.id, r.name, r.kind, r.head, r.members, r.elected_on, r.valid, c.code, c.name, s.name
FROM courtyards_committee r
JOIN courtyards_courtyard c ON c.id = r.courtyard_id
JOIN governance_street s ON s.id = r.street_id
WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
ORDER BY r.id LIMIT 50;
SELECT count(*) FROM courtyards_committee r WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
