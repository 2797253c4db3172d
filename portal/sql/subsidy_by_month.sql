-- Subsidy by month of the ledger up to the day: what was entitled (corrections included), what is paid by then.
-- One row per month, in fen. Parameters: %(district)s, %(on)s the day.
SELECT line.month, sum(line.amount_fen)::bigint, COALESCE(sum(paid.fen), 0)::bigint
FROM subsidies_entitlementline line
LEFT JOIN (
    -- Of a line there may be several payments, and what came back of it.
    SELECT payment.line_id, sum(payment.amount_fen) AS fen
    FROM subsidies_paymentline payment
    WHERE payment.district_id = %(district)s AND payment.paid_on <= %(on)s
    GROUP BY payment.line_id
) paid ON paid.line_id = line.id
WHERE line.district_id = %(district)s AND line.month <= %(on)s
GROUP BY line.month
ORDER BY line.month
