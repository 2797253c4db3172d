-- Puts every unpaid line of a month (corrections included) into a payment batch; a line of 0.00 pays nothing.
-- One row per line. Parameters: %(district)s, %(month)s the first day of the month, %(batch)s.
INSERT INTO subsidies_paymentline (district_id, street_id, courtyard_id, batch_id, line_id, amount_fen)
SELECT line.district_id, line.street_id, line.courtyard_id, %(batch)s, line.id, line.amount_fen
FROM subsidies_entitlementline line
WHERE line.district_id = %(district)s AND line.month = %(month)s::date AND line.amount_fen <> 0
  AND NOT EXISTS (SELECT FROM subsidies_paymentline payment
                  WHERE payment.district_id = line.district_id AND payment.line_id = line.id)
ORDER BY line.id
