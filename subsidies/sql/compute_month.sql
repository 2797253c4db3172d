-- Writes the lines of a month that are due, as entitlements.sql (which takes the place of the braces) computes them.
-- One row: how many courtyards were looked at, how many first lines and how many corrections were written.
-- Parameters: %(district)s, %(month)s the first day of the month.
WITH entitled AS MATERIALIZED (
{entitlements}
), written AS (
    INSERT INTO subsidies_entitlementline
        (district_id, street_id, courtyard_id, enrolment_id, scheme_id, month, sequence, month_index, year_index,
         area_m2, star, rate_yuan_per_m2_month, outcome, entitled_fen, earlier_fen, amount_fen, explanation)
    SELECT district_id, street_id, courtyard_id, enrolment_id, scheme_id, month, sequence, month_index, year_index,
           area_m2, star, rate_yuan_per_m2_month, outcome, entitled_fen, earlier_fen, amount_fen, explanation
    FROM entitled
    WHERE is_due
    ORDER BY courtyard_id
    ON CONFLICT DO NOTHING
    RETURNING sequence
)
SELECT (SELECT count(*) FROM entitled),
       (SELECT count(*) FROM written WHERE sequence = 0),
       (SELECT count(*) FROM written WHERE sequence > 0)
