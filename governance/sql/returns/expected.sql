-- Who owes a return in each of the months, with the return that covers the month and the last one before it.
-- A row per month and expected return. A longer return that covers the month counts as its return; of several the
-- shortest. The statement of who owes it reads `month`; the other names are those of our own models.
-- Parameters: %(months)s first days of months, %(district)s, %(street)s the id of one street or NULL.
SELECT month.first AS month, {key} AS key, owed.*,
       given.id AS given_id, lower(given.period) AS given_first, upper(given.period) AS given_after, {given},
       earlier.id AS earlier_id, lower(earlier.period) AS earlier_first, upper(earlier.period) AS earlier_after, {earlier}
FROM (
    SELECT first, (first + interval '1 month')::date AS after FROM unnest(%(months)s::date[]) AS asked (first)
) AS month
CROSS JOIN LATERAL (
{owed}
) AS owed
LEFT JOIN LATERAL (
    SELECT * FROM {table} kept
    WHERE kept.district_id = %(district)s AND {same} AND kept.period @> daterange(month.first, month.after)
    ORDER BY upper(kept.period) - lower(kept.period), kept.id LIMIT 1
) AS given ON true
LEFT JOIN LATERAL (
    SELECT * FROM {table} kept
    WHERE kept.district_id = %(district)s AND {same} AND upper(kept.period) <= month.first
    ORDER BY upper(kept.period) DESC, lower(kept.period) DESC, kept.id DESC LIMIT 1
) AS earlier ON true
