-- What entitlements.sql (which takes the place of the braces) comes to by month and street: month, street, lines, lines that are
-- paid, fen, and fen of them that the district pays. Parameters: those of entitlements.sql.
SELECT month, street_id, count(*), count(*) FILTER (WHERE entitled_fen > 0), sum(entitled_fen)::bigint,
       sum(district_fen)::bigint
FROM (
{entitlements}
) line
WHERE outcome <> 'left'
GROUP BY month, street_id
