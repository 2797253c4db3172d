-- The first page of the courtyards of a day with their dimensions, and how many there are.
SELECT c.id, c.code, c.name, c.name_pinyin, c.kind, c.address, c.built_year, c.area_m2, c.households, c.residents, c.buildings,
       c.owner_unit, s.code, s.name, m.code, m.name, k.name,
       EXISTS (SELECT FROM courtyards_threenobaseline b WHERE b.district_id = %(district)s AND b.courtyard_id = c.id AND b."on" <= %(on)s),
       (SELECT b.kind FROM courtyards_committee b WHERE b.district_id = %(district)s AND b.courtyard_id = c.id
        AND b.valid_from <= %(on)s AND b.valid_to > %(on)s LIMIT 1),
       (SELECT u.name FROM property_firms_servicecontract b JOIN property_firms_firm f ON f.id = b.firm_id
        JOIN governance_unit u ON u.id = f.unit_id WHERE b.district_id = %(district)s AND b.courtyard_id = c.id
        AND b.valid_from <= %(on)s AND b.valid_to > %(on)s LIMIT 1),
       (SELECT b.mode FROM courtyards_modeconfirmation b WHERE b.district_id = %(district)s AND b.courtyard_id = c.id
        AND b.valid_from <= %(on)s AND b.valid_to > %(on)s LIMIT 1),
       EXISTS (SELECT FROM party_org_partycover b WHERE b.district_id = %(district)s AND b.courtyard_id = c.id
               AND b.valid_from <= %(on)s AND b.valid_to > %(on)s),
       EXISTS (SELECT FROM courtyards_renovation b WHERE b.district_id = %(district)s AND b.courtyard_id = c.id AND b.accepted_on <= %(on)s)
FROM courtyards_courtyard c
JOIN governance_street s ON s.id = c.street_id
JOIN governance_community m ON m.id = c.community_id
LEFT JOIN governance_cluster k ON k.id = c.cluster_id
WHERE c.district_id = %(district)s AND c.valid_from <= %(on)s AND c.valid_to > %(on)s
ORDER BY c.name_pinyin, c.id LIMIT 50;
SELECT count(*) FROM courtyards_courtyard c WHERE c.district_id = %(district)s AND c.valid_from <= %(on)s AND c.valid_to > %(on)s
