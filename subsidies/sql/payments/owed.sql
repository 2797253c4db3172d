-- Claims of the district that are not paid back and that no batch under way sets off already.
-- One row per claim and negative line of it of which something remains, the oldest claim first.
-- Parameter: %(district)s.
SELECT claim.courtyard_id, claim.id AS claim_id, claim.amount_fen - COALESCE(back.fen, 0) AS outstanding_fen,
       line.id AS line_id, line.amount_fen - COALESCE(paid.fen, 0) AS remains_fen
FROM subsidies_clawbackclaim claim
LEFT JOIN LATERAL (
    SELECT sum(repayment.amount_fen)::bigint AS fen FROM subsidies_repayment repayment
    WHERE repayment.district_id = claim.district_id AND repayment.claim_id = claim.id
) back ON true
JOIN subsidies_clawbackline claimed ON claimed.district_id = claim.district_id AND claimed.claim_id = claim.id
JOIN subsidies_entitlementline line ON line.district_id = claimed.district_id AND line.id = claimed.line_id
LEFT JOIN LATERAL (
    SELECT sum(payment.amount_fen)::bigint AS fen FROM subsidies_paymentline payment
    WHERE payment.district_id = line.district_id AND payment.line_id = line.id
) paid ON true
WHERE claim.district_id = %(district)s AND claim.state IN ('claimed', 'noticed')
  AND claim.amount_fen > COALESCE(back.fen, 0) AND line.amount_fen < COALESCE(paid.fen, 0)
  AND NOT EXISTS (SELECT FROM subsidies_clawbackline beside
                  JOIN subsidies_batchline taken ON taken.district_id = beside.district_id AND taken.line_id = beside.line_id
                  WHERE beside.district_id = claim.district_id AND beside.claim_id = claim.id AND taken.is_open)
ORDER BY claim.id, line.month, line.id
