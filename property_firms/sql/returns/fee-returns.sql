-- Who owes a fee return in a month: every firm under contract for a courtyard on a day of it.
-- Joined by id alone: the references hold the district, and with it named the planner, before it has statistics, goes
-- through the whole district for each contract. A contract whose service is known to begin only after the month owes none yet.
-- A row per courtyard and firm. Parameters: %(district)s, %(street)s the id of one street or NULL; reads month.first and
-- month.after, the first days of the month and of the next one.
SELECT DISTINCT contract.street_id, contract.courtyard_id, contract.firm_id, courtyard.code AS code,
       courtyard.name AS title, COALESCE(unit.name, '') AS detail
FROM property_firms_servicecontract contract
JOIN courtyards_courtyard courtyard ON courtyard.id = contract.courtyard_id
LEFT JOIN property_firms_firm firm ON firm.id = contract.firm_id
LEFT JOIN governance_unit unit ON unit.id = firm.unit_id
WHERE contract.district_id = %(district)s
  AND (%(street)s::bigint IS NULL OR contract.street_id = %(street)s)
  AND contract.valid_from < month.after AND contract.valid_to > month.first
  AND (contract.started_on IS NULL OR contract.started_on < month.after)
