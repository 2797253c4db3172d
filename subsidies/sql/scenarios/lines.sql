-- The lines of entitlements.sql (which takes the place of the braces) as scenarios and forecasts add them up: one row per
-- courtyard and month that is not left. Parameters: those of entitlements.sql.
SELECT courtyard_id, street_id, month, outcome, star, rate, paid_area_m2, entitled_fen, district_fen
FROM (
{entitlements}
) line
WHERE outcome <> 'left'
