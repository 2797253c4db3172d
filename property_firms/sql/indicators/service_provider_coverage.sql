-- I3: courtyards under contract with a provider of any kind.
-- Spans, half-open: a row per contract. Parameters: %(district)s, %(provider)s kinds of firms or NULL.
SELECT courtyard_id AS member_id, valid_from, valid_to
FROM property_firms_servicecontract
WHERE district_id = %(district)s AND (%(provider)s IS NULL OR firm_id IN (
    SELECT id FROM property_firms_firm WHERE district_id = %(district)s AND kind = ANY(%(provider)s)))
