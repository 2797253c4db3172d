-- Subsidy by month of the ledger up to the day: what was entitled (corrections included), what is paid by then.
-- One row per month, in fen. Parameters: %(district)s, %(on)s the day.
SELECT line.month, sum(line.amount_fen)::bigint,
       COALESCE(sum(payment.amount_fen) FILTER (WHERE batch.paid_on <= %(on)s), 0)::bigint
FROM subsidies_entitlementline line
LEFT JOIN subsidies_paymentline payment ON payment.district_id = line.district_id AND payment.line_id = line.id
LEFT JOIN subsidies_paymentbatch batch ON batch.district_id = payment.district_id AND batch.id = payment.batch_id
WHERE line.district_id = %(district)s AND line.month <= %(on)s
GROUP BY line.month
ORDER BY line.month
