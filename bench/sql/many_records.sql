-- A hundred thousand courtyards with a placement, a committee, a contract and a cadre each. Parameters: %(district)s, %(many)s.
INSERT INTO courtyards_courtyard (district_id, street_id, community_id, code, name, name_pinyin, kind, address, area_measured_by,
    area_document, owner_unit, area_m2, households, valid)
SELECT %(district)s, m.street_id, m.id, 'B-' || n, '试验路' || n || '号院', 'shi yan lu ' || lpad(n::text, 6, '0') || ' hao yuan',
       'courtyard', '', '', '', '', 3000, 40, daterange('2020-01-01', NULL)
FROM generate_series(1, %(many)s) n, (SELECT id, street_id FROM governance_community ORDER BY code LIMIT 1) m;
INSERT INTO courtyards_committee (district_id, street_id, courtyard_id, kind, name, head, members, election_form, filed_under,
    dissolved_why, valid)
SELECT district_id, street_id, id, 'self_management', name || '自管会', '张建国', 5, '', '', '', valid
FROM courtyards_courtyard WHERE code LIKE 'B-%%';
INSERT INTO property_firms_servicecontract (district_id, street_id, courtyard_id, firm_id, fee_yuan_per_m2_month, started_on, valid)
SELECT c.district_id, c.street_id, c.id, f.id, 0.5, '2020-02-01', c.valid
FROM courtyards_courtyard c, (SELECT id FROM property_firms_firm ORDER BY id LIMIT 1) f WHERE c.code LIKE 'B-%%';
INSERT INTO party_org_cadreassignment (district_id, street_id, courtyard_id, cadre_id, valid)
SELECT c.district_id, c.street_id, c.id, k.id, c.valid
FROM courtyards_courtyard c, (SELECT id FROM party_org_cadre ORDER BY id LIMIT 1) k WHERE c.code LIKE 'B-%%';
