-- I18: of the subsidy entitled for the months up to the day, what has been paid by then, in fen.
-- Two kinds of rows, valid half-open, in the street of the line: a line counts from the last day of its month, its
-- payment from the day it was paid. The member is the courtyard; one that left the register keeps its money here.
-- Parameter: %(district)s.
SELECT courtyard.id AS member_id, courtyard.code, courtyard.name, courtyard.name_pinyin, money.street_id,
       courtyard.community_id, money.valid_from, DATE '9999-12-31' AS valid_to, money.numerator, money.denominator
FROM (
    SELECT courtyard_id, street_id, (month + interval '1 month')::date - 1 AS valid_from,
           0::bigint AS numerator, amount_fen AS denominator
    FROM subsidies_entitlementline
    WHERE district_id = %(district)s
    UNION ALL
    SELECT payment.courtyard_id, payment.street_id, batch.paid_on, payment.amount_fen, 0
    FROM subsidies_paymentline payment
    JOIN subsidies_paymentbatch batch ON batch.district_id = payment.district_id AND batch.id = payment.batch_id
    WHERE payment.district_id = %(district)s
) money
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = %(district)s AND courtyard.id = money.courtyard_id
