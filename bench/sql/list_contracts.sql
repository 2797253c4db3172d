-- The first page of the contracts of a day, and how many there are.
SELECT r.id, r.fee_yuan_per_m2_month, r.started_on, r.valid, c.code, c.name, u.name, u.uscc, s.name
FROM property_firms_servicecontract r
JOIN courtyards_courtyard c ON c.id = r.courtyard_id
JOIN property_firms_firm f ON f.id = r.firm_id
JOIN governance_unit u ON u.id = f.unit_id
JOIN governance_street s ON s.id = r.street_id
WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
ORDER BY r.id LIMIT 50;
SELECT count(*) FROM property_firms_servicecontract r WHERE r.district_id = %(district)s AND r.valid_from <= %(on)s AND r.valid_to > %(on)s
