-- Lines of the subsidy ledger of the months up to the day, corrections included; money in yuan.
-- One row per line after the id %(after)s. Parameters: %(district)s, %(on)s, %(street)s, %(within_street)s,
-- %(community)s, %(q)s, %(month)s, %(courtyards)s, %(outcomes)s, %(paid)s (NULL: any), %(limit)s.
SELECT *
FROM (
    SELECT line.id, to_char(line.month, 'YYYY-MM') AS month, line.sequence,
           jsonb_build_object('code', courtyard.code, 'name', courtyard.name) AS courtyard,
           jsonb_build_object('code', street.code, 'name', street.name) AS street, line.month_index, line.year_index,
           line.area_m2, line.star, line.rate_yuan_per_m2_month, line.outcome,
           (line.amount_fen / 100.0)::numeric(14, 2) AS amount_yuan,
           (line.entitled_fen / 100.0)::numeric(14, 2) AS entitled_yuan,
           (line.amount_fen <> 0 AND line.amount_fen = (
               SELECT sum(payment.amount_fen) FROM subsidies_paymentline payment
               WHERE payment.district_id = %(district)s AND payment.line_id = line.id AND payment.paid_on <= %(on)s
           )) IS TRUE AS paid
    FROM subsidies_entitlementline line
    JOIN courtyards_courtyard courtyard
      ON courtyard.district_id = line.district_id AND courtyard.id = line.courtyard_id
    JOIN governance_street street ON street.district_id = line.district_id AND street.id = line.street_id
    WHERE line.district_id = %(district)s AND line.id > %(after)s AND line.month <= %(on)s
      AND (%(street)s::bigint IS NULL OR line.street_id = %(street)s)
      AND (%(within_street)s::bigint IS NULL OR line.street_id = %(within_street)s)
      AND (%(community)s::bigint IS NULL OR courtyard.community_id = %(community)s)
      AND (%(month)s::date IS NULL OR line.month = %(month)s)
      AND (%(outcomes)s::text[] IS NULL OR line.outcome = ANY (%(outcomes)s::text[]))
      AND (%(courtyards)s::text[] IS NULL OR courtyard.code = ANY (%(courtyards)s::text[]))
      AND (%(q)s = '' OR strpos(courtyard.name, %(q)s) > 0 OR strpos(courtyard.code, %(q)s) > 0)
) line
WHERE %(paid)s::boolean IS NULL OR paid = %(paid)s
ORDER BY id
LIMIT %(limit)s
