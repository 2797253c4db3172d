-- I19a: of the complaints that were closed or fell overdue in the twelve months up to the day, those closed in time.
-- An open one counts as overdue from the day after it was due, and for as long as it stays open.
-- Up to two rows per complaint, placed by its courtyard, valid half-open: the one decided, the one closed in time.
-- Parameters: %(district)s, %(source)s by which ways it came, or NULL.
WITH complaint AS (
    SELECT id, courtyard_id, number || ' ' || summary AS name, closed_on, COALESCE(due_on, received_on + 7) AS due_on
    FROM community_services_complaint
    WHERE district_id = %(district)s AND (%(source)s IS NULL OR source = ANY(%(source)s))
)
SELECT id AS member_id, courtyard_id AS placed_by, name, LEAST(closed_on, due_on + 1) AS valid_from,
       COALESCE((closed_on + interval '1 year')::date, DATE '9999-12-31') AS valid_to, 0 AS numerator, 1 AS denominator
FROM complaint
UNION ALL
SELECT id, courtyard_id, name, closed_on, (closed_on + interval '1 year')::date, 1, 0
FROM complaint
WHERE closed_on <= due_on
