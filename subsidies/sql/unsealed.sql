-- Rows that the chain should seal and no block does: kind and id. Whoever writes seals in the same transaction, so there are
-- none unless a block was taken away. Parameters: %(district)s.
WITH sealed AS (
    SELECT kind, max(last_id) AS last_id FROM public.subsidies_ledgerblock WHERE district_id = %(district)s GROUP BY kind
), lines AS (
    SELECT 'lines' AS kind, id FROM public.subsidies_entitlementline WHERE district_id = %(district)s
    UNION ALL
    SELECT 'payments', id FROM public.subsidies_paymentline WHERE district_id = %(district)s
    UNION ALL
    SELECT 'batches', id FROM public.subsidies_batchact WHERE district_id = %(district)s
    UNION ALL
    SELECT 'readings', id FROM public.subsidies_schemereading WHERE district_id = %(district)s
)
SELECT lines.kind, lines.id
FROM lines
LEFT JOIN sealed ON sealed.kind = lines.kind
WHERE lines.id > COALESCE(sealed.last_id, 0)
ORDER BY 1, 2
