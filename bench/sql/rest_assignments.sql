-- The first thousand cadre assignments of a day, all their fields and the version of each.
SELECT r.id, k.id AS cadre_id, k.name AS cadre, r.valid_from, r.valid_to, c.id AS courtyard_id, c.code, c.name AS courtyard,
       s.id AS street_id, s.code AS street_code, s.name AS street,
       (SELECT v.version_id FROM history.party_org_cadreassignment v
        WHERE v.id = r.id AND v.known_to = 'infinity') AS version
FROM party_org_cadreassignment r
JOIN party_org_cadre k ON k.id = r.cadre_id
JOIN courtyards_courtyard c ON c.id = r.courtyard_id
JOIN governance_street s ON s.id = r.street_id
WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
ORDER BY r.id LIMIT 1000
