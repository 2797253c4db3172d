-- The first page of the cadre assignments of a day, and how many there are.
SELECT r.id, r.valid, c.code, c.name, k.name, s.name
FROM party_org_cadreassignment r
JOIN courtyards_courtyard c ON c.id = r.courtyard_id
JOIN party_org_cadre k ON k.id = r.cadre_id
JOIN governance_street s ON s.id = r.street_id
WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
ORDER BY r.id LIMIT 50;
SELECT count(*) FROM party_org_cadreassignment r WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
