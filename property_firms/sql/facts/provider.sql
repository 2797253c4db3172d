-- Who serves each courtyard by contract on the day, and for which fee.
-- A row per courtyard under contract. Parameters: %(district)s, %(on)s the day.
SELECT contract.courtyard_id AS subject_id, contract.id AS record_id, TRUE AS has_provider, unit.name AS provider,
       firm.kind AS provider_kind, contract.fee_yuan_per_m2_month AS fee, contract.started_on AS service_started_on,
       (upper(contract.valid) - 1) AS contract_until
FROM property_firms_servicecontract contract
JOIN property_firms_firm firm ON firm.district_id = contract.district_id AND firm.id = contract.firm_id
JOIN governance_unit unit ON unit.district_id = firm.district_id AND unit.id = firm.unit_id
WHERE contract.district_id = %(district)s AND contract.valid_from <= %(on)s AND %(on)s < contract.valid_to
