-- I18: of the subsidy entitled for the months up to the day, what has been paid by then, in fen.
-- Two kinds of rows, valid half-open: a line counts from the last day of its month, a payment of it (or its return, below
-- nothing) from its own day.
-- Both lie where the courtyard lay on the last day of the line's month: a later move takes no money along.
-- The member is the courtyard; one that left the register keeps its money in its last place.
-- Parameter: %(district)s.
WITH place AS (
    SELECT courtyard_id, in_street_id, in_community_id,
           CASE WHEN row_number() OVER places = 1 THEN DATE '0001-01-01' ELSE valid_from END AS since,
           COALESCE(lead(valid_from) OVER places, DATE '9999-12-31') AS until
    FROM courtyards_placement
    WHERE district_id = %(district)s
    WINDOW places AS (PARTITION BY courtyard_id ORDER BY valid_from)
), money AS (
    SELECT courtyard_id, street_id, (month + interval '1 month')::date - 1 AS month_end,
           (month + interval '1 month')::date - 1 AS valid_from, 0::bigint AS numerator, amount_fen AS denominator
    FROM subsidies_entitlementline
    WHERE district_id = %(district)s
    UNION ALL
    SELECT payment.courtyard_id, payment.street_id, (line.month + interval '1 month')::date - 1, payment.paid_on,
           payment.amount_fen, 0
    FROM subsidies_paymentline payment
    JOIN subsidies_entitlementline line ON line.district_id = payment.district_id AND line.id = payment.line_id
    WHERE payment.district_id = %(district)s
)
SELECT courtyard.id AS member_id, courtyard.code, courtyard.name, courtyard.name_pinyin,
       COALESCE(place.in_street_id, money.street_id) AS street_id,
       COALESCE(place.in_community_id, courtyard.community_id) AS community_id,
       money.valid_from, DATE '9999-12-31' AS valid_to, money.numerator, money.denominator
FROM money
JOIN courtyards_courtyard courtyard
  ON courtyard.district_id = %(district)s AND courtyard.id = money.courtyard_id
LEFT JOIN place
  ON place.courtyard_id = money.courtyard_id AND place.since <= money.month_end AND money.month_end < place.until
-- Only places in sight: to a street that a courtyard came to, its time elsewhere is no figure of the street's own.
WHERE COALESCE(place.in_street_id, money.street_id) = ANY((SELECT portal.allowed_streets())::bigint[])
