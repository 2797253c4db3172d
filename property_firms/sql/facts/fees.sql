-- The latest fee return of each courtyard whose period was over by the day.
-- A row per courtyard with any. Parameters: %(district)s, %(on)s the day.
SELECT DISTINCT ON (courtyard_id) courtyard_id AS subject_id, id AS record_id, lower(period) AS fee_period_from,
       upper(period) - 1 AS fee_period_until, receivable_fen AS receivable, received_fen AS received,
       households_liable, households_paid
FROM property_firms_feereturn
WHERE district_id = %(district)s AND upper(period) IS NOT NULL AND upper(period) - 1 <= %(on)s
ORDER BY courtyard_id, upper(period) DESC, id DESC
