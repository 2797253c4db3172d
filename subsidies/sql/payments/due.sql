-- What of the ledger is still to be paid, or to be taken back, for the months from %(first)s to before %(until)s.
-- One row per line of which something remains and that stands in no batch under way and in no claim, the oldest first.
-- Parameters: %(district)s, %(first)s and %(until)s first days of months.
SELECT line.courtyard_id, line.street_id, line.id, line.month, line.amount_fen - COALESCE(paid.fen, 0) AS remains_fen,
       line.area_m2, line.star, line.rate_yuan_per_m2_month
FROM subsidies_entitlementline line
JOIN courtyards_courtyard courtyard ON courtyard.district_id = line.district_id AND courtyard.id = line.courtyard_id
LEFT JOIN LATERAL (
    SELECT sum(payment.amount_fen)::bigint AS fen FROM subsidies_paymentline payment
    WHERE payment.district_id = line.district_id AND payment.line_id = line.id
) paid ON true
WHERE line.district_id = %(district)s AND line.month >= %(first)s AND line.month < %(until)s
  AND line.amount_fen <> COALESCE(paid.fen, 0)
  AND NOT EXISTS (SELECT FROM subsidies_batchline taken
                  WHERE taken.district_id = line.district_id AND taken.line_id = line.id AND taken.is_open)
  AND NOT EXISTS (SELECT FROM subsidies_clawbackline claimed
                  WHERE claimed.district_id = line.district_id AND claimed.line_id = line.id)
ORDER BY courtyard.code, line.month, line.sequence
