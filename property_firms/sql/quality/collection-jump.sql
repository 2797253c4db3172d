-- Fee returns whose rate by amount lies more than 30 points from that of the same firm and courtyard in the period before.
-- One row per return that ended within two years before the day; `before` and `now` are the rates, `day` the last day of
-- its period.
-- Parameters: %(district)s, %(on)s the day, %(records)s the ids to look at, or NULL for all.
WITH returned AS (
    SELECT fee.id, fee.street_id, fee.courtyard_id, fee.firm_id, fee.period,
           fee.received_fen * 100.0 / fee.receivable_fen AS rate,
           lag(fee.received_fen * 100.0 / fee.receivable_fen)
             OVER (PARTITION BY fee.firm_id, fee.courtyard_id ORDER BY upper(fee.period), fee.id) AS before
    FROM property_firms_feereturn fee
    WHERE fee.district_id = %(district)s AND fee.receivable_fen > 0 AND upper(fee.period) <= %(on)s::date + 1
      AND upper(fee.period) > %(on)s::date - interval '3 years'
)
SELECT returned.id AS record_id, returned.street_id,
       jsonb_build_object('name', unit.name || ' · ' || courtyard.name, 'code', courtyard.code,
                          'before', round(returned.before, 1)::text, 'now', round(returned.rate, 1)::text,
                          'day', to_char(upper(returned.period) - 1, 'YYYY-MM-DD')) AS parameters
FROM returned
JOIN courtyards_courtyard courtyard ON courtyard.district_id = %(district)s AND courtyard.id = returned.courtyard_id
JOIN property_firms_firm firm ON firm.district_id = %(district)s AND firm.id = returned.firm_id
JOIN governance_unit unit ON unit.district_id = %(district)s AND unit.id = firm.unit_id
WHERE abs(returned.rate - returned.before) > 30 AND upper(returned.period) > %(on)s::date - interval '2 years'
  AND (%(records)s::bigint[] IS NULL OR returned.id = ANY(%(records)s))
