-- Firms that should have a Party organisation (应建): those with as many Party members as the rule asks for. The rule since
-- the Party constitution of 1982: three; with fewer an instructor is sent (F48), and 孝感 counts 应建 so.
-- The register keeps the number that is known, not since when: it is taken for the whole time of the firm.
-- Spans, half-open: a row per firm and rule. Parameter: %(district)s.
SELECT unit.id AS member_id, GREATEST(unit.valid_from, rule.since) AS valid_from, LEAST(unit.valid_to, rule.until) AS valid_to
FROM governance_unit unit
JOIN (VALUES (3, DATE '1982-09-06', DATE '9999-12-31')) rule(members, since, until) ON unit.party_members >= rule.members
WHERE unit.district_id = %(district)s AND unit.kind = 'property_firm'
