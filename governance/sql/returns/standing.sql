-- How many returns each street owes in each of the months, and how many of them are there.
-- A row per street and month in which it owes any. A longer return that covers the month counts as its return.
-- Parameters: %(months)s first days of months, %(district)s, %(street)s the id of one street or NULL.
SELECT owed.street_id, month.first AS month, count(*) AS expected, count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM {table} kept
    WHERE kept.district_id = %(district)s AND {same} AND kept.period @> daterange(month.first, month.after)
)) AS given
FROM (
    SELECT first, (first + interval '1 month')::date AS after FROM unnest(%(months)s::date[]) AS asked (first)
) AS month
CROSS JOIN LATERAL (
{owed}
) AS owed
GROUP BY owed.street_id, month.first
