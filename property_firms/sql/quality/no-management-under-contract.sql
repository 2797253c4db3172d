-- Three-no states that say that property management is missing, of courtyards under contract on the same day.
-- One row per state; `firm` is the contracted one, `code` that of the courtyard.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
SELECT state.id AS record_id, state.street_id,
       jsonb_build_object('name', courtyard.name, 'code', courtyard.code, 'firm', unit.name) AS parameters
FROM courtyards_threenostate state
JOIN courtyards_courtyard courtyard ON courtyard.district_id = state.district_id AND courtyard.id = state.courtyard_id
JOIN property_firms_servicecontract contract
  ON contract.district_id = state.district_id AND contract.courtyard_id = state.courtyard_id
 AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
JOIN property_firms_firm firm ON firm.district_id = contract.district_id AND firm.id = contract.firm_id
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE state.district_id = %(district)s AND state.valid_from <= %(on)s AND %(on)s < state.valid_to
  AND (%(records)s::bigint[] IS NULL OR state.id = ANY(%(records)s))
  AND state.no_property_management AND contract.started_on <= %(on)s
