-- What batches prepared by the day pay to whom, and what became of each line; money in yuan. No account stands in it.
-- One row per courtyard and batch after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(batch)s, %(states)s, %(courtyards)s (NULL: any), %(limit)s.
SELECT *
FROM (
    SELECT item.id, batch.number AS batch, item.reference,
           jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
           jsonb_build_object('code', street.code, 'name', street.name) AS street,
           to_char(item.first_month, 'YYYY-MM') AS first_month, to_char(item.last_month, 'YYYY-MM') AS last_month, item.months,
           item.area_m2, item.star, item.rate_yuan_per_m2_month,
           (item.gross_fen / 100.0)::numeric(14, 2) AS ledger_yuan, (item.set_off_fen / 100.0)::numeric(14, 2) AS set_off_yuan,
           (item.amount_fen / 100.0)::numeric(14, 2) AS amount_yuan,
           CASE WHEN result.outcome IS NOT NULL THEN (result.paid_fen / 100.0)::numeric(14, 2) END AS paid_yuan,
           CASE WHEN result.outcome IS NOT NULL THEN file.paid_on END AS paid_on,
           -- As ItemQuerySet.with_state has it.
           CASE WHEN result.outcome IS NOT NULL THEN result.outcome
                WHEN EXISTS (SELECT FROM subsidies_paymentobjection held WHERE held.district_id = item.district_id
                             AND held.item_id = item.id AND held.state = 'open') THEN 'held'
                WHEN EXISTS (SELECT FROM subsidies_bankfileline sent WHERE sent.district_id = item.district_id
                             AND sent.item_id = item.id) THEN 'sent'
                WHEN EXISTS (SELECT FROM subsidies_paymentline settled WHERE settled.district_id = item.district_id
                             AND settled.item_id = item.id) THEN 'set_off'
                WHEN NOT EXISTS (SELECT FROM subsidies_batchline line WHERE line.district_id = item.district_id
                                 AND line.item_id = item.id AND line.is_open) THEN 'dropped'
                WHEN EXISTS (SELECT FROM subsidies_bankfile bank WHERE bank.district_id = item.district_id
                             AND bank.batch_id = item.batch_id) THEN 'left_out'
                ELSE 'included' END AS state
    FROM subsidies_paymentitem item
    JOIN subsidies_paymentbatch batch ON batch.district_id = item.district_id AND batch.id = item.batch_id
    JOIN courtyards_courtyard courtyard ON courtyard.district_id = item.district_id AND courtyard.id = item.courtyard_id
    JOIN governance_street street ON street.district_id = item.district_id AND street.id = item.street_id
    LEFT JOIN subsidies_resultline result ON result.district_id = item.district_id AND result.item_id = item.id
    LEFT JOIN subsidies_resultfile file ON file.district_id = result.district_id AND file.id = result.file_id
    WHERE item.district_id = %(district)s AND item.id > %(after)s AND batch.prepared_on <= %(on)s
      AND (%(street)s::bigint IS NULL OR item.street_id = %(street)s)
      AND (%(within_street)s::bigint IS NULL OR item.street_id = %(within_street)s)
      AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
      AND (%(batch)s::text[] IS NULL OR batch.number = ANY (%(batch)s::text[]))
      AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
      AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
) item
WHERE %(states)s::text[] IS NULL OR state = ANY (%(states)s::text[])
ORDER BY id
LIMIT %(limit)s
