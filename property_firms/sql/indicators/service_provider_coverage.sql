-- I3: courtyards under contract with a provider of any kind.
-- Spans, half-open: a row per contract. Parameter: %(district)s.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM property_firms_servicecontract
WHERE district_id = %(district)s
